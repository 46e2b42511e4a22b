"""The theme's parts, used as a reader uses them: with a finger, with a keyboard, without script."""

import re

from playwright.sync_api import expect

PHONE = {"viewport": {"width": 375, "height": 720}, "has_touch": True}
ORDINARY = "book/index.html"


def test_policy_is_in_force(open_page):
    """What test_axe.py asks of each page would hold without a policy too: an inline script must be refused."""
    page = open_page(ORDINARY)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    }""")
    assert page.evaluate("window.ran") is None
    # Once for the policy in the page, once for the one that the host sends.
    assert set(page.violations()) == {"script-src-elem: inline "}


def test_menu_opens_by_touch_and_closes_by_escape(open_page):
    page = open_page(ORDINARY, **PHONE)
    menu = page.locator("#site-menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).tap()
    expect(menu).to_be_visible()
    expect(page.get_by_role("navigation", name="Handbook")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_menu_opens_by_keyboard_and_gives_the_focus_back(open_page):
    page = open_page(ORDINARY, **PHONE)
    button = page.get_by_role("button", name="Menu", exact=True)
    for _ in range(5):
        page.keyboard.press("Tab")
        if button.evaluate("(one) => one === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#site-menu")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#site-menu') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#site-menu")).to_be_hidden()
    expect(button).to_be_focused()


def test_menu_leads_to_another_page(open_page):
    page = open_page(ORDINARY, **PHONE)
    page.get_by_role("button", name="Menu", exact=True).tap()
    menu = page.get_by_role("navigation", name="Handbook")
    part = menu.locator("summary").first
    if part.count():
        part.press("Enter")
    link = menu.get_by_role("link").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(name), re.IGNORECASE))


def test_menu_opens_without_script(open_page):
    page = open_page(ORDINARY, java_script_enabled=False, **PHONE)
    page.get_by_role("button", name="Menu", exact=True).tap()
    expect(page.get_by_role("navigation", name="Handbook")).to_be_visible()


def test_page_reads_without_script(open_page):
    page = open_page(ORDINARY, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Parts")).to_be_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Handbook")).to_be_visible()
    page.get_by_role("button", name="Close menu").click()
    expect(page.get_by_role("navigation", name="Previous and next page")).to_be_visible()
    # What needs the script is not shown.
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_label("Colours")).to_be_hidden()


def test_skip_link_is_first_and_works(open_page):
    page = open_page(ORDINARY)
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "main"


def test_every_stop_of_the_keyboard_can_be_seen(open_page):
    page = open_page(ORDINARY)
    unseen, stops = [], 0
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate("""() => {
            const one = document.activeElement;
            if (one === document.body) return null;
            const at = one.matches("a.sd-stretched-link") ? one.closest(".sd-card") : one;
            const style = getComputedStyle(at);
            return {
                what: one.outerHTML.slice(0, 120),
                ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                shade: style.boxShadow !== "none",
            };
        }""")
        if stop is None:
            break
        stops += 1
        if not (stop["ring"] and stop["shade"]):
            unseen.append(stop["what"])
    assert stops > 5
    assert unseen == []


def test_search_answers_and_keeps_no_trace(open_page):
    page = open_page(ORDINARY)
    box = page.get_by_role("searchbox", name="Search the handbook")
    box.fill("recruitment")
    box.press("Enter")
    page.wait_for_url("**/search.html#q=recruitment")
    first = page.locator("ul.search a").first
    expect(first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile("found [1-9]"))
    # The words stay in this window: not in an address that a server sees, not in storage.
    assert page.evaluate("location.search") == ""
    assert page.evaluate("JSON.stringify(localStorage)") == "{}"
    page.wait_for_load_state("networkidle")
    assert page.faults == []
    assert page.violations() == []
    first.click()
    page.wait_for_load_state()
    assert "search.html" not in page.url


def test_search_again_on_the_search_page(open_page):
    page = open_page("search.html#q=zzzz")
    expect(page.get_by_role("status")).to_have_text(re.compile("did not match"))
    box = page.get_by_role("searchbox", name="Search the handbook")
    expect(box).to_have_value("zzzz")
    box.fill("strategy")
    box.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("found [1-9]"))


def test_colours_switch_and_are_remembered(open_page):
    page = open_page(ORDINARY, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Colours").select_option("dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(page.url.replace("book/index", "search"))
    assert page.evaluate(ground) == dark
    expect(page.get_by_label("Colours")).to_have_value("dark")
    page.get_by_label("Colours").select_option("auto")
    assert page.evaluate(ground) == light


def test_colours_follow_the_system_without_script(open_page):
    ground = "getComputedStyle(document.body).backgroundColor"
    seen = {open_page(ORDINARY, color_scheme=scheme).evaluate(ground) for scheme in ("light", "dark")}
    assert len(seen) == 2
    page = open_page(ORDINARY, color_scheme="dark", java_script_enabled=False)
    assert page.screenshot() != open_page(ORDINARY, color_scheme="light", java_script_enabled=False).screenshot()


def test_site_works_from_a_disk(open_page, site):
    base = site.as_uri() + "/"
    page = open_page(ORDINARY, base=base)
    assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).display") == "flex"
    page.get_by_role("searchbox", name="Search the handbook").fill("recruitment")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=recruitment")
    expect(page.locator("ul.search a").first).to_be_visible()
    assert page.faults == []
    assert page.violations() == []
