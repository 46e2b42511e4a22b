"""A room of participants: what cannot be used is named in one line and skipped; what is shown grows by whole groups."""

import io
import json
import zlib

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_handbook.debrief import codes
from edi_handbook.debrief.codes import CodeError, Given
from edi_handbook.debrief.room import Room, add_all
from edi_handbook.debrief.synthetic import synthetic_codes
from edi_handbook.reflect.widget import find

ALLY = find("being-an-ally")
CODES = synthetic_codes(ALLY, 40, seed=20261123)
CODE = CODES[0]


def sealed(body: str) -> str:
    return f"EDI1.{body}.{zlib.crc32(body.encode()):08x}"


def spreadsheet() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def reworded(code: str) -> str:
    given = codes.read(code)
    return codes.write(Given(given.reflection, "x", {(item, "0badcafe"): v for (item, _), v in given.answers.items()}))


SKIPPED = {
    "an old version": (CODE.replace("EDI1", "EDI0"), "its code was made by another version of this handbook"),
    "a later version": (CODE.replace("EDI1", "EDI2"), "its code was made by another version of this handbook"),
    "cut short in the answers": (CODE[:80], "its code is cut short or broken"),
    "cut short in the sum": (CODE[:-1], "its code is cut short or broken"),
    "edited by hand": (
        CODE[:40] + ("A" if CODE[40] != "A" else "B") + CODE[41:],
        "its code was changed after it was made, or lost a part on its way",
    ),
    "a line left out": (CODE[:50] + CODE[70:], "its code was changed after it was made, or lost a part on its way"),
    "a spreadsheet": (spreadsheet(), "it is a spreadsheet or another office file"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1", "it is a spreadsheet or another office file"),
    "a table as text": ("name,answer\nx,1\n", "it holds no code from a reflection"),
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "it is not a text file"),
    "empty": (b"", "it is empty"),
    "too large": (b"x" * 1_000_001, "it is larger than 1 MB, so it does not come from a reflection"),
    "the private download": (
        json.dumps({"handbook": "edi-handbook", "format": 1, "answers": []}),
        "it is someone's private download: delete it, and ask for the file for the group",
    ),
    "another reflection's": (
        synthetic_codes(find("check-out"), 1, 1)[0],
        "it belongs to 'check-out', not to 'being-an-ally'",
    ),
    "every question reworded": (reworded(CODE), "it answers no question as it is worded now"),
    "well sealed nonsense": (sealed("being-an-ally.AAAA"), "its code holds something else than answers"),
    "well sealed, of another shape": (sealed("being-an-ally.W10"), "its code holds something else than answers"),
}


@pytest.mark.parametrize("name", SKIPPED)
def test_what_cannot_be_used_is_named_in_one_line_and_the_session_goes_on(name):
    content, why = SKIPPED[name]
    room = Room(ALLY)
    room.add("a.txt", CODES[1])
    assert room.add("b.txt", content) == [f"b.txt: skipped, because {why}."]
    assert room.add("c.txt", CODES[2]) == []
    assert room.taken == 2


def test_the_same_person_twice_is_counted_once():
    room = Room(ALLY)
    assert room.add("a.txt", CODE) == []
    assert room.add("b.txt", CODE) == ["b.txt: skipped, because the same person's answers came before, in a.txt."]
    later = codes.read(CODE)
    later.answers.popitem()
    assert room.add("Pasted", codes.write(later)) == [
        "Pasted: skipped, because the same person's answers came before, in a.txt."
    ]
    assert room.taken == 1


def test_one_reworded_question_does_not_lose_the_others():
    given = codes.read(CODE)
    item, wording = next(iter(given.answers))
    given.answers[item, "0badcafe"] = given.answers.pop((item, wording))
    room = Room(ALLY)
    assert room.add("a.txt", codes.write(given)) == ["a.txt: taken in, without 1 answered in an earlier wording."]
    assert room.taken == 1


def test_five_hundred_files_at_once():
    room = Room(ALLY)
    files = [(f"{n}.txt", code.encode()) for n, code in enumerate(synthetic_codes(ALLY, 480, seed=5))]
    files += [(f"bad-{n}.txt", SKIPPED[name][0]) for n, name in enumerate(list(SKIPPED)[:10])]
    files += [(f"again-{n}.txt", code) for n, (_, code) in enumerate(files[:10])]
    lines = add_all(room, ((name, c if isinstance(c, bytes) else c.encode()) for name, c in files))
    assert len(files) == 500 and len(lines) == 20
    assert room.taken == 480
    assert room.show()


def test_a_whole_chat_can_be_pasted():
    wrapped = [CODE[:60] + "\n" + CODE[60:120] + "\r\n   " + CODE[120:]]
    chat = "\n".join(f"[10:0{n}] someone: {code} thanks" for n, code in enumerate([*wrapped, *CODES[1:9]]))
    room = Room(ALLY)
    assert room.add("Pasted", chat + " EDI1.being-an-ally.AAA") == [
        "Pasted, code 10: skipped, because its code is cut short or broken."
    ]
    assert room.taken == 9


@given(st.lists(st.one_of(st.integers(0, 39), st.none()), max_size=80))
def test_what_is_shown_grows_by_eight_or_not_at_all(steps):
    """A number adds that person's code; None looks at the pattern."""
    room, before = Room(ALLY), set()
    for step in steps:
        if step is not None:
            room.add(f"{step}.txt", CODES[step])
            continue
        shown = room.show()
        now = {one.person for one in room._shown}
        assert before <= now
        assert len(now - before) == 0 or len(now - before) >= 8
        assert bool(shown) == (len(now) >= 8)
        before = now


def test_one_who_comes_late_changes_nothing_until_eight_have_come():
    room = Room(ALLY)
    for n, code in enumerate(CODES[:12]):
        room.add(f"{n}.txt", code)
    shown = room.show()
    for n, code in enumerate(CODES[12:19]):
        room.add(f"late-{n}.txt", code)
        assert room.show() == shown
    assert room.state() == "The pattern is of 12 people. 7 came later: they are added when 8 have come."
    room.add("late-8.txt", CODES[19])
    room.show()
    assert room.state() == "The pattern is of 20 people."


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_nothing_that_is_thrown_at_a_room_stops_it(content):
    room = Room(ALLY)
    for line in room.add("x.txt", content):
        assert line.startswith("x.txt") and "\n" not in line
    assert room.taken == 0


@given(st.integers(0, len(CODE) - 1), st.characters(codec="ascii", exclude_categories=["Zs", "Cc"]))
def test_a_code_with_one_character_changed_is_never_read_as_answers(place, other):
    if CODE[place] == other:
        return
    changed = CODE[:place] + other + CODE[place + 1 :]
    for found in codes.find(changed):
        with pytest.raises(CodeError):
            codes.read(found)


ANSWERS = st.dictionaries(
    st.tuples(st.from_regex(r"[a-z]{1,10}", fullmatch=True), st.from_regex(r"[0-9a-f]{8}", fullmatch=True)),
    st.dictionaries(st.text(max_size=8), st.one_of(st.text(max_size=40), st.lists(st.text(max_size=8), max_size=4))),
    max_size=6,
)


@given(ANSWERS)
def test_a_code_holds_what_was_put_in(answers):
    given = Given("being-an-ally", "0123456789ab", answers)
    code = codes.write(given)
    assert code.isascii() and len(code.split()) == 1
    assert codes.find(code) == [code]
    assert codes.read(code) == given
