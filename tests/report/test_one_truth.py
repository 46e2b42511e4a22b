"""A figure of the report is a correct rounding of the true one: by the claim checker, and by formulas written out here.

Two ways: the figures in the report's model, and the figures read back from the finished files: the paper as PDF and as
a Word file, the slides with their notes and alternative texts, the tables, the summary.
"""

import json
import random
import re

import docx
import pandas as pd
import pptx
import pytest

from edi_handbook.report import answers, write
from edi_handbook.report.contents import ROW_NAMES, SHORT
from edi_handbook.report.figures import count_name, figures_of, ratio_name, table_of
from edi_handbook.strategy import offered
from edi_handbook.workforce import published as of_others
from edi_handbook.workforce import text
from edi_handbook.workforce.claims import Claim, check_claims
from edi_handbook.workforce.definitions import ALL, APPOINTMENT, BME, DISCIPLINARY, RANGE_HIGH, WHITE
from edi_handbook.workforce.disclosure import DEFAULT, protect
from edi_handbook.workforce.trajectory import NotPossible, of_print, of_ratios
from edi_handbook.workforce.trajectory import words as in_words
from tests import pdf_pages
from tests.many import draws, is_thorough
from tests.report.returns import a_return
from tests.workforce.attacker import katz, koopman, wilson

SOUND = {"reproduced", "rounded"}
RETURNS = range(10_000 if is_thorough() else draws(0.6))
FILES = range(50 if is_thorough() else 2)
NUMBERS = {short: rate.number for rate, short in SHORT.items()}
SUBGROUPS = {name: row for row, name in ROW_NAMES.items()}


def claim(indicator, value, unit, group="", subgroup="", year=2025):
    return Claim(2, int(indicator), year, group, value, unit, subgroup="" if subgroup == ALL else subgroup)


def contradictions(frame, claims):
    """The claims that the checker does not find right, with what it says. Figures that were cut off are wrong here."""
    found = check_claims(frame, claims)
    return [
        (claim, verdict.explanation)
        for claim, verdict in zip(claims, found, strict=True)
        if verdict.verdict not in SOUND or "Cut off" in verdict.explanation
    ]


def claims_of(published, year=2025):
    claims = []
    for (_, number, measure, subgroup, group), share in published.shares.items():
        if share.value is not None:
            of = "workforce" if number == "9" and measure == "headcount" else subgroup
            claims.append(claim(number, share.text, "percent", group, of, year))
    for (_, number, _), ratio in published.ratios.items():
        if ratio.value is not None:
            claims.append(claim(number, ratio.text.split()[0], "ratio", year=year))
    return claims


def test_no_figure_of_the_model_contradicts_the_checker():
    checked, wrong = 0, []
    for seed in RETURNS:
        frame = a_return(random.Random(seed))
        published = protect(figures_of(table_of(frame, "SYN", 2025)))
        claims = claims_of(published)
        checked += len(claims)
        wrong += contradictions(frame, claims)
    assert checked >= 5 * len(RETURNS)
    assert wrong == []


def test_every_interval_is_the_true_one_rounded():
    checked = 0
    for seed in RETURNS[:3000]:
        frame = a_return(random.Random(seed))
        report = figures_of(table_of(frame, "SYN", 2025))
        published = protect(report)
        for name, ratio in published.ratios.items():
            if ratio.value is not None:
                counts = [report.counts[cell] for cell in report.ratios[name].cells]
                a, n, b, m = counts
                by_hand = (
                    katz(*counts, ratio.decimals)
                    if min(a, n - a, b, m - b) >= 10
                    else koopman(*([count] for count in counts), ratio.decimals)[0]
                )
                assert ratio.text == by_hand, (seed, name)
                checked += 1
        for name, share in published.shares.items():
            if share.low is not None:
                part, whole = (report.counts[cell] for cell in (report.shares[name].part, report.shares[name].whole))
                ends = f"{share.low:.{share.decimals}f} to {share.high:.{share.decimals}f}"
                assert (share.text.rstrip("%"), ends) == wilson(part, whole, share.decimals), (seed, name)
                checked += 1
    assert checked > 5 * len(RETURNS[:3000])


@pytest.mark.build
@pytest.mark.parametrize("seed", FILES)
def test_no_figure_of_the_finished_files_contradicts_the_checker(seed, tmp_path):
    frame = a_return(random.Random(seed))
    frame.to_csv(tmp_path / "return.csv", index=False)
    files = {file.name: file for file in write.write(tmp_path / "return.csv", tmp_path / "out")}
    claims = [*from_tables(files), *from_sentences(files["summary.txt"].read_text().splitlines())]
    pdf = " ".join("\n".join(pdf_pages.copied(files["report.pdf"])).split())
    for one in claims:
        assert one.value in pdf, one
    said = pdf.partition("What the figures say")[2].partition("Beside England")[0]
    claims += from_sentences(re.split(r"• |Fig\.", said))
    claims += from_sentences(one.text for one in docx.Document(str(files["report.docx"])).paragraphs)
    claims += [
        claim(1, share, "percent", "bme", ALL) for share in re.findall(r"All staff (?:[\d,]+ ){4}([\d.]+%)", pdf)
    ]
    assert len(claims) > 10
    assert contradictions(frame, claims) == []


def from_tables(files):
    claims = []
    if "ratios.csv" in files:
        for row in pd.read_csv(files["ratios.csv"], dtype=str).itertuples(index=False):
            claims.append(claim(NUMBERS[row[0].rpartition(", ")[0]], row.Ratio, "ratio"))
    if "survey.csv" in files:
        for row in pd.read_csv(files["survey.csv"], dtype=str).to_dict("records"):
            for group in ("BME", "White"):
                share = re.search(r"\(([\d.]+%)\)", row[group])[1]
                claims.append(claim(NUMBERS[row["Answer"]], share, "percent", group.lower()))
    for row in pd.read_csv(files["staff.csv"], dtype=str).to_dict("records"):
        if row["BME share"].endswith("%"):
            claims.append(claim(1, row["BME share"], "percent", "bme", SUBGROUPS[row["Staff group"]]))
    return claims


def from_sentences(sentences):
    """The figures of the sentences in which the report says what its counts say."""
    claims = []
    for sentence in sentences:
        if not (found := re.search(r"\(indicator (\d)", sentence)):
            continue
        number = found[1]
        claims += [claim(number, ratio, "ratio") for ratio in re.findall(r"over (?:BME|white): ([\d.]+) \(", sentence)]
        for group in ("BME", "white"):
            claims += [
                claim(number, share, "percent", group.lower())
                for share in re.findall(rf"{group} ([\d.]+%)(?! interval)", sentence)
            ]
        for of, words in (("board_voting", "voting board"), ("workforce", "workforce")):
            for share in re.findall(rf"BME share of the {words} is ([\d.]+%)", sentence):
                claims.append(claim(number, share, "percent", "bme", of))
    return claims


# Every face: no number that is written as a share or a ratio is other than known.


def of_word(path):
    """The words of a Word file, a paragraph or a cell each, and the alternative texts of its pictures."""
    made = docx.Document(str(path))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    alts = [shown._inline.docPr.get("descr") for shown in made.inline_shapes]
    return [*(paragraph.text for paragraph in made.paragraphs), *cells, *alts]


def of_slides(path):
    """The words of slides, of their notes, and the alternative texts of their pictures."""
    found = []
    for slide in pptx.Presentation(str(path)).slides:
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found += [one.get("descr") or "" for one in slide._element.iter("{*}cNvPr")]
        found.append(slide.notes_slide.notes_text_frame.text)
    return found


def of_table(path):
    return [cell for row in pd.read_csv(path, dtype=str, keep_default_na=False).to_numpy().tolist() for cell in row]


def faces(files):
    pdf = " ".join("\n".join(pdf_pages.copied(files["report.pdf"])).split())
    return {
        "report.pdf": [pdf],
        "report.docx": of_word(files["report.docx"]),
        "slides.pptx": of_slides(files["slides.pptx"]),
        "summary.txt": [files["summary.txt"].read_text()],
        **{name: of_table(file) for name, file in files.items() if file.suffix == ".csv"},
    }


FIGURE = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+%?|%)(?![\d.]*\d)")


def numbers(said):
    return set(FIGURE.findall(said))


def printed_numbers(published):
    """Each number of a print as a face may write it: a share, a ratio, the ends of their intervals."""
    known = set()
    for share in published.shares.values():
        if share.value is not None:
            ends = [] if share.low is None else [f"{end:.{share.decimals}f}" for end in (share.low, share.high)]
            known |= {share.text, *ends}
    for ratio in published.ratios.values():
        if ratio.value is not None:
            known |= numbers(ratio.text)
    return known


def worked_numbers(prints, year):
    """What is worked out from the prints, by the sums of `trajectory`, and by nothing of the report's own."""
    known = set()
    for rate in (APPOINTMENT, DISCIPLINARY):
        now = prints[year].ratios.get(ratio_name(rate))
        then = prints[year - 1].ratios.get(ratio_name(rate)) if year - 1 in prints else None
        if now and then and now.value and then.value:
            known |= numbers(in_words.changed(of_ratios(then, now), year - 1, year))
        cells = ((rate.part, BME), (rate.whole, BME), (rate.whole, WHITE))
        counts = [prints[year].counts.get(count_name(rate.number, measure, group)) for measure, group in cells]
        try:
            tally = of_print(rate, year, now, *(one and one.value for one in counts))
        except NotPossible:
            continue
        known |= numbers(in_words.gap(tally, DEFAULT)) | numbers(in_words.can_be_shown(tally, RANGE_HIGH))
        needed = tally.needed().value / 3
        if needed > 0:
            for pace in (needed, -(-needed // 1)):
                path = tally.path(pace, 3)[["ratio", "low", "high"]].to_numpy().ravel()
                known |= {text.ratio(number) for number in path}
        known.add(text.ratio(1 + (now.value - 1) / 2))  # half of the gap, a target on offer
    return known


def numbers_on_offer():
    """Of the strategy: its words, and its targets."""
    said = [part for one in offered.objectives() for target in one.targets for part in (target.words, target.reasoning)]
    said += [question.question for question in offered.questions()]
    return numbers(" ".join(said)) | {
        text.ratio(target.target) for one in offered.objectives() for target in one.targets if target.target
    }


CONSTANTS = {"0.80", "1.25", "95%"} | {"0.1", "0.2", "0.3", "0.5", "0.8", "1.5"}
"""Of the non-adverse range, of an interval, and on the axis of a chart."""


@pytest.mark.build
@pytest.mark.parametrize("seed", FILES)
def test_every_figure_of_every_face_is_known_to_the_checker(seed, tmp_path):
    """What is written as a share or a ratio is a figure of the print, which the checker finds in the counts; or of
    England and the region, as `data/` has it; or worked out from the print; or on offer."""
    frame = pd.concat([a_return(random.Random(seed), 2024), a_return(random.Random(seed + 50), 2025)])
    frame.to_csv(tmp_path / "return.csv", index=False)
    files = {file.name: file for file in write.write(tmp_path / "return.csv", tmp_path / "out", region="midlands")}
    prints = answers.printed(frame, "SYN", 2025)
    claims = [one for year, published in prints.items() for one in claims_of(published, year)]
    assert contradictions(frame, claims) == []
    others = [one for place in ("england", "midlands") for one in of_others.figures(place=place)]
    known = set().union(*map(printed_numbers, prints.values())) | worked_numbers(prints, 2025) | numbers_on_offer()
    known |= CONSTANTS | {one.text for one in others}
    shown = {name: numbers(" \n".join(said)) for name, said in faces(files).items()}
    assert {name: sorted(found - known) for name, found in shown.items() if found - known} == {}
    for name in ("report.pdf", "report.docx", "slides.pptx"):
        assert len(shown[name]) > 20, name
    kept = json.loads(files["published.json"].read_text())
    assert [one["year"] for one in kept["publications"]] == [2024, 2025], "what is printed of a year is remembered"
