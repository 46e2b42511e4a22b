"""What is taken out of a page because nobody uses it, on small inputs; and that nobody does."""

import re
from pathlib import Path

import pytest
import sphinx_design
from lxml import html

import edi_handbook
from edi_handbook.theme import slim, stylesheet

ROOM = Path(edi_handbook.__file__).parent


def lightened(source: str) -> str:
    tree = html.fragment_fromstring(source, create_parent="div")
    slim.lighten(tree)
    return "".join(html.tostring(child, encoding="unicode") for child in tree)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        # Marks around words go; the words, and what has a class that is used, stay.
        ('<p>A <span class="bibtex-citation" id="id7">(<a class="reference internal" href="r#id1">B</a>)</span></p>',
         '<p>A (<a href="r#id1">B</a>)</p>'),
        ('<p><span class="xref unconfirmed">to be confirmed</span></p>',
         '<p><span class="unconfirmed">to be confirmed</span></p>'),
        ('<p><span class="caption-text" lang="pl">słowo</span></p>', '<p><span lang="pl">słowo</span></p>'),
        ('<p><a class="reference internal" href="g#t"><span class="xref std std-term">ally</span></a></p>',
         '<p><a href="g#t" class="term">ally</a></p>'),
        # A number for an id goes only where nothing links to it, and never from what a reader may look up.
        ('<div><div class="table-wrapper" id="id5"><b>1</b></div></div>',
         '<div><div class="table-wrapper"><b>1</b></div></div>'),
        ('<div><a href="#id5">t</a><div class="table-wrapper" id="id5"><b>1</b></div></div>',
         '<div><a href="#id5">t</a><div class="table-wrapper" id="id5"><b>1</b></div></div>'),
        ('<div class="citation" id="id9"><b>K</b></div>', '<div class="citation" id="id9"><b>K</b></div>'),
        ('<dl class="simple facts"><dt>For</dt></dl>', '<dl class="simple facts"><dt>For</dt></dl>'),
        ('<ul class="simple"><li><p>One</p></li></ul>', "<ul><li>One</li></ul>"),
        # A box in a box.
        ("<ul><li><p>One</p><p>Two</p></li></ul>", "<ul><li><p>One</p><p>Two</p></li></ul>"),
        ('<ul><li><p class="lead">One</p></li></ul>', '<ul><li><p class="lead">One</p></li></ul>'),
        (f"<table><tr><td><p>Short</p></td><td><p>{'long ' * 9}</p></td></tr></table>",
         f"<table><tr><td>Short</td><td><p>{'long ' * 9}</p></td></tr></table>"),
        ('<p><a href="a.csv" download><code class="xref download literal">a.csv</code></a></p>',
         '<p><a href="a.csv" download>a.csv</a></p>'),
        # Never shown.
        ('<details><summary>A<span class="sd-summary-state-marker"><svg></svg></span></summary></details>',
         "<details><summary>A</summary></details>"),
        ('<div class="citation"><span class="label"><span class="fn-bracket">[</span>Kline'
         '<span class="fn-bracket">]</span></span></div>',
         '<div class="citation"><span class="label">Kline</span></div>'),
    ],
)  # fmt: skip
def test_page_keeps_what_is_used(source, left):
    # lxml says an attribute without a value its own way.
    assert lightened(source).replace(' download=""', " download") == left


def code(*tokens: str) -> str:
    return lightened(f'<div class="highlight"><pre><span></span>{"".join(tokens)}</pre></div>')


def test_code_in_one_colour_is_one_box():
    assert code(
        '<span class="kn">import</span><span class="w"> </span><span class="nn">pandas</span>',
        '\n<span class="s2">"a "</span>\n   <span class="s1">"b"</span><span class="mi">1</span>',
    ) == (
        '<div class="highlight"><pre><span class="k">import</span> pandas\n'
        '<span class="s">"a "\n   "b"</span><span class="m">1</span></pre></div>'
    )


def test_words_between_two_colours_keep_them_apart():
    assert code('<span class="k">if</span> a <span class="k">and</span>').count("<span") == 2


def test_first_line_of_code_may_be_blank():
    assert "<pre><span></span>\nprint" in code("\nprint")


def test_each_colour_of_code_has_a_rule():
    rules = set(re.findall(r"^\.highlight \.(\w+) ", stylesheet.OWN.read_text(encoding="utf-8"), re.MULTILINE))
    assert rules == set(slim.COLOURS)


def test_no_rule_and_no_script_asks_for_what_is_taken_out():
    design = Path(sphinx_design.__file__).parent / "static" / "sphinx-design.min.css"  # its rules go into our sheet
    styles = [*ROOM.rglob("*.css"), *ROOM.rglob("*.js"), design]
    assert len(styles) > 15
    asked = set()
    for path in styles:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".js":
            text = " ".join(re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", text))
        asked.update((name, path.name) for name in re.findall(r"\.([a-z][\w-]*)", text) if name in slim.IDLE)
    assert asked == set()


def test_files_to_take_away_have_their_own_names(site):
    links = [
        (path.parent / address).resolve()
        for path in (site / "notebooks").glob("*.html")
        for address in html.parse(str(path)).xpath("//a[contains(@href, '_downloads')]/@href")
    ]
    assert len(links) > 20
    assert [link for link in links if not link.is_file()] == []
    assert site / "_downloads" / "data" / "wres-england" / "wres-england.csv" in links
