"""What a reader takes away and brings back. A file that was not made here cannot run or break anything."""

import json

import pytest

from tests.reflect.desk import answer_all, form, keep, show_kept, status, stored, until_status

NAME = "being-an-ally"


def take(page, button):
    with page.expect_download() as got:
        page.get_by_role("button", name=button).click()
    return got.value.path().read_text(encoding="utf-8"), got.value.suggested_filename


@pytest.fixture
def bring(tmp_path):
    """`bring(page, content)` chooses a file with this content, and waits until the page has answered."""

    def bring_(page, content):
        file = tmp_path / "answers.json"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        page.locator("input[type=file]").set_input_files(file)
        until_status(page, "changed|Brought")

    return bring_


def test_what_is_downloaded_comes_back_whole(reader, bring):
    window = reader()
    page = window.open(NAME)
    answer_all(page)
    written = form(page)
    text, name = take(page, "Download to bring back later")
    assert name == f"{NAME}.json"
    fresh = reader().open(NAME)
    bring(fresh, text)
    assert status(fresh) == "Brought back: 7."
    assert form(fresh) == written
    window.check()


def test_the_text_holds_each_question_with_its_answer(reader):
    page = reader().open(NAME)
    answer_all(page)
    text, name = take(page, "Download as text")
    assert name == f"{NAME}.txt"
    assert text.startswith("Being an ally\n")
    assert "Whose lead did you follow" in text
    assert 'First line <b>&amp; "quoted"</b>\nsecond line: ਪੰਜਾਬੀ اردو 👩🏾‍⚕️' in text
    assert "I will look back on: 1 February 2027" in text


def test_the_note_has_four_headings_the_minutes_and_nothing_that_was_done_to_the_reader(reader):
    page = reader().open(NAME)
    answer_all(page)
    page.get_by_role("group", name="What do you want colleagues to do").locator("textarea").fill("done to me")
    page.get_by_text("Make a note for revalidation or CPD").click()
    for warning in (
        "identify a patient, a colleague or a place",
        "courts among them",
        "incident system",
        "whether it counts is not",
    ):
        assert page.locator(".rf-tools").get_by_text(warning).is_visible()
    page.get_by_label("Minutes I spent on this").fill("25")
    text, _ = take(page, "Download the note")
    places = [
        text.index(h)
        for h in (
            "WHAT HAPPENED, OR WHAT I LEARNED ABOUT",
            "WHAT I LEARNED\n",
            "WHAT I CHANGED, OR WILL CHANGE",
            "WHICH PART OF MY PROFESSIONAL CODE",
        )
    ]
    assert places == sorted(places)
    assert "Time spent: 25 minutes" in text
    assert "Then I will:" in text[places[2] : places[3]]
    assert "done to me" not in text and "When it happened to you" not in text


def test_what_became_of_a_file_is_said_where_the_reader_is(reader, bring):
    window = reader(viewport={"width": 375, "height": 667})
    page = window.open(NAME)
    button = page.locator("input[type=file]")
    button.scroll_into_view_if_needed()
    assert not page.locator("[data-echo]").is_visible()
    bring(page, "no file of ours")
    line = page.locator("[data-echo]")
    assert line.inner_text() == status(page) and "Nothing was changed" in status(page)
    box = line.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 667
    assert not page.locator("[data-status]").bounding_box()["y"] > 0, "the status line itself is off the screen"
    page.evaluate("scrollTo(0, 0)")
    button.focus()
    assert button.bounding_box()["y"] + button.bounding_box()["height"] <= box["y"]
    window.check()


def test_an_answer_on_the_page_is_not_overwritten_by_a_file(reader, bring):
    first = reader().open(NAME)
    answer_all(first)
    text, _ = take(first, "Download to bring back later")
    page = reader().open(NAME)
    own = page.get_by_role("group", name="Whose lead did you follow").locator("textarea")
    own.fill("my newer words")
    bring(page, text)
    assert own.input_value() == "my newer words"
    assert "Brought back: 6. Not put into the form: 1" in status(page)
    assert "second line" in page.locator(".rf-brought").inner_text()


HEAD = {"handbook": "edi-handbook", "format": 1, "reflection": NAME, "title": "Being an ally"}
EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><a href="javascript:window.hacked=1">x</a>'


def file(*answers, **more) -> str:
    return json.dumps({**HEAD, **more, "answers": list(answers)})


def entry(wording="0badcafe", **more) -> dict:
    return {"item": "whose-lead", "wording": wording, "prompt": EVIL, "said": [EVIL], "value": {"text": EVIL}, **more}


REFUSED = {
    "not JSON": "<html><script>window.hacked=1</script>",
    "empty": "",
    "cut short": file(entry())[:-20],
    "a spreadsheet": b"PK\x03\x04\x14\x00\x06\x00\xff\xfe\x00",
    "a number": "7",
    "null": "null",
    "a list": "[1, 2]",
    "another program's": '{"a": 1}',
    "another version's": file(entry(), format=2),
    "another reflection's": file(entry(), reflection="before-i-sit-on-a-panel", title=EVIL),
    "answers that are no list": json.dumps({**HEAD, "answers": {"length": 9}}),
    "deep nesting": json.dumps(HEAD)[:-1] + ', "answers": ' + "[" * 200_000 + "]" * 200_000 + "}",
    "50 MB": b'{"handbook":"edi-handbook","x":"' + b"x" * 50_000_000 + b'"}',
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_of_another_kind_is_refused_in_one_line(reader, bring, name):
    window = reader()
    page = window.open(NAME)
    keep(page)
    answer_all(page)
    before, kept = form(page), stored(page)
    bring(page, REFUSED[name])
    until_status(page, "Nothing was changed|Brought back: 0")
    assert form(page) == before
    assert stored(page) == kept
    assert page.evaluate("window.hacked") is None
    window.check()


HOSTILE = {
    "markup in every text": file(entry()),
    "markup under the right question": "CURRENT",
    "prototype pollution": file().replace(
        '"answers": []',
        '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "answers": ['
        '{"__proto__": {"polluted": 1}, "item": "__proto__", "wording": "constructor", "prompt": "p", "said": ["s"], '
        '"value": {"__proto__": {"polluted": 1}, "text": "t"}}]',
    ),
    "values of the wrong kind": file(
        entry(value=7),
        entry(value=[1]),
        entry(value={"text": {"a": 1}}),
        entry(said="x"),
        entry(said=[1, None]),
        None,
        7,
        [],
        "x",
    ),
    "selectors as names": file(entry(item='"] , body, [x="'), entry(item="*"), entry(wording="#\\")),
    "a thousand answers": file(*[entry()] * 1000),
    "very long texts": file(entry(prompt="p" * 90_000, said=["s" * 400_000])),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_shown_as_text_and_runs_nothing(reader, bring, name):
    window = reader()
    page = window.open(NAME)
    content = HOSTILE[name]
    if content == "CURRENT":
        content = file(entry(wording=page.locator("[data-item=whose-lead]").get_attribute("data-wording")))
    keep(page)
    bring(page, content)
    until_status(page, "Brought back")
    show_kept(page)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("({}).polluted") is None
    assert page.locator(".reflection :is(img, script, a[href^=javascript])").count() == 0
    assert page.locator(".rf-brought > *").count() <= 200
    if name.startswith("markup"):
        field = page.locator("[data-item=whose-lead] textarea").input_value()
        shown = [*page.locator(".rf-brought").all_inner_texts(), field]
        assert any(EVIL in text for text in shown)
    window.check()
