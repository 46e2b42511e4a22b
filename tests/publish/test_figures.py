"""A chart reaches the page with the alt text, caption, table and source that its author wrote once."""

from lxml import html

NOTEBOOK = """---
jupytext: {{text_representation: {{format_name: myst}}}}
kernelspec: {{name: python3, display_name: Python 3}}
---

# Chart

See {{numref}}`two-bars`.

```{{code-cell}} python
:tags: [remove-input]
class Shown:
    def _repr_mimebundle_(self, **kw):
        return {bundle}
Shown()
```
"""
TABLE = {
    "caption": "Shares by group",
    "columns": ["Group", "Share"],
    "rows": [["A", "10%"], ["B", "20%"]],
    "numeric": [False, True],
}
CHART = {
    "name": "two-bars",
    "alt": "Two bars: group A at 10 per cent and group B at 20 per cent.",
    "caption": "Group B's share is *twice* group A's",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>',
    "page": [
        f'<svg class="{form}-form" viewBox="0 0 10 10" role="img" aria-label="{form}"><text>{form}</text></svg>'
        for form in ("wide", "narrow")
    ],
    "table": TABLE,
    "source": "An invented example.",
    "note": "",
}
FIGURE_TYPE = "application/vnd.edi-handbook.figure+json"
TABLE_TYPE = "application/vnd.edi-handbook.table+json"


def notebook(bundle: dict) -> dict[str, str]:
    return {"index.md": NOTEBOOK.format(bundle=repr(bundle))}


def test_a_chart_keeps_its_alt_caption_number_table_and_source(build):
    built = build(notebook({FIGURE_TYPE: CHART, "text/plain": "chart"}), numfig=True)
    assert built.warnings == ""
    page = html.fromstring(built.page())
    assert page.xpath("//figure//svg/@aria-label") == ["wide", "narrow"]
    assert page.xpath("//img") == []  # nothing is fetched
    [caption] = page.xpath("//figcaption")
    assert "Fig. 1" in caption.text_content()
    assert caption.xpath(".//em")[0].text == "twice"
    assert "See Fig. 1" in " ".join(page.text_content().split())
    [table] = page.xpath("//details//table")
    assert "Shares by group" in table.xpath("./caption")[0].text_content()
    assert [cell.text_content() for cell in table.xpath(".//thead//th")] == ["Group", "Share"]
    assert [cell.text_content() for cell in table.xpath(".//tbody//th")] == ["A", "B"]
    assert [cell.text_content() for cell in table.xpath(".//tbody//td")] == ["10%", "20%"]
    assert "Source: An invented example." in page.text_content()


def test_a_table_alone_is_a_table_with_row_headers(build):
    built = build(notebook({TABLE_TYPE: TABLE | {"name": "shares", "source": "", "note": "Rounded."}}))
    page = html.fromstring(built.page())
    assert [cell.text_content() for cell in page.xpath("//tbody//th")] == ["A", "B"]
    assert not page.xpath("//details")
    assert "Note: Rounded." in page.text_content()


def test_what_is_to_be_confirmed_bears_the_mark_in_a_cell_and_nothing_else_does(build):
    rows = [["A", "March 2024, to be confirmed"], ["B", "confirmed"]]
    page = html.fromstring(build(notebook({TABLE_TYPE: TABLE | {"name": "dates", "rows": rows, "source": ""}})).page())
    assert [one.text_content() for one in page.xpath("//tbody//*[@class='unconfirmed']")] == ["to be confirmed"]
    assert [cell.text_content() for cell in page.xpath("//tbody//td")] == ["March 2024, to be confirmed", "confirmed"]


def test_a_chart_without_alt_text_is_a_warning_with_file_and_line(build):
    warnings = build(notebook({FIGURE_TYPE: CHART | {"alt": " "}})).warnings
    assert "index.md:12: WARNING: chart 'two-bars' has no alt text" in warnings


def test_a_bare_picture_without_alt_text_is_a_warning_with_file_and_line(build):
    warnings = build(notebook({"image/svg+xml": CHART["svg"]})).warnings
    assert "index.md:12: WARNING: a code cell shows a picture without alt text" in warnings


def test_a_bare_picture_with_alt_text_on_its_cell_is_fine(build):
    files = notebook({"image/svg+xml": CHART["svg"]})
    files["index.md"] = (
        files["index.md"]
        .replace(":tags: [remove-input]\n", "---\nmystnb: {image: {alt: A small square.}}\n---\n")
        .replace("See {numref}`two-bars`.", "")
    )
    built = build(files)
    assert built.warnings == ""
    assert html.fromstring(built.page()).xpath("//img/@alt") == ["A small square."]
