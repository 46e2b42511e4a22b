"""A session's page in a real browser, and the same in print."""

import pikepdf
import pytest
from playwright.sync_api import expect

from edi_handbook.pdfcheck.reading import Reader, walk
from edi_handbook.typstpdf.builder import EditionError
from tests import system_fonts
from tests.facilitate.small_session import FILES, PLAN

PAGE = "book/sessions/small.html"
OFFSETS = ["0:00", "0:02", "0:09", "0:12"]


def times(page) -> list[str]:
    return page.locator(".session-crib .session-time").all_inner_texts()


def test_without_script_times_count_from_the_start(visit):
    page = visit(PAGE, java_script_enabled=False)
    assert times(page) == OFFSETS
    expect(page.get_by_label("The session starts at")).to_be_hidden()
    rows = page.locator(".session-crib tbody tr").all_inner_texts()
    assert [row.split("\t")[1].strip() for row in rows] == ["Welcome", "Try it", "Close", "End"]


def test_a_start_gives_clock_times_and_is_kept_nowhere(visit):
    page = visit(PAGE)
    page.get_by_label("The session starts at").fill("23:55")
    assert times(page) == ["23:55", "23:57", "00:04", "00:07"]  # past midnight, as on a night shift
    expect(page.locator("#step-try-it .session-times")).to_have_text("From 23:57 to 00:04: 7 minutes.")
    expect(page.get_by_text("Times run from 23:55 to 00:07.")).to_be_visible()
    page.get_by_label("The session starts at").fill("")
    assert times(page) == OFFSETS
    page.get_by_label("The session starts at").fill("09:00")
    page.reload()
    assert times(page) == OFFSETS
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []


@system_fonts.BOTH
def test_the_page_is_quiet(visit):
    page = visit(PAGE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.violations") == []
    assert page.evaluate("window.shifts") == []
    assert page.outside == []


def test_materials_can_be_ticked(visit):
    page = visit(PAGE)
    box = page.get_by_label("Paper. Without it: Use the back of the agenda.")
    box.check()
    expect(box).to_be_checked()
    expect(page.get_by_label("A pen")).not_to_be_checked()


def test_the_page_says_what_a_browser_changes_and_leads_to_the_slides(visit):
    page = visit(PAGE)
    expect(page.locator("#browser-only dd")).to_have_text("Show the page.")
    page.get_by_role("link", name="Open the slides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A small session")


def tables(path) -> list[str]:
    with pikepdf.open(path) as file:
        reader = Reader(file)
        return [reader.text(one) for one in walk(file.Root.StructTreeRoot) if one.get("/S") == "/Table"]


def test_print_holds_the_times_as_a_table_and_boxes_to_tick(prints):
    code = (prints / "typst" / "facilitators-guide.typ").read_text(encoding="utf-8")
    assert code.count("tick(false)") >= 2
    assert "session starts at" not in code  # a field that print cannot have
    [crib] = [text for text in tables(prints / "facilitators-guide.pdf") if "Say first" in text]
    for words in (*OFFSETS, "Welcome", "Try it", "Watch for", "Noise"):
        assert words in crib


def test_the_crib_is_one_page(prints):
    with pikepdf.open(prints / "crib-small.pdf") as file:
        assert len(file.pages) == 1
    [crib] = tables(prints / "crib-small.pdf")
    assert "You may pass and step out." in crib


def test_the_page_offers_slides_and_crib_as_pdf(visit, book, prints):
    page = visit(PAGE)
    for name in ("slides", "crib"):
        address = page.get_by_role("link", name=f"A small session: {name}").get_attribute("href")
        assert (book / "book" / "sessions" / address).resolve() == book / "pdf" / f"{name}-small.pdf"
        assert (book / "pdf" / f"{name}-small.pdf").read_bytes() == (prints / f"{name}-small.pdf").read_bytes()


def test_a_crib_that_takes_two_pages_stops_the_build(rebuilt):
    steps = "".join(
        f"  - {{id: more-{n}, kind: work, title: More, minutes: 1, say: '{'Again, in pairs. ' * 22}', do: [Wait.], "
        f"risks: [{{watch: Noise, then: Wait.}}], evidence: {{grade: none, why: For this test.}}}}\n"
        for n in range(9)
    )
    long = PLAN.replace("minutes: 12\n", "minutes: 21\n").replace("  - id: close", f"{steps}  - id: close")
    with pytest.raises(EditionError, match=r"crib-small\.pdf: a sheet is one page, and this takes"):
        rebuilt({"book/sessions/small.yml": long}, builder="typstpdf")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"book/sessions/small.yml": PLAN.replace("    minutes: 7", "    minutes: 8")},
            "small.md:5: WARNING: small.yml, line 1: the session plan: the steps take 13 minutes and the session 12",
        ),
        ({"book/sessions/small.yml": None}, "small.md:5: WARNING: there is no session 'small': small.yml is missing"),
        (
            {"book/more-notes.md": "# T\n\n```{session} small\n```\n"},
            "more-notes.md:3: WARNING: the page of session 'small' must be small.md, beside its plan",
        ),
        (
            {"book/sessions/small.yml": PLAN.replace("chart: two-bars", "chart: three-bars")},
            "small.yml:32: WARNING: a slide of step 'try-it' shows the chart 'three-bars': "
            "book/notes has no chart of that name",
        ),
        (
            {"book/sessions/small.yml": PLAN.replace("notes: reading-the-interval", "notes: nothing-there")},
            "a slide of step 'try-it': book/notes has no facilitator block whose name is 'nothing-there'",
        ),
        (
            {"book/sessions/small.yml": PLAN.replace("scenario: not-a-good-fit", "scenario: no-such-scene")},
            "a slide of step 'try-it': there is no reflection 'no-such-scene' with a scenario",
        ),
        (
            {"book/sessions/small.yml": PLAN.replace("pages: [book/notes]", "pages: [book/nowhere]")},
            "step 'try-it' uses the page book/nowhere, which is not in the book",
        ),
    ],
)
def test_a_plan_that_names_what_is_not_there_stops_the_build(rebuilt, changes, said):
    assert set(changes) <= set(FILES)
    assert said in rebuilt(changes)
