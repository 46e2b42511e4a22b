"""The facilitator's desk, worked from Python: the browser's part is tested in a real JupyterLab, in tests/reflect."""

import datetime

import pytest

from edi_handbook.debrief.desk import Desk, desk
from edi_handbook.debrief.synthetic import synthetic_codes
from edi_handbook.reflect.model import ReflectionError
from edi_handbook.reflect.widget import find

CODES = synthetic_codes(find("check-out"), 9, seed=2)


def choose(one: Desk, *files: tuple[str, bytes]) -> None:
    """What the browser sends when files are chosen."""
    now = datetime.datetime.now(datetime.UTC)
    value = [
        {"name": name, "type": "", "size": len(content), "last_modified": now, "content": memoryview(content)}
        for name, content in files
    ]
    one._files.set_trait("value", tuple(value))


def press(one: Desk, words: str) -> None:
    next(button for button in one.children if getattr(button, "description", "") == words).click()


def shown(one: Desk) -> str:
    return "".join(output["data"]["text/html"] for output in one._result.outputs)


def test_files_and_codes_become_a_pattern():
    one = Desk("check-out")
    choose(one, *((f"{n}.txt", code.encode()) for n, code in enumerate(CODES[:5])), ("<b>.xlsx", b"PK\x03\x04"))
    assert "5 taken in" in one._lines.value
    assert "&lt;b&gt;.xlsx: skipped, because it is a spreadsheet" in one._lines.value
    press(one, "Show the group")
    assert "Too few: fewer than 8" in shown(one)
    one._pasted.value = " ".join(CODES)
    press(one, "Take the codes in")
    assert one._lines.value.count("the same person&#x27;s answers came before") == 5
    press(one, "Show the group")
    assert "The pattern is of 9 people." in one._lines.value
    assert shown(one).count("<table") == 2 and "Too few" not in shown(one)


def test_a_built_page_has_no_desk(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert desk("check-out") is None
    monkeypatch.setenv("JPY_SESSION_NAME", "group-debrief.md")
    assert isinstance(desk("check-out"), Desk)


def test_an_unknown_reflection_is_answered_with_the_known_ones():
    with pytest.raises(ReflectionError, match=r"no reflection 'checkout'.*check-out"):
        Desk("checkout")
