"""What the page makes of a strategy, without a page: file, Word file, calendar, risk lines, refusals.

Node runs the page's own modules; Python reads what comes of it as the handbook and other programs do.
"""

import base64
import csv
import datetime
import io
import itertools
import json
import uuid
import zipfile
from pathlib import Path

import docx
import icalendar
import pytest

from edi_handbook.ledgers import tables
from edi_handbook.strategy import own
from tests.front.test_javascript import ROOT, run
from tests.strategy.test_own import BAD

FRONT = ROOT / "edi_handbook" / "yours" / "front"
TODAY = datetime.date(2026, 11, 30)
START = datetime.date(2027, 1, 1)
WORDS = "Źdźbło “quoted”, 5 < 7, 90% \\ tab\t: - # {yes} no: on\nnext line & more"


def held(**cells) -> dict:
    """A sound strategy as data: the offered one, with a baseline, and words that a format might stumble over."""
    data = json.loads(own.as_text(own.of_offered("Invented Trust", START))) | cells
    data["objectives"][0] |= {"baseline": 1.59, "stop": WORDS, "money": 12000}
    return data


def exported(*files: str) -> list[dict]:
    """What the page makes of each file, one Node for all of them."""
    given = json.dumps({"today": TODAY.isoformat(), "files": files})
    made = run(str(ROOT / "tests" / "front" / "yours-exports.js"), input=given)
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


def as_text(data: dict) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


@pytest.fixture(scope="module")
def sound() -> dict:
    data = held()
    data["vision"] = "Staff here see who was asked, and what was done."
    data["objectives"][1]["risks"][0]["risk"] = "=HYPERLINK(1)"
    data["objectives"][1]["risks"][0]["early_sign"] = ' -1, "said"\nand more'
    [made] = exported(as_text(data))
    return made | {"data": data}


def test_a_file_comes_back_from_the_page_as_python_reads_it(sound, tmp_path):
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    before.write_text(as_text(sound["data"]), encoding="utf-8")
    after.write_text(sound["file"], encoding="utf-8")
    assert own.read(after, TODAY) == own.read(before, TODAY).model_copy(update={"name": "after"})
    assert sound["left"] == [] and sound["note"] == ""
    again = exported(sound["file"])[0]
    assert again["file"] == sound["file"]


def test_the_word_file_is_sound(sound, tmp_path):
    check = pytest.importorskip("edi_handbook.word.check")
    path = tmp_path / "strategy.docx"
    path.write_bytes(base64.b64decode(sound["docx"]))
    assert check.faults(path) == []


def test_the_word_file_holds_the_strategy_under_real_headings(sound):
    body = io.BytesIO(base64.b64decode(sound["docx"]))
    with zipfile.ZipFile(body) as packed:
        assert packed.testzip() is None
    document = docx.Document(body)
    assert document.core_properties.title == "Invented Trust: our strategy on equality, diversity and inclusion"
    heads = [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert ("Heading 2", "Close the gap in recruitment") in heads and ("Heading 3", "Milestones") in heads
    levels = [int(name[-1]) for name, _ in heads]
    assert levels[0] == 1 and all(b <= a + 1 for a, b in itertools.pairwise(levels))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert WORDS in text and text.count("An outcome to watch.") == len(sound["data"]["objectives"])
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == ["Objective", "Baseline", "Target", "By", "Owner (role)"]
    assert len(first.rows) == 1 + len(sound["data"]["objectives"]) and first.cell(1, 1).text == "1.59"
    for table in document.tables:
        [repeated] = table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert repeated is not None
    assert document.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_the_calendar_has_each_milestone_due_day_and_the_review(sound):
    calendar = icalendar.Calendar.from_ical(sound["ics"])
    events = calendar.walk("VEVENT")
    data = sound["data"]
    wanted = sum(len(aim["milestones"]) + 1 for aim in data["objectives"]) + 1
    assert len(events) == len({str(event["UID"]) for event in events}) == wanted
    days = {str(event["SUMMARY"]): event.decoded("DTSTART") for event in events}
    step = data["objectives"][0]["milestones"][0]
    assert days[step["what"]] == datetime.date.fromisoformat(step["date"])
    assert days["Review of the strategy: Invented Trust"] == datetime.date.fromisoformat(data["review"])
    name = "\n".join(("Invented Trust", data["objectives"][0]["id"], step["what"], "1"))
    space = uuid.uuid5(uuid.NAMESPACE_URL, "urn:edi-handbook:strategy")
    [first] = [str(event["UID"]) for event in events if str(event["SUMMARY"]) == step["what"]]
    assert first == str(uuid.uuid5(space, name)), "the same name as by command"
    assert all(event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(days=1) for event in events)
    assert all(len(line.encode()) <= 75 for line in sound["ics"].split("\r\n"))
    assert "\n" not in sound["ics"].replace("\r\n", "")


def test_no_risk_line_can_be_run_by_a_spreadsheet(sound):
    assert sound["csv"].startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(sound["csv"].removeprefix("\ufeff"), newline="")))
    assert rows[0][:7] == [
        "Risk ID", "Risk", "Cause or early sign", "Mitigation", "Owner (role)", "Objective", "Review date",
    ]  # fmt: skip
    assert len(rows) == 1 + sum(len(aim["risks"]) for aim in sound["data"]["objectives"])
    assert {len(row) for row in rows} == {9}
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in "=+-@" and cell.strip()]
    [run_by_nobody] = [row for row in rows if "HYPERLINK" in row[1]]
    assert run_by_nobody[1:3] == ["'=HYPERLINK(1)", '\'-1, "said" and more']


def wrong(change) -> str:
    data = held()
    data["objectives"][0] |= {"indicator": 2}
    change(data)
    return as_text(data)


@pytest.fixture(scope="module")
def refused() -> list[dict]:
    return exported(*(wrong(change) for change, _ in BAD))


# What the page says in other words: it has fields and choices, where a file has keys.
OWN_WORDS = (
    "hours: must be 0 or more",
    "objectives: needs at least 1",
    "organisation: is missing",
    "lies before the day on which the file was made",
)
HANDED_BACK = (
    "colour: is not known here",
    "better",
    "“31/12/2029” is not a date; write year, month and day",
    "is not a date",
)
"""What no field of the page can hold: it is shown below the file button."""
TWO_OF_ONE = "'fair-recruitment' is there twice"
"""The form has one place for each: the second is handed back (test_page_in_browser.py)."""


@pytest.mark.parametrize("number", [at for at, (_, said) in enumerate(BAD) if said != TWO_OF_ONE])
def test_what_python_refuses_the_page_refuses_in_the_same_words(refused, number, tmp_path):
    made, (change, said) = refused[number], BAD[number]
    path = tmp_path / "ours.json"
    path.write_text(wrong(change), encoding="utf-8")
    with pytest.raises(own.OwnError) as raised:
        own.read(path, TODAY)
    message = str(raised.value)
    if "use a newer handbook" in message:
        assert "use a newer handbook" in made["problem"]
    elif "version" in message:
        assert made["note"].startswith("This file is of an older version, or says none")
    elif said in HANDED_BACK:
        assert made["left"]
    elif said in OWN_WORDS:
        assert made["faults"]
    else:
        place = "the target " if "wrong side" in message else ": "
        python = message.rpartition(place)[2] if place == ": " else message.partition(place)[2]
        assert any(fault["words"].lower().rstrip(".").endswith(python.lower()) for fault in made["faults"]), python
    for fault in made.get("faults", ()):
        assert fault["words"].endswith(".") and "\n" not in fault["words"]


def test_nothing_in_a_file_with_faults_is_lost(refused):
    for made, (change, said) in zip(refused, BAD, strict=True):
        if "problem" in made:
            continue
        data = held()
        data["objectives"][0] |= {"indicator": 2}
        change(data)
        kept = made["file"] + json.dumps(made["left"], ensure_ascii=False)
        for name, value in data["objectives"][0].items() if data["objectives"] else ():
            if isinstance(value, str) and name not in {"stop", "better"}:
                assert json.dumps(value, ensure_ascii=False)[1:-1] in kept, (said, name)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.99])
def test_a_file_that_was_cut_says_so_in_one_sentence(part):
    whole = as_text(held())
    [made] = exported(whole[: int(part * len(whole))].rstrip("} \n"))
    assert made == {
        "problem": "The file stops too early, as if it had been cut; bring the whole file back, or export it again. "
        "Nothing was changed."
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]", "This is no strategy"),
        ('{"title": "a reflection"}', "This is no strategy"),
        ('{"version": 1,, "objectives": []}', "A comma, a quotation mark or a bracket is wrong"),
        ('{"version": 1, "vision": "one", "vision": "two", "objectives": []}', "“vision” is there twice"),
        ("null }", "A comma"),
    ],
)
def test_what_is_no_strategy_says_so(text, said):
    [made] = exported(text)
    assert said in made["problem"] and made["problem"].endswith("Nothing was changed.")


def test_what_a_person_is_called_by_is_known_by_the_same_signs():
    rules = (FRONT / "rules.js").read_text(encoding="utf-8")
    assert f"/{tables.TITLED.pattern}/" in rules
    assert f"/{own._PAGE_CODE.pattern}/i" in rules


def test_the_two_count_quarters_alike():
    days = ["2027-01-01", "2027-01-31", "2028-02-29", "2026-12-15", "2027-08-30"]
    script = (
        f"import {{ quarterEnd }} from {json.dumps(Path(FRONT / 'days.js').as_uri())};"
        f"console.log(JSON.stringify({json.dumps(days)}.map((day) => Array.from({{ length: 12 }},"
        " (_, at) => quarterEnd(day, at + 1)))))"
    )
    made = run("--input-type=module", "--eval", script)
    assert json.loads(made.stdout) == [
        [own.quarter_end(datetime.date.fromisoformat(day), quarter).isoformat() for quarter in range(1, 13)]
        for day in days
    ]
