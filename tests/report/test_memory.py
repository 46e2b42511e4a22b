"""What is remembered of a report: what it prints and nothing else, and what is said where there is no memory."""

import json
import random
import re

import pandas as pd
import pytest
from typer.testing import CliRunner

from edi_handbook.cli import app
from edi_handbook.report import memory, write
from edi_handbook.report.figures import figures_of, table_of
from edi_handbook.workforce.disclosure import Earlier, Report, Thresholds, Unreadable, likeness, protect, protect_again
from edi_handbook.workforce.disclosure.thresholds import DEFAULT
from tests.report.returns import a_return, changed, place_of

EVENTS = {"indicator": 3, "measure": "entered_disciplinary", "group": "bme"}


def published(frame):
    report = figures_of(table_of(frame, "SYN", int(frame["year"].iloc[0])))
    return report, protect(report)


def earlier(frame):
    return Earlier.of(*published(frame), DEFAULT)


@pytest.fixture
def frame():
    """A return in which 17 white and 19 BME staff of 4,800 and 1,300 had a disciplinary case."""
    frame = a_return(random.Random(10))
    for group, cases, staff in (("white", 17, 4800), ("bme", 19, 1300)):
        frame.loc[place_of(frame, indicator=3, measure="entered_disciplinary", group=group), "count"] = cases
        frame.loc[place_of(frame, indicator=3, measure="headcount", group=group), "count"] = staff
    return frame


@pytest.mark.parametrize("seed", range(10))
def test_it_holds_no_count_that_is_not_printed(seed):
    report, found = published(a_return(random.Random(seed)))
    kept = json.dumps(Earlier.of(report, found, DEFAULT).to_data())
    # The same print of another return, of which only the rounded counts are the same, is remembered the same.
    near = Earlier.of(report, found, DEFAULT)
    for name in report.counts:
        report.counts[name] += 1_000_000
    assert json.dumps(Earlier.of(report, found, DEFAULT).to_data()) == kept
    assert not any(str(count) in kept for count in report.counts.values())
    assert Earlier.from_data(json.loads(kept)).to_data() == near.to_data()


def test_a_report_made_again_of_the_same_return_prints_the_same():
    frame = a_return(random.Random(4))
    report, first = published(frame)
    again = protect_again(report, [Earlier.of(report, first, DEFAULT)])
    assert again.everything() == first.everything()
    assert again.notes == first.notes


def test_one_case_more_is_not_told(frame):
    """A ratio and its interval to two decimals tell both counts exactly: beside them the next may not do so again."""
    report, first = published(frame)
    name = ("ratio", "3", "bme_over_white")
    assert first.ratios[name].decimals == 2
    after, alone = published(changed(frame, 1, **EVENTS))
    again = protect_again(after, [Earlier.of(report, first, DEFAULT)])
    assert alone.ratios[name].decimals == 2
    assert again.ratios[name].why or again.ratios[name].decimals < 2
    others = set(again.shares) | set(again.ratios) - {name}
    assert {n: again.shares[n].text for n in again.shares} == {n: alone.shares[n].text for n in alone.shares}
    assert all(again.ratios[n].text == alone.ratios[n].text for n in again.ratios if n != name)
    assert len(others) > 10


def test_a_third_report_knows_both_others(frame):
    first = earlier(frame)
    second = changed(frame, 1, **EVENTS)
    after = figures_of(table_of(second, "SYN", 2025))
    printed = Earlier.of(after, protect_again(after, [first]), DEFAULT)
    back = protect_again(figures_of(table_of(frame, "SYN", 2025)), [first, printed])
    name = ("ratio", "3", "bme_over_white")
    # Gone back to the first return: printed finely again, it would say that the second had been another by one.
    assert back.ratios[name].why or back.ratios[name].decimals < 2


def test_a_year_with_other_cases_is_its_own_report():
    before, after = (a_return(random.Random(seed), year) for seed, year in ((1, 2024), (2, 2025)))
    kept = memory.Memory("SYN").with_one(2024, earlier(before))
    report, _ = published(after)
    assert likeness(earlier(before), report) < memory.SAME_PEOPLE
    assert kept.about(report, 2025) == []
    same, _ = published(before.assign(year=2025))
    assert likeness(earlier(before), same) == 1
    assert len(kept.about(same, 2025)) == 1


def test_one_case_more_is_not_told_where_another_figure_is_new_or_gone(frame):
    """What stands in one report alone, such as a board's share, does not stop the reading of the rest."""
    first = earlier(frame)
    after = changed(frame, 1, **EVENTS)
    name = ("ratio", "3", "bme_over_white")
    for kept in (after[after["indicator"] != 9], after[after["indicator"] != 7], after):
        again = protect_again(figures_of(table_of(kept, "SYN", 2025), board=False), [first])
        assert again.ratios[name].why or again.ratios[name].decimals < 2


def test_a_year_on_each_indicator_is_judged_by_itself(frame):
    """The same staff and one case more, while all that staff said in the survey is new."""
    survey = a_return(random.Random(77), 2026)
    survey = survey[survey["indicator"].isin([2, 5, 6, 7, 8])]
    same = changed(frame, 1, **EVENTS)
    after = pd.concat([same[same["indicator"].isin([3, 4, 9])], survey]).assign(year=2026)
    before = frame[frame["indicator"] != 1]
    report, alone = published(after)
    found = protect_again(report, memory.Memory("SYN").with_one(2025, earlier(before)).about(report, 2026))
    name = ("ratio", "3", "bme_over_white")
    assert alone.ratios[name].decimals == 2
    assert found.ratios[name].why or found.ratios[name].decimals < 2


def test_a_half_is_rounded_as_a_spreadsheet_does():
    report = Report()
    for name, count in (("part", 25), ("whole", 400)):
        report.count((name,), count)
    report.share(("share",), ("part",), ("whole",))
    for thresholds, text in ((DEFAULT, "6%"), (Thresholds(round_to=1, reason="to see the decimal"), "6.3%")):
        assert protect(report, thresholds).shares[("share",)].text == text


def test_other_thresholds_are_refused(frame):
    report, _ = published(frame)
    with pytest.raises(ValueError, match="use the same thresholds"):
        protect_again(report, [earlier(frame)], Thresholds(round_to=1, reason="to look at it exactly"))


def test_what_no_counts_fit_is_refused(frame):
    data = earlier(frame).to_data()
    for count in data["counts"]:
        if count[0][2:] == ["all", "all"] and count[0][0] == "1":
            count[1] = "5,000,000"
    report, _ = published(frame)
    with pytest.raises(Unreadable, match="no counts fit"):
        protect_again(report, [Earlier.from_data(data)])


# The command.


def spoilt(text: str, key: str, value: object) -> str:
    return json.dumps(json.loads(text) | {key: value})


def of_first(text: str, key: str, value: object) -> str:
    first, *others = json.loads(text)["publications"]
    return spoilt(text, "publications", [first | {key: value}, *others])


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Writes the report of a frame into a folder, and gives the result of the command. Two faces are left empty."""

    def run(frame, out, *more):
        path = tmp_path_factory.mktemp("return") / "return.csv"
        frame.to_csv(path, index=False)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(write.word_file, "set_word", lambda *_: b"PK")
            patch.setattr(write.slides, "set_slides", lambda *_: b"PK")
            return CliRunner().invoke(app, ["return", "report", str(path), "--out", str(out), *more])

    return run


@pytest.mark.build
def test_the_command_remembers_and_says_where_it_cannot(command, frame, tmp_path):
    first = command(frame, tmp_path / "out")
    assert first.exit_code == 0 and "No earlier report of An Invented Trust is remembered" in first.output
    alone = (tmp_path / "out" / "ratios.csv").read_text()
    second = command(changed(frame, 1, **EVENTS), tmp_path / "out")
    assert second.exit_code == 0 and "No earlier report" not in second.output
    assert len(json.loads((tmp_path / "out" / "published.json").read_text())["publications"]) == 2
    elsewhere = command(
        changed(frame, 1, **EVENTS), tmp_path / "new", "--earlier", str(tmp_path / "out" / "published.json")
    )
    assert elsewhere.exit_code == 0 and "No earlier report" not in elsewhere.output
    finely = r"Entered the disciplinary process, BME over white.*,\d\.\d\d,"
    assert re.search(finely, alone)
    for folder in ("out", "new"):
        assert not re.search(finely, (tmp_path / folder / "ratios.csv").read_text())
    same = (tmp_path / "out" / "published.json").read_bytes()
    assert command(changed(frame, 1, **EVENTS), tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "published.json").read_bytes() == same


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text[: len(text) // 2], "cannot be read"),
        (lambda text: text.replace('"version":1', '"version":9'), "another edition"),
        (lambda text: text.replace('"organisation_code":"SYN"', '"organisation_code":"OTH"'), "it is of OTH"),
        (lambda text: text.replace('"a small count"', '"a whim"'), "not as it was written"),
        (lambda text: "[]", "this handbook did not write it"),
        (lambda text: "[" * 200_000, "cannot be read"),
        (lambda text: text.replace('"year":2025', '"year":Infinity'), "Infinity is no number"),
        (lambda text: text.replace("[8,5,10]", "[2,5,10]"), "the lowest allowed is 5"),
        (lambda text: spoilt(text, "publications", []), "it remembers no report"),
        (lambda text: spoilt(text, "publications", {}), "it remembers no report"),
        (lambda text: of_first(text, "counts", []), "it remembers no count"),
        (lambda text: of_first(text, "sums", [[["t"], [["a"], ["b"]]]] * 500), "no report has so many"),
        (lambda text: of_first(text, "sums", [[["t"], [["t"]]]]), "or of itself"),
        (lambda text: of_first(text, "ratios", [[["r"], [["a"], ["b"], ["c"]], True, "[c]", None]]), "not as it was"),
        (lambda text: text.replace('"x"', '"y"').replace("1,300", "9,300"), "no counts fit all that it says"),
    ],
)
def test_a_memory_that_is_spoilt_stops_the_report_in_a_sentence(command, frame, tmp_path, spoil, words):
    kept = memory.Memory("SYN").with_one(2025, earlier(frame))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "published.json").write_text(spoil(kept.to_text()))
    before = (tmp_path / "out" / "published.json").read_bytes()
    found = command(frame, tmp_path / "out")
    assert found.exit_code == 1 and words in found.output and "Put back the published.json" in found.output
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["published.json"]
    assert (tmp_path / "out" / "published.json").read_bytes() == before


def test_a_memory_that_is_named_and_not_there_is_said(command, frame, tmp_path):
    found = command(frame, tmp_path / "out", "--earlier", str(tmp_path / "nowhere.json"))
    assert found.exit_code == 1 and "nowhere.json cannot be read" in found.output
    assert not (tmp_path / "out").exists()
