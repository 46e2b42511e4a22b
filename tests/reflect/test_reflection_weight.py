"""What a reflection adds to a page, as it is sent: script, style and the tags that load them."""

import gzip
import re

import pytest

from tests.reflect.desk import REFLECTIONS

OURS = re.compile(r'<(script|link)\b[^>]*?(?:src|href)="(_static/reflect\.(?:js|css)[^"]*)"[^>]*>(?:</script>)?')


def sent(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


@pytest.mark.parametrize("name", REFLECTIONS)
def test_a_page_is_at_most_10_kb_heavier_than_without_its_script(book, name):
    page = (book / f"{name}.html").read_text(encoding="utf-8")
    files = [found[1].partition("?")[0] for found in OURS.findall(page)]
    assert sorted(files) == ["_static/reflect.css", "_static/reflect.js"]
    loaded = sum(sent((book / file).read_text(encoding="utf-8")) for file in files)
    added = loaded + sent(page) - sent(OURS.sub("", page))
    assert 5_000 < added <= 10_000


def test_a_page_without_a_reflection_does_not_load_it(book):
    assert not OURS.search((book / "search.html").read_text(encoding="utf-8"))
