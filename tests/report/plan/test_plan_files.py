"""`edi-handbook strategy`: the finished files hold the plan, may be read by all, and state no figure of their own."""

import datetime
import json
import random
import re

import icalendar
import pandas as pd
import pikepdf
import pytest
from typer.testing import CliRunner

from edi_handbook.cli import app
from edi_handbook.pdfcheck import structure, verapdf
from edi_handbook.report.memory import NAME
from edi_handbook.report.plan import files, sheet, write
from edi_handbook.report.plan.contents import BY_LAW, LAW, TO_FILL_IN, contents, day
from edi_handbook.report.plan.files import RISK_COLUMNS
from edi_handbook.strategy import offered, own
from edi_handbook.word.check import faults
from edi_handbook.workforce.claims import SOUND, Claim, check_claims
from edi_handbook.workforce.definitions import RATIO
from tests import pdf_pages
from tests.report.plan.making import CLOCK, GAPS, a_strategy, of_system, text_of, word_tables
from tests.report.returns import a_return

pytestmark = pytest.mark.build  # each strategy is set as a PDF

FILES = {
    "strategy.pdf", "strategy.docx", "impact-assessment.docx", "risk-register.csv", "milestones.ics", "timeline.png",
    "timeline.svg", "timeline.csv", "timeline.txt",
}  # fmt: skip
INTERVAL = r"(\d+\.\d+) \([\d.]+ to [\d.]+\)"
MOMENT = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)
WORSE, VISION = "The board asks why within a month.", "The same work, the same chance."
FORMULA = "=HYPERLINK(1)\nsecond line"


def filled(held):
    held.update(vision=VISION)
    held["objectives"][0].update(if_worse=WORSE, money=12_000)
    held["objectives"][0]["risks"][0]["risk"] = FORMULA


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A whole strategy beside a return of three years: the strategy, and the folder of its files."""
    folder = tmp_path_factory.mktemp("plan")
    path = a_strategy(folder / "ours.json", filled)
    of_system("SYN-A").to_csv(folder / "return.csv", index=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", CLOCK)
        written = write.write(path, folder / "out", folder / "return.csv")
    assert {file.name for file in written} == FILES | {NAME}
    return own.read(path), folder / "out"


@pytest.fixture(scope="module")
def words(made):
    return text_of(made[1])


def test_the_sheet_is_two_pages_that_may_be_read_by_all(made, words):
    pdf = made[1] / "strategy.pdf"
    found = verapdf.check(pdf)
    assert found.compliant, found.failures
    assert found.rules_loaded == 106
    assert structure.findings(pdf) == []
    with pikepdf.open(pdf) as file:
        assert len(file.pages) == 2
    for one in made[0].objectives:
        for said in (one.title, one.owner, day(one.due)):
            assert said in words["strategy.pdf"], said
    assert VISION in words["strategy.pdf"] and LAW in words["strategy.pdf"] and BY_LAW in words["strategy.pdf"]


def test_the_word_files_are_sound_and_hold_the_whole_plan(made, words):
    for name in ("strategy.docx", "impact-assessment.docx"):
        assert faults(made[1] / name) == []
    said = words["strategy.docx"]
    for one in made[0].objectives:
        risks = [text for risk in one.risks for text in (risk.risk, risk.early_sign, risk.mitigation)]
        cells = [one.title, one.measure, one.owner, one.stop, day(one.due), *(step.what for step in one.milestones)]
        for cell in (*cells, *risks):
            assert re.sub(r"\s+", " ", cell) in said, cell
    assert WORSE in said and "£12,000" in said and "560 hours, estimated" in said


def test_the_impact_assessment_asks_of_each_target_and_leaves_blanks_that_say_so(made, words):
    said = words["impact-assessment.docx"]
    assert LAW in said and "sections 158 and 159" in said
    asked = next(t for t in word_tables(made[1] / "impact-assessment.docx") if t[0][0] == "Target")
    assert {row[0].partition(":")[0].split(maxsplit=1)[1] for row in asked[1:]} == {
        one.title for one in made[0].objectives if one.id in GAPS
    }
    assert all(row[2] == TO_FILL_IN for row in asked[1:])
    assert not any(cell == "" for table in word_tables(made[1] / "impact-assessment.docx") for row in table
                   for cell in row)  # fmt: skip


def test_the_calendar_has_each_step_each_target_and_the_review(made):
    body = (made[1] / "milestones.ics").read_bytes()
    assert all(len(line) <= 75 for line in body.split(b"\r\n")) and b"\n" not in body.replace(b"\r\n", b"")
    found = icalendar.Calendar.from_ical(body)
    assert found["version"] == "2.0" and found["prodid"]
    steps = [(step.date, step.what) for one in made[0].objectives for step in one.milestones]
    due = [(one.due, f"Target due: {one.title}") for one in made[0].objectives]
    review = [(made[0].review, f"Review of the strategy: {made[0].organisation}")]
    events = list(found.walk("VEVENT"))
    assert sorted((one.start, str(one["summary"])) for one in events) == sorted(steps + due + review)
    for one in events:
        assert type(one.start) is datetime.date and one.end - one.start == datetime.timedelta(days=1)
        assert one["dtstamp"] and not {"ORGANIZER", "ATTENDEE", "CONTACT"} & set(one)
    assert len({str(one["uid"]) for one in events}) == len(events)


def test_an_event_keeps_its_uid_where_its_day_moves(made, tmp_path):
    def moved(held):
        filled(held)
        step = held["objectives"][0]["milestones"][0]
        step["date"] = str(datetime.date.fromisoformat(step["date"]) - datetime.timedelta(days=9))

    plan = contents(own.read(a_strategy(tmp_path / "ours.json", moved)), None, datetime.date.today())
    before, after = (
        {str(one["uid"]): one.start for one in icalendar.Calendar.from_ical(body).walk("VEVENT")}
        for body in ((made[1] / "milestones.ics").read_bytes(), files.calendar(plan, MOMENT))
    )
    assert set(before) == set(after)
    assert [(before[uid] - after[uid]).days for uid in before if before[uid] != after[uid]] == [9]


def test_the_risk_register_has_a_line_a_risk_and_runs_no_formula(made):
    table = pd.read_csv(made[1] / "risk-register.csv", dtype=str, keep_default_na=False)
    assert tuple(table.columns) == RISK_COLUMNS
    assert len(table) == sum(len(one.risks) for one in made[0].objectives)
    assert table["Risk"][0] == "'=HYPERLINK(1) second line"
    assert set(table["Owner (role)"]) <= set(offered.roles().values())
    first = made[0].objectives[0].milestones[0].date
    assert table["Review date"][0] == first.isoformat()


def test_the_time_line_is_a_picture_and_its_table(made, words):
    assert (made[1] / "timeline.png").read_bytes().startswith(b"\x89PNG")
    table = pd.read_csv(made[1] / "timeline.csv")
    steps = [step for one in made[0].objectives for step in one.milestones]
    assert len(table) == len(steps) + len(made[0].objectives) + 1
    assert {step.what for step in steps} < set(table["What"])
    for one in made[0].objectives:
        assert one.title in words["timeline.txt"]


def test_without_a_return_no_figure_of_the_organisation_is_stated(tmp_path):
    write.write(a_strategy(tmp_path / "ours.json", keys=GAPS), tmp_path / "out")
    assert {file.name for file in (tmp_path / "out").iterdir()} == FILES
    for name, said in text_of(tmp_path / "out").items():
        assert not re.search(INTERVAL, said) and "times as likely" not in said, name
    facts = next(table for table in word_tables(tmp_path / "out" / "strategy.docx") if table[0] == ["What", "Words"])
    assert ["Baseline", TO_FILL_IN] in facts


def two_years(seed: int) -> pd.DataFrame:
    chance = random.Random(seed)
    return pd.concat([a_return(chance, 2024), a_return(chance, 2025)], ignore_index=True)


@pytest.mark.parametrize("counts", [of_system("SYN-A"), of_system("SYN-C"), two_years(5)], ids=["a", "c", "random"])
def test_every_figure_in_the_files_is_known_to_the_claim_checker(tmp_path, counts):
    counts.to_csv(tmp_path / "return.csv", index=False)
    name, code = counts["organisation_name"].iloc[0], counts["organisation_code"].iloc[0]
    path = a_strategy(tmp_path / "ours.json", keys=GAPS, organisation=name)
    write.write(path, tmp_path / "out", tmp_path / "return.csv")
    stated = set()
    for said in text_of(tmp_path / "out").values():
        stated |= set(re.findall(INTERVAL, said))
        stated |= set(re.findall(r"([\d.]+) times as likely", said))
    for table in word_tables(tmp_path / "out" / "strategy.docx"):
        if table[0] == ["Year", "What", "Ratio", "95% interval"]:
            stated |= {row[2] for row in table[1:] if row[1] == "Your returns"}
    years = sorted(set(counts["year"]))
    for value in stated:
        claims = [
            Claim(row, number, year, "", value, RATIO, code)
            for row, (number, year) in enumerate(((n, y) for n in (2, 3) for y in years), start=1)
        ]
        assert {one.verdict for one in check_claims(counts, claims)} & set(SOUND), value
    assert stated or "not shown" in text_of(tmp_path / "out")["strategy.docx"]


def test_a_small_count_is_in_no_file(tmp_path):
    """Six cases among BME staff in each of two years: no file shows them, nor a ratio or an interval made of them."""
    counts = of_system("SYN-A")
    counts = counts[counts["year"] > 2023].copy()
    cases = (counts["indicator"] == 3) & (counts["measure"] == "entered_disciplinary") & (counts["group"] == "bme")
    counts.loc[cases, "count"] = 6
    counts.to_csv(tmp_path / "return.csv", index=False)
    path = a_strategy(tmp_path / "ours.json", keys=("fair-discipline",))
    write.write(path, tmp_path / "out", tmp_path / "return.csv")
    for name, said in text_of(tmp_path / "out").items():
        assert not re.search(r"(?<![\d.,])6 of [\d,]+", said), name
        assert not re.search(INTERVAL, said) and "times as likely" not in said, name
        for shown in re.findall(r"(?<!Page )\b([\d,]+) of ([\d,]+)", said):
            assert all(int(number.replace(",", "")) % 5 == 0 for number in shown), (name, shown)


def test_made_again_with_what_is_remembered_it_is_the_same(made, tmp_path, monkeypatch):
    """The same strategy, return and moment give the same bytes, and the same print is remembered once."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", CLOCK)
    folder = made[1].parent
    warned = []
    again = write.write(
        folder / "ours.json", tmp_path / "out", folder / "return.csv", earlier=[made[1] / NAME], warn=warned.append
    )
    assert not any("remembered" in said for said in warned)
    for file in again:
        assert file.read_bytes() == (made[1] / file.name).read_bytes(), file.name
    assert len(json.loads((made[1] / NAME).read_text(encoding="utf-8"))["publications"]) == 3


def longest(held):
    words = "Many words that go on and on, and then say the same again. " * 40
    held |= {"vision": words[:1400], "organisation": words[:290].strip()}
    aim = held["objectives"][0]
    aim |= {"title": words[:290], "measure": words[:290], "target_in_words": words[:1400], "if_worse": words[:1400]}
    aim |= {"stop": words[:1400], "owner": words[:80].strip()}
    aim["milestones"] = [aim["milestones"][0] | {"what": words[:290]}] * 6
    aim["risks"] = [aim["risks"][0] | {"risk": words[:290], "mitigation": words[:1400]}] * 6
    held["objectives"] = [aim | {"id": f"aim-{number}"} for number in range(12)]


def test_the_longest_words_still_have_two_pages(tmp_path):
    plan = contents(own.read(a_strategy(tmp_path / "ours.json", longest, GAPS)), None, datetime.date.today())
    path = tmp_path / "strategy.pdf"
    path.write_bytes(sheet.set_sheet(plan, "", MOMENT))
    said = pdf_pages.copied(path)
    assert len(said) == 2 and all("The whole plan: strategy.docx" in page for page in said)
    assert all(f"{number} Many words" in page for page in said for number in range(1, 13))


def run(*arguments):
    return CliRunner().invoke(app, ["strategy", *map(str, arguments)])


def first(**cells):
    return lambda held: held["objectives"][0].update(cells)


BAD = [
    (first(title="<script>alert(1)</script>"), "holds a piece of a web page", 1),
    (first(owner="Dr Ada Lovelace"), "names a person (Dr); write the role", 1),
    (first(owner="ada@trust.example"), "holds an e-mail address; write the role", 1),
    (first(due="2026-01-01"), "before today; give a day to come", 1),
    (first(baseline=1.1), "the target 1.25 is on the wrong side of the baseline 1.1", 1),
    (lambda held: held.update(version=0), "is of version 0, and this handbook reads version 1", 1),
    (first(title="Close the gap 🙂"), "cannot be printed; write it in words", 1),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said", "code"), BAD)
def test_a_fault_gets_one_sentence_and_nothing_is_written(tmp_path, change, said, code):
    path = a_strategy(tmp_path / "ours.json", change, GAPS)
    before = path.read_bytes()
    done = run(path, "--output", tmp_path / "out")
    assert done.exit_code == code
    fault, nothing = done.output.splitlines()
    assert said in fault and "ours" in fault and nothing == "Nothing was written."
    assert path.read_bytes() == before and not (tmp_path / "out").exists()


def test_a_file_that_was_cut_or_is_not_there_gets_one_sentence(tmp_path):
    path = a_strategy(tmp_path / "ours.json", keys=GAPS)
    path.write_text(path.read_text(encoding="utf-8")[:400].rstrip("} \n"), encoding="utf-8")
    cut = run(path, "--output", tmp_path / "out")
    assert cut.exit_code == 1 and "as if it had been cut" in cut.output
    missing = run(tmp_path / "none.json", "--output", tmp_path / "out")
    assert missing.exit_code == 2 and "cannot be opened" in missing.output
    assert not (tmp_path / "out").exists()


def test_a_return_that_is_wrong_or_of_several_gets_one_sentence(tmp_path):
    path = a_strategy(tmp_path / "ours.json", keys=GAPS, organisation="Our Trust")
    two = pd.concat([of_system("SYN-A"), of_system("SYN-B")])
    two.to_csv(tmp_path / "two.csv", index=False)
    several = run(path, "--output", tmp_path / "out", "--return", tmp_path / "two.csv")
    assert several.exit_code == 1 and "holds 2 organisations, and not one of the name “Our Trust”" in several.output
    of_system("SYN-A").assign(count="-4").head(3).to_csv(tmp_path / "bad.csv", index=False)
    wrong = run(path, "--output", tmp_path / "out", "--return", tmp_path / "bad.csv")
    assert wrong.exit_code == 1 and "bad.csv: Row 2" in wrong.output
    missing = run(path, "--output", tmp_path / "out", "--return", tmp_path / "none.csv")
    assert missing.exit_code == 2
    nowhere = run(path)
    assert nowhere.exit_code == 2 and "add --output and a folder" in nowhere.output
    assert not (tmp_path / "out").exists()


def test_of_several_organisations_the_one_of_the_same_name_is_taken(tmp_path):
    two = pd.concat([of_system("SYN-A"), of_system("SYN-B")])
    two.to_csv(tmp_path / "two.csv", index=False)
    assert write._whose(two, "amber invented trust", tmp_path / "two.csv") == ("SYN-A", "Amber Invented Trust")


def test_a_place_that_cannot_be_written_leaves_nothing_half_done(tmp_path):
    path = a_strategy(tmp_path / "ours.json", keys=GAPS)
    (tmp_path / "out" / "timeline.txt").mkdir(parents=True)  # a folder where the last file would go
    done = run(path, "--output", tmp_path / "out")
    assert done.exit_code == 2 and "cannot be written" in done.output
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["timeline.txt"]


def test_an_example_is_a_start_that_reads_back_and_is_written_over_nothing(tmp_path):
    path = tmp_path / "ours.json"
    done = run("--example", path)
    assert done.exit_code == 0 and f"edi-handbook strategy {path} --output strategy" in done.output
    assert [one.id for one in own.read(path).objectives] == [one.key for one in offered.objectives()]
    path.write_text("mine", encoding="utf-8")
    again = run("--example", path)
    assert again.exit_code == 2 and "is there already; choose another name" in again.output
    assert path.read_text(encoding="utf-8") == "mine"
