"""The pages of the strategy print their rows whole, and each target says that it is offered, and why."""

import re
import shutil

import pytest
from lxml import html

from edi_handbook import actions
from edi_handbook.strategy import allowed, offered
from edi_handbook.workforce import published
from tests.content.pages import ROOT

FOLDER = ROOT / "book" / "strategy"
MARKUP = ["citations", "evidence", "facts", "say", "strategy", "values"]
EXTENSIONS = ["myst_nb", "sphinxcontrib.bibtex", *(f"edi_handbook.publish.markup.{name}" for name in MARKUP)]
PARTS = ("objective", "targets", "milestones", "risks", "stop")
PAGES = {
    key: path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.glob("*.md"))
    for key in re.findall(r"^```\{objective\} (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
}
OBJECTIVES = offered.objectives()
each = pytest.mark.parametrize("one", OBJECTIVES, ids=lambda one: one.key)


def directives(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^```\{([a-z-]+)\}(?: (\S+))?$", text, re.MULTILINE)


def squeezed(words: str) -> str:
    return " ".join(words.split())


@pytest.fixture
def page(build):
    def make(body: str, **files: str):
        held = {"index.md": f"# T\n\n{body}\n\n```{{bibliography}}\n```\n", **files}
        held["references.bib"] = (ROOT / "book" / "references.bib").read_text(encoding="utf-8")
        built = build(held, extensions=EXTENSIONS, bibtex_bibfiles=["references.bib"])
        return html.fromstring(built.page()), built.warnings

    return make


@each
def test_each_objective_has_a_page_of_its_own_with_every_part(one):
    found = directives(PAGES[one.key])
    assert [(part, key) for part, key in found if part in PARTS] == [(part, one.key) for part in PARTS]
    assert ("what-counts-allow", one.key) in found or one.kind != offered.GAP
    assert f"(objective-{one.key})=" in PAGES[one.key]
    assert re.search(r"^# (.+)$", PAGES[one.key], re.MULTILINE)[1] == one.title


def test_the_whole_row_of_every_objective_is_printed(page):
    body = "\n\n".join(
        f"## {one.key}\n\n" + "\n\n".join(f"```{{{p}}} {one.key}\n```" for p in PARTS) for one in OBJECTIVES
    )
    tree, warnings = page(body)
    # The mark of what was looked for is a role of another room, and a small book is without it.
    assert [line for line in warnings.splitlines() if line.strip() and '"looked"' not in line] == []
    said = {section.findtext("h2") or "": squeezed(section.text_content()) for section in tree.iter("section")}
    for one in OBJECTIVES:
        [words] = [text for title, text in said.items() if title.startswith(one.key)]
        rows = [one.why, one.measure, one.owner, one.stop, one.hours_basis, one.money, one.law, *map(str, one.hours)]
        rows += [cell for target in one.targets for cell in (target.words, target.reasoning)]
        rows += [cell for step in one.milestones for cell in (step.what, step.owner)]
        rows += [cell for risk in one.risks for cell in (risk.risk, risk.early_sign, risk.mitigation, risk.owner)]
        rows += [published.figure(key).text for key in one.baseline]
        assert [row for row in rows if squeezed(row) not in words] == [], one.key
        # The figure is a line of three years with a mark a step, said in words too.
    lines = tree.xpath("//figure//*[local-name()='svg']")
    assert len(lines) == len(OBJECTIVES)
    for one, line in zip(OBJECTIVES, lines, strict=True):
        numbers = [text.text for text in line.iter("{*}text", "text") if text.text.isdecimal()]
        assert numbers == [str(place) for place in range(1, len(one.milestones) + 1)]
        assert "quarters " + ", ".join(str(step.quarter) for step in one.milestones) in line.get("aria-label")


def test_every_target_is_marked_as_offered_with_its_reasoning_and_whose_it_is(page):
    tree, warnings = page("\n\n".join(f"```{{targets}} {one.key}\n```" for one in OBJECTIVES))
    targets = [target for one in OBJECTIVES for target in one.targets]
    boxes = tree.find_class("offer")
    assert not warnings and len(boxes) == len(targets)
    for target, box in zip(targets, boxes, strict=True):
        words = squeezed(box.text_content())
        assert [mark.text_content() for mark in box.find_class("offered")] == ["offered"], target.key
        assert squeezed(target.reasoning) in words, target.key
        assert ("A source has set one like it" in words) == (target.basis == offered.SOURCE), target.key
        assert ("Our own offer" in words) == (target.basis == offered.OWN_OFFER), target.key
        assert len(box.xpath(".//a[contains(@href, 'ref-') or contains(@href, '#')]")) >= bool(target.source)
    quotas = [p for p in tree.find_class("offer-law") if "never a quota" in p.text_content()]
    assert len(quotas) == sum(one.kind == offered.GAP for one in OBJECTIVES)
    assert all("158 and 159" in p.text_content() and p.xpath(".//a") for p in quotas)


def test_what_counts_allow_is_worked_out_for_three_sizes_and_says_what_is_assumed(page):
    tree, warnings = page("```{what-counts-allow} fair-recruitment\n```")
    assert not warnings
    rows = [[squeezed(cell.text_content()) for cell in row] for row in tree.xpath("//tbody/tr")]
    assert [row[0] for row in rows] == ["800 staff", "4,000 staff", "22,000 staff"]
    assert [row[3] for row in rows] == ["7 years", "2 years", "1 year"], "as docs/trajectory.md has them"
    assert [row[1] for row in rows] == ["10 in 100", "32 in 100", "94 in 100"]
    assert "our own assumption" in tree.text_content()
    assert [size.years for size in allowed.allowed(3, 1.25)] == [138, 28, 5]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("```{objective} peace\n```", "objective: 'peace' is no objective: write one of fair-recruitment, "),
        ("```{objectives} gaps\n```", "objectives: 'gaps' is no kind of objective: write gap or enabling."),
        ("```{what-counts-allow} someone-owns-it\n```", "'someone-owns-it' has no ratio"),
    ],
)
def test_a_key_that_is_wrong_is_a_sentence_and_prints_nothing(page, body, said):
    tree, warnings = page(body)
    assert f"index.md:3: WARNING: {said}" in warnings or said in warnings
    assert not tree.find_class("strategy-facts") and not tree.find_class("strategy-table")


def test_a_row_at_fault_is_named_and_nothing_is_printed_of_it(page, tmp_path, monkeypatch):
    folder = tmp_path / "data" / "strategy"
    shutil.copytree(offered.FOLDER, folder)
    table = folder / "targets.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("our own offer", "somebody"), encoding="utf-8")
    monkeypatch.setattr(offered.objectives.__wrapped__, "__defaults__", (folder,))
    offered.objectives.cache_clear()
    try:
        tree, warnings = page("```{targets} fair-recruitment\n```")
    finally:
        offered.objectives.cache_clear()
    assert "targets.csv, row 2: basis “somebody” is none of its words" in warnings
    assert not tree.find_class("offer")


def test_the_thirteen_questions_say_whose_each_is_and_how_far_it_was_read(page):
    tree, warnings = page("```{board-questions}\n```")
    assert not warnings
    rows = [[squeezed(cell.text_content()) for cell in row] for row in tree.xpath("//tbody/tr")]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 14)]
    assert [row[2] for row in rows] == ["Kline"] * 6 + ["Kline (its opening read)"] + ["Our own"] * 6
    assert all(row[3].lower() == one.in_return for row, one in zip(rows, offered.questions(), strict=True))


MAP = (FOLDER / "how-they-fit-together.md").read_text(encoding="utf-8").partition("{list-table}")[2].partition("```")[0]
ROWS = {re.sub(r"\{\w+\}`([^`<]+?)(?: <[^>]+>)?`", r"\1", who): answer for who, _, answer in re.findall(
    r"^\* - (.+)\n  - (.+)\n  - (.+)$", MAP, re.MULTILINE
)}  # fmt: skip


def test_one_table_maps_all_that_was_announced_or_asked_for():
    """Three initiatives, both sets of six actions, and the regional strategy's principles and its baseline."""
    table = actions.read()
    announced = table[(table["set"] == "system")]["part_of"].tolist()[:3]
    found = [who.casefold() for who in ROWS if who.startswith("Announced: ")]
    assert found == [f"announced: {name.casefold()}" for name in announced]
    assert len(set(table[table["set"] == "plan-2023"]["part_of"])) == 6
    assert len(set(table[table["set"] == "recruitment-2020"]["part_of"])) == 6
    for year in ("2020/21", "2023"):
        assert [who for who in ROWS if who.startswith(year)] == [f"{year}, action {number}" for number in range(1, 7)]
    for principle in ("Educate", "Challenge", "Support", "a baseline first"):
        assert f"Midlands: {principle}" in ROWS
    keys = {one.key for one in OBJECTIVES}
    assert ROWS.pop("Who asks") == "Objective"
    for who, answer in ROWS.items():
        named = set(re.findall(r"<objective-([a-z-]+)>", answer))
        assert named <= keys and (named or answer.startswith(("No objective", "All six objectives"))), who
    assert {key for answer in ROWS.values() for key in re.findall(r"<objective-([a-z-]+)>", answer)} == keys
