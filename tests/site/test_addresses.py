"""No address that a reader may have kept is lost: pages, sections, glossary terms, sources, files to take away."""

import re

import pytest
import yaml
from lxml import html

from edi_handbook.publish.web.site import addresses, downloads
from tests.site.strict_book import ROOT

LIST = ROOT / "docs" / "addresses.txt"
HOW = (
    "these addresses are gone. Give a section its old name back with `(old-name)=` above its heading, name a moved "
    "page in `edi_moved` of _config.yml and a moved file in `edi_moved_files`, or, where nobody can have kept them, "
    "write docs/addresses.txt anew: python -m edi_handbook.publish.web.site.addresses _build/html > docs/addresses.txt"
)


def test_every_kept_address_still_leads_somewhere(site):
    kept = LIST.read_text(encoding="utf-8").split()
    places = {}
    for name in {address.partition("#")[0] for address in kept}:
        page = site / name
        if page.suffix != ".html":
            places[name] = set() if page.exists() else None
            continue
        places[name] = set(html.parse(str(page)).getroot().xpath("//@id")) if page.exists() else None
    lost = [
        address
        for address in kept
        for name, _, place in [address.partition("#")]
        if places[name] is None or (place and place not in places[name])
    ]
    assert not lost, f"{HOW}\n" + "\n".join(lost)
    assert len(kept) > 500


def test_every_term_and_section_has_a_lasting_address(site):
    found = addresses.addresses(site)
    glossary = html.parse(str(site / "book" / "reference" / "glossary.html")).getroot()
    terms = glossary.xpath("//dl[contains(@class, 'glossary')]/dt")
    assert len(terms) > 50
    for term in terms:
        assert re.match(r"term-\w", term.get("id") or ""), term.text_content()
        assert f"book/reference/glossary.html#{term.get('id')}" in found


def test_a_moved_file_is_the_same_under_both_addresses(site):
    moved = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]["edi_moved_files"]
    folder = site / "_downloads"
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    twice = {path: old for path in files if (old := downloads.older(path, moved))}
    assert set(moved) <= {place for old in twice.values() for place in (old, old.rpartition("/")[0])}
    assert [old for path, old in twice.items() if (folder / path).read_bytes() != (folder / old).read_bytes()] == []


MOVED = {"data/a-here/a-here.csv": "data/a/a.csv", "data/a-here": "data/a"}


@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("data/a/a.csv", "data/a-here/a-here.csv"),
        ("data/a/README.md", "data/a-here/README.md"),
        ("data/ab/README.md", None),
        ("data/b/a.csv", None),
    ],
)
def test_a_files_own_line_goes_before_that_of_its_folder(path, old):
    assert downloads.older(path, MOVED) == old


class Stub:
    """As much of a Sphinx application as the writing of older addresses reads."""

    def __init__(self, folder, offered):
        self.outdir = folder
        self.config = type("config", (), {"edi_moved_files": MOVED})
        self.env = type("env", (), {"dlfiles": {path: ({"index"}, path) for path in offered}})


def test_a_moved_file_is_written_where_it_was(tmp_path):
    (tmp_path / "_downloads" / "data" / "a").mkdir(parents=True)
    for name in ("a.csv", "README.md"):
        (tmp_path / "_downloads" / "data" / "a" / name).write_text(name)
    downloads.keep_older(Stub(tmp_path, ["data/a/a.csv", "data/a/README.md"]))
    written = {path.name: path.read_text() for path in (tmp_path / "_downloads" / "data" / "a-here").iterdir()}
    assert written == {"a-here.csv": "a.csv", "README.md": "README.md"}


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ({"data/a/a.csv"}, []),
        ({"data/ab/a.csv"}, ["no page offers", "no page offers"]),
        ({"data/a/a.csv", "data/a-here/README.md"}, ["offered again"]),
    ],
)
def test_a_move_to_nowhere_or_over_a_file_is_refused(offered, said):
    found = downloads.faults(offered, MOVED)
    assert len(found) == len(said)
    assert all(words in fault for words, fault in zip(said, found, strict=True))


def test_files_are_promised_unless_their_folder_is_a_hash(tmp_path):
    for name in ("data/a/a.csv", f"{'0a' * 16}/b.csv"):
        (tmp_path / "_downloads" / name).parent.mkdir(parents=True)
        (tmp_path / "_downloads" / name).write_text("a\n")
    assert addresses.addresses(tmp_path) == ["_downloads/data/a/a.csv"]


def test_numbered_places_are_not_promised(tmp_path):
    named = "<section id='named'><span id='label'></span><h2>A</h2></section>"
    (tmp_path / "page.html").write_text(f"<article>{named}<section id='id3'></section></article>")
    assert addresses.addresses(tmp_path) == ["page.html", "page.html#label", "page.html#named"]
