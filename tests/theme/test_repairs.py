"""What the theme mends in a page's tree and leaves out of the stylesheet, on small inputs; no browser."""

import re

import pytest
import tinycss2
from lxml import html

from edi_handbook import palette
from edi_handbook.theme import body, maths, stylesheet


def repaired(source: str, toc: str = "", pictures: dict | None = None):
    return html.fragment_fromstring(body.repair(source, "a-page", toc, pictures or {}), create_parent="div")


def test_wide_table_becomes_a_named_region():
    tree = repaired(
        '<div class="table-wrapper" id="t"><table id="t"><caption>Staff <b>by</b> band</caption>'
        "<thead><tr><th></th><th>2024</th></tr></thead><tbody><tr><th>Band 5</th><td>1</td></tr></tbody></table></div>"
    )
    (box,) = tree.xpath("//div[@role='region']")
    assert box.get("aria-label") == "Staff by band"
    assert box.get("tabindex") == "0"
    assert tree.xpath("//@id") == ["t"]
    assert [(cell.tag, cell.get("scope")) for cell in tree.xpath("//th | //td")] == [
        ("td", None),
        ("th", "col"),
        ("th", "row"),
        ("td", None),
    ]


def table(heads: list[str], rows: list[list[str]]) -> str:
    body = "".join(f"<tr><th>{row[0]}</th>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>" for row in rows)
    return f"<table><thead><tr>{''.join(f'<th>{one}</th>' for one in heads)}</tr></thead><tbody>{body}</tbody></table>"


WORDS = "Somebody with more standing than you have"


def test_a_table_too_wide_for_a_phone_stacks():
    tree = repaired(table(["Way", "What you might say", "Good when"], [["Delegate", WORDS, WORDS]] * 2))
    (stacked,) = tree.xpath("//table[@class='stacks']")
    assert stacked.xpath(".//td/@data-label") == ["What you might say", "Good when"] * 2
    assert not stacked.xpath(".//th/@data-label")


@pytest.mark.parametrize(
    "source",
    [
        table(["Year", "Ratio"], [["2023", "1.59"]]),  # it fits
        table(["Year", "Share", "Answers"], [["2023", "15.9%", "5,703"]]),
        table(["Way", "A", "B"], [["Delegate", WORDS, WORDS]]).replace("<td>", '<td colspan="2">', 1),
        "<table><tbody><tr><td>No heads, and words that run on and on and on and on and on</td></tr></tbody></table>",
    ],
)
def test_a_table_that_fits_or_cannot_be_told_row_by_row_does_not_stack(source):
    tree = repaired(source)
    assert not tree.xpath("//*[@data-label] | //table[@class='stacks']")


def test_a_drawing_at_the_head_shares_a_box_with_title_and_facts():
    facts = '<div class="page-facts"><p>Facts</p></div>'
    drawing = '<figure class="drawing lead-drawing"><figcaption>C</figcaption></figure>'
    toc = '<ul><li><a href="#">Title</a><ul><li><a href="#one">One</a></li></ul></li></ul>'
    section = repaired(f"<section><h1>Title</h1>{facts}{drawing}<p>Text</p></section>", toc).find("section")
    assert [child.get("class") for child in section] == ["page-head", "contents-fold", None]
    assert [child.tag for child in section[0]] == ["h1", "div", "figure"]
    plain = repaired(f"<section><h1>Title</h1>{facts}<p>Text</p>{drawing}</section>", toc)
    assert not plain.xpath("//div[@class='page-head']"), "further down it stays where it is"


def test_wide_formulas_become_regions_with_names():
    tree = repaired('<div class="math-wrapper"><math></math></div><p></p><div class="math-wrapper"><math></math></div>')
    boxes = tree.xpath("//div[@role='region'][@tabindex='0']")
    assert [box.get("aria-label") for box in boxes] == ["Formula 1 on this page", "Formula 2 on this page"]


def test_bare_table_gets_a_box():
    tree = repaired(
        '<div><style scoped>td {}</style><table class="dataframe" border="1"><tr><td>1</td></tr></table></div>'
    )
    (box,) = tree.xpath("//div[@class='table-wrapper']")
    assert box.find("table").get("border") is None
    assert not tree.xpath("//style")


def test_the_finding_stands_above_its_chart_and_holds_no_more_than_its_words():
    tree = repaired(
        '<figure class="chart"><figcaption><p>More sheds hold bicycles</p>'
        '<div class="drawing"><svg viewBox="0 0 9 9"><text>62</text></svg></div></figcaption></figure>'
    )
    [figure] = tree.xpath("//figure")
    assert [child.tag for child in figure] == ["figcaption", "div"]
    assert figure[0].text_content() == "More sheds hold bicycles"


def test_inline_styles_move(caplog):
    tree = repaired(
        '<table><colgroup><col style="width: 33.3%"></colgroup></table>'
        '<img style="width: 200px; height: 100.4px" src="a.svg" alt="A"><p style="text-align: right;">x</p>'
    )
    assert not tree.xpath("//@style")
    assert tree.xpath("//col/@class") == ["w-35"]
    assert (tree.xpath("//img/@width"), tree.xpath("//img/@height")) == (["200"], ["100"])
    assert tree.xpath("//p/@class") == ["text-right"]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ('<p style="color: red">x</p>', "color: red"),
        ("<script>1</script>", "script"),
        ("<style>p {}</style>", "style"),
        ('<button onclick="1">x</button>', "event attribute"),
    ],
)
def test_what_the_policy_forbids_is_a_warning(source, named, monkeypatch):
    warnings = []
    monkeypatch.setattr(body.logger, "warning", lambda text, *values, **_: warnings.append(text % values))
    repaired(f"<div>{source}</div>")
    assert len(warnings) == 1
    assert named in warnings[0]


def test_every_width_has_a_rule():
    css = stylesheet.OWN.read_text(encoding="utf-8")
    for percent in (0.1, 5, 33, 66.7, 99, 140):
        (name,) = repaired(f'<p style="width: {percent}%">x</p>').xpath("//p/@class")
        assert f".{name} {{" in css


def test_list_of_contents_follows_the_facts():
    toc = '<ul><li><a href="#">Title</a><ul><li><a href="#one">One</a></li></ul></li></ul>'
    tree = repaired('<section><h1>Title</h1><div class="page-facts"><p>Facts</p></div><p>Text</p></section>', toc)
    fold = tree.find("section")[2]
    assert fold.tag == "details"
    assert fold.xpath("nav/@aria-label") == ["On this page"]
    assert fold.xpath(".//a/@href") == ["#one"]


def test_who_keeps_the_page_stands_at_its_foot():
    facts = '<dl class="facts"><dt>For</dt><dd>staff</dd></dl><dl class="facts upkeep"><dt>By</dt><dd>A role</dd></dl>'
    tree = repaired(f'<section><h1>Title</h1><div class="page-facts">{facts}</div><p>Text</p></section>')
    assert [child.tag for child in tree] == ["section", "dl"]
    assert tree[-1].text_content() == "ByA role"
    assert tree.xpath("//div[@class='page-facts']//dt/text()") == ["For"]


def test_footnotes_are_no_landmarks():
    assert not repaired('<aside class="footnote-list"><aside class="footnote">1</aside></aside>').xpath("//aside")


def test_task_boxes_say_their_state():
    box = '<input class="task-list-item-checkbox" disabled type="checkbox"{}>'
    assert repaired(box.format("")).xpath("//@aria-label") == ["To do"]
    assert repaired(box.format(" checked")).xpath("//@aria-label") == ["Done"]


def test_picture_is_no_link_to_itself():
    assert not repaired('<a class="image-reference" href="a.svg"><img alt="" src="a.svg"></a>').xpath("//a")
    assert repaired('<a class="image-reference" href="b.html"><img alt="B" src="a.svg"></a>').xpath("//a")


def pruned(css: str, used: set[str]) -> str:
    return stylesheet.prune(tinycss2.parse_stylesheet(css, True, True), used)


def test_rules_that_no_page_can_match_are_left_out():
    css = ".a{color:red}.a .b,.c{color:red}#d{color:red}p:not(.b){color:red}@media print{.b{color:red}}a.c:hover{top:0}"
    assert pruned(css, {"a"}) == ".a{color:red}p:not(.b){color:red}"
    assert pruned(css, {"a", "b", "c", "d"}) == css


def test_variables_that_nothing_reads_are_left_out():
    css = "body{--a:1px;--b:var(--a);--c:2px;--d:var(--e);--e:0;margin:0}p{top:var(--b)}"
    assert stylesheet.drop_unread(css, {"--e"}) == "body{--a:1px;--b:var(--a);--e:0;margin:0}p{top:var(--b)}"


def test_every_colour_role_is_a_variable_in_light_and_dark():
    css = stylesheet.variables()
    light, dark, by_system, forced = css.split("@media")
    for role in palette.LIGHT:
        assert f"--{role}:{palette.LIGHT[role]};" in light
        assert f"--{role}:{palette.DARK[role]};" in dark
        assert f"--{role}:{palette.DARK[role]};" in by_system
    assert all(f"--{role}:{colour};" in forced for role, colour in palette.FORCED.items())


def test_our_stylesheet_names_no_colour_of_its_own():
    """Colours on a screen are roles of the palette."""
    screen = stylesheet.OWN.read_text(encoding="utf-8").partition("/* 15. Print")[0]
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;, )])", screen, re.IGNORECASE) == []


def test_our_stylesheet_reads_only_variables_that_exist():
    own = stylesheet.OWN.read_text(encoding="utf-8")
    rules = tinycss2.parse_stylesheet(own, True, True)
    declared = {f"--{role}" for role in (*palette.LIGHT, "picture-ground", "focus-ink")}
    for line in own.splitlines():
        if line.strip().startswith("--"):
            declared.add(line.strip().partition(":")[0])
    assert stylesheet.variables_read(rules) <= declared


def test_maths_is_mathml():
    from docutils import nodes

    assert maths._mathml(nodes.math("", r"\frac{a}{b}"), block=False).startswith("<math")


@pytest.mark.parametrize(("lang", "turned"), [("ur", "rtl"), ("ur-PK", "rtl"), ("pa", None), ("pl", None)])
def test_words_that_run_from_right_to_left_say_so(lang, turned):
    tree = repaired(f'<p>A <span lang="{lang}">word</span>.</p>')
    assert tree.find(".//span").get("dir") == turned
