"""No address that a reader may have kept is lost: pages, sections, glossary terms, sources."""

import re

from lxml import html

from edi_handbook.publish.web.site import addresses
from tests.site.strict_book import ROOT

LIST = ROOT / "docs" / "addresses.txt"
HOW = (
    "these addresses are gone. Give a section its old name back with `(old-name)=` above its heading, name a moved "
    "page in `edi_moved` of _config.yml, or, where nobody can have kept them, write docs/addresses.txt anew: "
    "python -m edi_handbook.publish.web.site.addresses _build/html > docs/addresses.txt"
)


def test_every_kept_address_still_leads_somewhere(site):
    kept = LIST.read_text(encoding="utf-8").split()
    places = {}
    for name in {address.partition("#")[0] for address in kept}:
        page = site / name
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


def test_numbered_places_are_not_promised(tmp_path):
    named = "<section id='named'><span id='label'></span><h2>A</h2></section>"
    (tmp_path / "page.html").write_text(f"<article>{named}<section id='id3'></section></article>")
    assert addresses.addresses(tmp_path) == ["page.html", "page.html#label", "page.html#named"]
