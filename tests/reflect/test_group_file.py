"""What a participant gives a group: ticks, no name, own words only if asked for, nothing of what was done to them."""

import pytest

from edi_handbook.debrief import codes
from edi_handbook.debrief.room import Room
from tests.reflect.desk import REFLECTIONS, answer_all, status

WRITTEN = ("text", "plan", "gathered")
NAMES = list(REFLECTIONS)


def open_group(page) -> None:
    closed = page.locator("details:not([open]) > summary", has_text="Give your answers to a group")
    if closed.count():
        closed.click()


def take(page) -> str:
    with page.expect_download() as got:
        page.get_by_role("button", name="Download for the group").click()
    assert got.value.suggested_filename.endswith(".group.txt")
    return got.value.path().read_text(encoding="utf-8")


def read(text: str) -> codes.Given:
    (code,) = codes.find(text)
    return codes.read(code)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_holds_the_ticks_and_nothing_else(reader, name):
    window = reader()
    page = window.open(name)
    answer_all(page)
    open_group(page)
    text = take(page)
    given = read(text)
    items = [item for item in REFLECTIONS[name].items if item.kind not in WRITTEN and item.track != "me"]
    assert given.reflection == name
    assert list(given.answers) == [(item.id, item.wording) for item in items]
    for item in items:
        answer = given.answers[item.id, item.wording]
        match item.kind:
            case "choose-one":
                assert answer["choice"] in item.choices
            case "choose-several":
                assert set(answer["choices"]) <= set(item.choices | item.extras) and len(answer["choices"]) == 2
            case "agreement":
                assert set(answer) == set(item.statements)
            case "steps":
                assert len(answer["done"]) == 2
            case "scenario":
                assert set(answer) == set(item.scenes)
    assert "quoted" not in text and "2027" not in text
    room = Room(REFLECTIONS[name])
    assert room.add("file", text) == []
    assert room.taken == 1
    window.check()


def test_own_words_go_in_only_if_asked_for_and_never_from_the_other_track(reader):
    page = reader().open("being-an-ally")
    answer_all(page)
    open_group(page)
    page.get_by_label("Also give what I wrote in my own words").check()
    text = take(page)
    given = {item: value for (item, _), value in read(text).answers.items()}
    words = 'First line <b>&amp; "quoted"</b>\nsecond line: ਪੰਜਾਬੀ اردو 👩🏾‍⚕️'
    assert given["whose-lead"] == {"text": words}
    assert given["my-plan"]["then"] == words
    assert "what-helped" not in given and "from-whom" not in given
    assert "What do you want colleagues to do" not in text


def test_the_code_is_the_file_and_one_load_of_the_page_is_one_person(reader):
    window = reader()
    page = window.open("check-out")
    answer_all(page)
    text = take(page)
    page.get_by_role("button", name="Show it as a code").click()
    box = page.get_by_label("The code, to paste")
    assert box.input_value() == codes.find(text)[0].strip()
    assert page.evaluate("document.getSelection().toString()") == box.input_value()
    assert "copy it" in status(page)
    again = reader().open("check-out")
    answer_all(again)
    assert read(take(again)).person != read(text).person
    assert read(take(again)).answers == read(text).answers
    window.check()


def test_an_empty_form_has_nothing_to_give(reader):
    page = reader().open("check-out")
    page.get_by_role("button", name="Show it as a code").click()
    assert status(page) == "There is nothing to give yet: answer a question first."
    assert page.get_by_label("The code, to paste").input_value() == ""


def test_it_says_who_can_read_it(reader):
    page = reader().open("small-slights")
    open_group(page)
    for words in ("You need not give them", "holds no name", "Whoever gets the file or the code can read your answers"):
        assert page.locator(".rf-tools").get_by_text(words).is_visible()
    assert page.get_by_text('Answers under "When it happens to me" never go in.').is_visible()
