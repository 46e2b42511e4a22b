"""The directive `{routes}`: links that can be tapped, and no number beside them, on any page."""

import datetime
import re

import pytest
from lxml import html

from edi_handbook import routes
from edi_handbook.bibliography import WORKS
from edi_handbook.publish.markup.routes import EVERY as EVERY_ROUTE
from edi_handbook.workforce.published import DATA

TODAY = datetime.datetime(2026, 11, 29, tzinfo=datetime.UTC)
CONFIG = {
    "extensions": [
        "myst_nb",
        "sphinxcontrib.bibtex",
        "edi_handbook.publish.markup.citations",
        "edi_handbook.publish.markup.facts",
        "edi_handbook.publish.markup.routes",
    ],
    "bibtex_bibfiles": ["references.bib"],
    "bibtex_default_style": "handbook",
    "bibtex_reference_style": "handbook",
}
HELP = "# T\n\n```{routes} danger distress\n:large:\n```\n\n```{bibliography}\n```\n"
EVERY = "# T\n\n" + "".join(f"```{{routes}} {need}\n```\n\n" for need in routes.needs()) + "```{bibliography}\n```\n"
NUMBER = re.compile(r"(?<![\d-])(?:999|111|101|85258|116 ?123|0[\d ]{8,}\d)(?![\d-])")


def having(tree, name: str) -> list:
    """The elements with a class, within `tree`."""
    return tree.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


@pytest.fixture
def page(build, monkeypatch):
    """`page(text, day)` builds a page of that text on that day, and gives it with its warnings.

    `beside` has other pages by name, and `name` says which is given.
    """

    def make(text: str, day: datetime.datetime = TODAY, *, beside: dict[str, str] | None = None, name: str = "index"):
        monkeypatch.setattr("edi_handbook.dates.now", lambda: day)
        files = {"index.md": text, "references.bib": WORKS.read_text(encoding="utf-8")}
        built = build(files | {f"{one}.md": words for one, words in (beside or {}).items()}, **CONFIG)
        return html.fromstring(built.page(name)), built.warnings

    return make


def test_crisis_lines_are_links_that_say_what_they_open(page):
    tree, warnings = page(HELP)
    assert not warnings
    links = {link.get("href"): link.text_content() for link in having(tree, "route-link")}
    assert list(links) == ["tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"]
    assert links["tel:999"].startswith("Call 999: life in danger")
    assert links["tel:111"].startswith("Call 111: ") and "choose the mental health option" in links["tel:111"]
    [apart] = having(tree, "route-apart")
    assert len(having(apart, "route-link")) == 1, "nothing else to tap stands in the item of 999"


@pytest.mark.parametrize("name", ["index", EVERY_ROUTE])
def test_a_box_has_one_quiet_line_where_another_page_has_the_sources(page, name):
    box = "# T\n\n```{routes} danger distress\n:large:\n```\n"
    tree, warnings = page(box, beside={EVERY_ROUTE: f"---\norphan: true\n---\n{HELP}"}, name=name)
    assert not warnings
    [note] = having(tree, "small-print")
    said = note.text_content()
    if name == "index":
        assert said == "Read on 29 November 2026 in copies; not yet rung. Sources: Where to get help."
        assert [link.get("href") for link in note.iter("a")] == [f"{EVERY_ROUTE}.html"]
    else:
        assert "Samaritans: read on 29 November 2026 in a copy of about 2022 (" in said


def test_the_label_of_a_page_says_whose_site_opens(page):
    tree, _ = page("# T\n\n```{routes} hate-crime\n```\n\n```{bibliography}\n```\n")
    labels = [link.text_content() for item in having(tree, "route-page") for link in item.iter("a")]
    assert "Web page: Crimestoppers (wolverhampton.gov.uk)" in labels


@pytest.mark.parametrize("text", [HELP, EVERY], ids=["help", "every"])
def test_each_number_is_a_link_to_ring_or_text(page, text):
    tree, _ = page(text)
    [shown] = tree.xpath("//*[@role='main']")
    for listed in shown.xpath(".//*[@role='list']"):
        listed.drop_tree()  # titles of works
    linked = [link for link in shown.iter("a") if link.get("href").startswith(("tel:", "sms:"))]
    assert len(linked) >= 4
    for link in linked:
        assert NUMBER.search(link.text_content())
        link.drop_tree()
    assert NUMBER.findall(shown.text_content()) == []


def test_each_route_says_how_it_is_known_and_cites_its_source(page):
    tree, _ = page(EVERY)
    notes = [note.text_content() for note in having(tree, "small-print")]
    assert len(notes) == len(routes.printed(TODAY.date()))
    for note in notes:
        assert re.match(r"Read on 29 November 2026 in (a copy|an undated copy).* (\(.+\)|of this page)", note), note
        assert "checked" not in note
    assert sum("not yet rung" in note for note in notes) == sum(1 for one in routes.printed(TODAY.date()) if one.number)


def test_one_organisation_has_its_routes_and_how_to_find_the_rest(page):
    tree, _ = page("# T\n\n```{routes}\n:at: roh\n```\n\n```{bibliography}\n```\n")
    [listed] = having(tree, "routes")
    assert "Multi Minority Ethnic Group" in listed.text_content()
    assert "Ask the switchboard for the Freedom to Speak Up guardian" in listed.text_content()
    assert "Ask human resources for the list of staff networks" not in listed.text_content()


def test_a_page_is_read_again_when_its_numbers_have_changed(page):
    text = "# T\n\n```{routes} speaking-up\n```\n\n```{bibliography}\n```\n"
    assert "tel:02031172520" in page(text)[0].xpath("//a/@href")
    later, _ = page(text, TODAY + datetime.timedelta(days=250))
    assert "https://protect-advice.org.uk" in later.xpath("//a[@class]/@href")
    assert not [address for address in later.xpath("//a/@href") if address.startswith("tel:")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# T\n\n```{routes} money\n```\n", "'money' is no kind of need: write one of danger, distress"),
        ("# T\n\n```{routes}\n:at: nowhere\n```\n", "'nowhere' is no organisation here: write one of bchc"),
    ],
)
def test_a_wrong_name_stops_the_build_with_its_line(page, text, said):
    _, warnings = page(text)
    assert "index.md:3: WARNING: routes: " in warnings and said in warnings


def test_a_bad_row_stops_the_build(page, monkeypatch, tmp_path):
    folder = tmp_path / "data" / "routes"
    folder.mkdir(parents=True)
    for name in ("needs.csv", "routes.csv"):
        text = (DATA / "routes" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace("Samaritans, to talk", "Ms Person, to talk"), encoding="utf-8")
    monkeypatch.setattr("edi_handbook.routes.routes", lambda data=None, given=routes.routes: given(tmp_path / "data"))
    _, warnings = page(HELP)
    assert "data/routes/routes.csv, row 4, column route: “Ms Person, to talk to someone” names a person" in warnings


def test_a_row_has_the_numbers_that_stay_and_danger_apart(page):
    tree, warnings = page("# T\n\n```{routes} danger distress\n:row: Need a person now?\n```\n")
    assert warnings == ""
    [row] = having(tree, "routes-row")
    links = row.xpath(".//a[contains(@class, 'route-link')]")
    assert [link.get("href") for link in links] == ["tel:999", "tel:111", "tel:116123"]
    assert links[0].text_content() == "Life in danger: 999"
    assert "route-apart" in row.xpath(".//li")[0].get("class", "")
    assert row.text_content().strip().startswith("Need a person now?")
