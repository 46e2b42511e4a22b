"""The paths fit their minutes, and every page says where to go next."""

import pytest
import yaml

from edi_handbook.publish.markup import facts, paths
from tests.content.pages import ROOT

WAYS = paths.read(ROOT / "book" / "paths.yml")
CONTENTS = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
LISTED = [chapter["file"] for part in CONTENTS["parts"] for chapter in part["chapters"]]


@pytest.mark.parametrize("way", WAYS.paths, ids=lambda way: f"{way.reader}-{way.minutes}")
def test_a_path_fits_its_minutes(way):
    read = sum(facts.read(ROOT / f"{page}.md")["minutes"] for page in way.pages)
    assert way.minutes * 0.7 <= read <= way.minutes


def test_each_reader_has_ten_thirty_and_sixty_minutes():
    assert sorted((way.reader, way.minutes) for way in WAYS.paths) == [
        (reader, minutes) for reader in ("facilitators", "leads", "staff") for minutes in (10, 30, 60)
    ]


def test_every_page_says_where_next():
    assert [page for page in LISTED if not WAYS.after(page)] == []
