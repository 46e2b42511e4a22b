"""What the form costs: a button's worth on its page, the rest when it is asked for, and nothing on any other page."""

import gzip
import re

import pytest

OURS = re.compile(r'(?:src|href)="(?:[^"]*/)?(_static/yours[^"?]*)')


def sent(path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_script_is_at_most_25_kib_and_comes_when_asked_for(book):
    page = (book / "make-it-yours.html").read_text(encoding="utf-8")
    assert sorted(OURS.findall(page)) == ["_static/yours.css", "_static/yours.js"]
    assert sent(book / "_static" / "yours.js") < 1024
    assert 10_000 < sent(book / "_static" / "yours-asked.js") <= 25 * 1024


@pytest.mark.parametrize("name", ["index", "search"])
def test_no_other_page_loads_any_of_it(book, name):
    assert OURS.findall((book / f"{name}.html").read_text(encoding="utf-8")) == []
