"""A lead's own strategy file: what is offered comes back whole; what is wrong gets a sentence, and nothing is lost."""

import datetime
import json

import pytest

from edi_handbook.strategy import offered, own

TODAY = datetime.date(2026, 11, 30)
START = datetime.date(2027, 1, 1)


@pytest.fixture
def file(tmp_path):
    """`file(change)` writes a sound strategy, changed by `change`, and gives its path."""

    def write(change=lambda held: None, text=None):
        held = json.loads(own.as_text(own.of_offered("Invented Trust", START)))
        held["objectives"][0] |= {"baseline": 1.59, "indicator": 2}
        change(held)
        path = tmp_path / "ours.json"
        path.write_text(text if text is not None else json.dumps(held, indent=2, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def test_what_is_offered_is_a_sound_file_and_comes_back_the_same(tmp_path):
    made = own.of_offered("Invented Trust", START)
    path = tmp_path / "strategy.json"
    path.write_text(own.as_text(made), encoding="utf-8")
    assert own.read(path, TODAY) == made
    assert [one.id for one in made.objectives] == [one.key for one in offered.objectives()]
    assert made.vision == offered.VISION
    first = made.objectives[0]
    assert first.milestones[0].date == datetime.date(2027, 3, 31) and first.due == datetime.date(2029, 12, 31)
    assert first.hours == 560 and first.target == 1.25


def test_some_objectives_may_be_chosen():
    chosen = own.of_offered("Invented Trust", START, ("fair-discipline",))
    assert [one.id for one in chosen.objectives] == ["fair-discipline"]
    with pytest.raises(ValueError, match="peace: no such objective"):
        own.of_offered("Invented Trust", START, ("peace",))


@pytest.mark.parametrize("day", [datetime.date(2027, 1, 31), datetime.date(2028, 2, 29), datetime.date(2026, 12, 15)])
def test_a_quarter_ends_three_months_on_whatever_day_it_begins(day):
    ends = [own.quarter_end(day, quarter) for quarter in range(1, 13)]
    assert ends == sorted(set(ends))
    assert all(80 <= (b - a).days <= 95 for a, b in zip([day, *ends], ends, strict=False))


def test_what_a_person_typed_is_kept_letter_by_letter(file):
    words = "Źdźbło “quoted”, 5 < 7, 90% \\ tab\t: - # {yes} no: on\nnext line & more"
    path = file(lambda held: held["objectives"][0].update(stop=words, owner="Race equality lead"))
    found = own.read(path, TODAY).objectives[0]
    assert found.stop == words and found.owner == "Race equality lead"


def change(place=0, **cells):
    return lambda held: held["objectives"][place].update(cells)


def step(place=0, **cells):
    return lambda held: held["objectives"][0]["milestones"][place].update(cells)


BAD = [
    (lambda held: held.update(version=0), "is of version 0, and this handbook reads version 1; open it on the page"),
    (lambda held: held.pop("version"), "has no version that is a number"),
    (lambda held: held.update(version=True), "reads version 1"),
    (lambda held: held.update(version=9), "is of version 9, and this handbook reads version 1; use a newer handbook"),
    (change(title="<script>alert(1)</script>"), "'fair-recruitment' title: “<script>alert(1)</script>” holds a piece"),
    (change(stop="see <img src=x onerror=alert(1)>"), "holds a piece of a web page, which is never run here"),
    (change(measure="javascript:alert(1)"), "holds a piece of a web page"),
    (lambda held: held.update(vision="&#60;b"), "vision: “&#60;b” holds a piece"),
    (change(target=1.8), "the target 1.8 is on the wrong side of the baseline 1.59: lower is better here"),
    (change(better="higher", target=1.2), "give a target above it"),
    (change(due="2026-11-29"), "the target was due on 2026-11-29, before today; give a day to come"),
    (change(due="31/12/2029"), "“31/12/2029” is not a date; write year, month and day"),
    (change(due="2029-02-30"), "is not a date"),
    (change(owner="Dr Ada Lovelace"), "'fair-recruitment' owner: “Dr Ada Lovelace” names a person (Dr)"),
    (change(owner="Ms Lovelace"), "names a person (Ms)"),
    (change(owner="a.lovelace@trust.example"), "holds an e-mail address; write the role"),
    (change(with_role="Mr Babbage"), "names a person (Mr)"),
    (step(owner="Prof Babbage"), "names a person (Prof)"),
    (step(date="2026-01-01"), "lies before the day on which the file was made"),
    (step(date="2029-06-30"), "the milestones are not in the order of their dates"),
    (step(place=-1, date="2031-01-01"), "comes after the target is due"),
    (change(target=None, target_in_words=""), "there is no target; give a number, or say it in words"),
    (change(target="1.25 or so"), "“1.25 or so” is not a number"),
    (change(target=0), "the target 0 is no ratio: a ratio is above 0, and 1 is level; mend it"),
    (change(baseline=-1), "the baseline -1 is no ratio"),
    (change(hours=-4), "hours: must be 0 or more"),
    (change(colour="red"), "colour: is not known here"),
    (change(better="sideways"), "better"),
    (lambda held: held["objectives"].append(held["objectives"][0]), "'fair-recruitment' is there twice"),
    (lambda held: held.update(objectives=[]), "objectives: needs at least 1"),
    (lambda held: held.update(review="2026-12-01"), "comes before the start"),
    (lambda held: held.pop("organisation"), "organisation: is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "said"), BAD)
def test_a_fault_gets_one_sentence_and_the_file_stays_as_it_is(file, wrong, said):
    path = file(wrong)
    before = path.read_bytes()
    with pytest.raises(own.OwnError) as raised:
        own.read(path, TODAY)
    message = str(raised.value)
    assert said in message and message.startswith("ours.json") and "\n" not in message
    assert path.read_bytes() == before


def test_a_fault_is_named_by_its_line(file):
    path = file(change(place=1, owner="Dr Ada Lovelace"))
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "Lovelace" in text)
    with pytest.raises(own.OwnError, match=rf"ours\.json, line {line}: "):
        own.read(path, TODAY)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.99])
def test_a_file_that_was_cut_says_so(file, part):
    whole = file().read_text(encoding="utf-8")
    with pytest.raises(own.OwnError, match="cut; bring the whole file back, or export it again"):
        own.read(file(text=whole[: int(part * len(whole))].rstrip("} \n")), TODAY)


@pytest.mark.parametrize("text", ["", "[1, 2]", "hello", '{"title": "a reflection"}', "[" * 100_000])
def test_what_is_no_strategy_says_so(file, text):
    with pytest.raises(own.OwnError) as raised:
        own.read(file(text=text), TODAY)
    assert "\n" not in str(raised.value)


def test_bytes_that_are_no_text_and_files_that_are_not_there(tmp_path):
    path = tmp_path / "ours.json"
    with pytest.raises(own.OwnError, match="cannot be opened"):
        own.read(path, TODAY)
    path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(own.OwnError, match="not text in UTF-8"):
        own.read(path, TODAY)
    path.write_bytes(b" " * (own.LARGEST + 1))
    with pytest.raises(own.OwnError, match="larger than any strategy"):
        own.read(path, TODAY)


def test_the_same_key_twice_is_not_lost_in_silence(file):
    text = (
        file()
        .read_text(encoding="utf-8")
        .replace('"version": 1,', '"version": 1,\n  "vision": "one",\n  "vision": "two",', 1)
    )
    with pytest.raises(own.OwnError, match="'vision' is there twice"):
        own.read(file(text=text), TODAY)


def test_the_day_is_the_clocks_where_none_is_given(file, monkeypatch):
    path = file()
    assert own.read(path)
    monkeypatch.setattr(own.dates, "clock", lambda: datetime.date(2031, 1, 1))
    with pytest.raises(own.OwnError, match="before today"):
        own.read(path)
