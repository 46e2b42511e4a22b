"""A figure of the report is a correct rounding of the true one: by the claim checker, and by formulas written out here.

Two ways: the figures in the report's model, and the figures read back from the finished files.
"""

import random
import re

import pandas as pd
import pytest

from edi_handbook.report import write
from edi_handbook.report.contents import ROW_NAMES, SHORT
from edi_handbook.report.figures import figures_of, table_of
from edi_handbook.workforce.claims import Claim, check_claims
from edi_handbook.workforce.definitions import ALL
from edi_handbook.workforce.disclosure import protect
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


def claims_of(published):
    claims = []
    for (_, number, measure, subgroup, group), share in published.shares.items():
        if share.value is not None:
            of = "workforce" if number == "9" and measure == "headcount" else subgroup
            claims.append(claim(number, share.text, "percent", group, of))
    for (_, number, _), ratio in published.ratios.items():
        if ratio.value is not None:
            claims.append(claim(number, ratio.text.split()[0], "ratio"))
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
    claims += from_sentences(re.split(r"• |(?=What the figures say)|Fig\.", pdf))
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
