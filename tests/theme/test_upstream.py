"""Each repair of the theme is still needed: what it mends is still so in stock Furo, Sphinx and MyST-NB.

A test that fails here is good news: upstream has mended the fault, and the repair that it names can be dropped.
"""

import re
import subprocess
import sys

import pandas
import pytest
from lxml import html

from edi_handbook.theme import body

CONF = """
extensions = ["myst_nb", "sphinx_design"]
html_theme = "furo"
nb_execution_mode = "off"
myst_enable_extensions = ["tasklist"]
html_static_path = []
"""
PAGE = """# Title

```{list-table} Caption
:name: named
:header-rows: 1
:stub-columns: 1
:widths: 30 70
* -
  - A
* - b
  - c
```

```{image} shape.svg
:alt: A shape
:width: 50px
```

```{image} shape.svg
:alt: A shape
```

```python
a + b
```

- [ ] To do

```{math}
a + b
```

A note.[^1]

[^1]: The note.

```{eval-rst}
See [Source]_.

.. [Source] An entry.
```

:::{dropdown}
No title.
:::

```{toctree}
:caption: Part
one
```
"""
NOTEBOOK = """---
file_format: mystnb
kernelspec: {name: python3}
---
# One

```{code-cell} python3
:tags: [hide-input]
1 + 1
```

```{toctree}
two
```
"""
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'

# repair: what upstream still writes, as XPath on the page. The functions are those of body.py.
STILL_SO = {
    "name_tables, box": "//div[contains(@class, 'table-wrapper')][not(@tabindex)]",
    "name_tables, scope": "//th[not(@scope)]",
    "name_tables, empty": "//th[not(normalize-space())]",
    "name_formulas": "//div[contains(@class, 'math-wrapper')][not(@tabindex)]",
    "drop_repeated_ids": "//*[@id = preceding::*/@id or @id = ancestor::*/@id]",
    "plain_pictures": "//a[contains(@class, 'image-reference')]/img",
    "size_pictures": "//img[not(@width)]",
    "label_tasks": "//input[contains(@class, 'task-list-item-checkbox')][not(@aria-label)]",
    "settle_notes, aside": "//aside[contains(@class, 'footnote')]",
    "settle_notes, role": "//*[@role='doc-biblioentry']",
    "name_summaries, label": "//summary[@aria-label='Toggle hidden content']",
    "name_summaries, paragraph": "//summary/p",
    "move_styles": "//col[contains(@style, 'width')]",
    "base.html, script": "//script[not(@src)]",
    "base.html, style": "//style",
    "page.html, menu": "//input[@type='checkbox'][@role='switch'][not(@aria-checked)]",
    "theme/__init__.py, viewport": "//meta[@name='viewport'][2]",
}
# Ours from the start, or mending what our own rooms write.
OWN_FEATURES = {"title_charts", "pair_facts", "settle_upkeep", "refuse_scripts", "add_contents", "say_directions"}
OWN_FEATURES |= {"gather_head", "stack_tables"}


@pytest.fixture(scope="module")
def stock(builds, tmp_path_factory):
    """The pages above as stock Furo sets them, as one list of trees."""
    source = tmp_path_factory.mktemp("stock")
    for name, text in (
        ("conf.py", CONF),
        ("index.md", PAGE),
        ("one.md", NOTEBOOK),
        ("two.md", "# Two\n"),
        ("shape.svg", SHAPE),
    ):
        (source / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", source, source / "out"]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr[-2000:]
    parser = html.HTMLParser(encoding="utf-8")
    return [html.parse(str(source / "out" / name), parser).getroot() for name in ("index.html", "one.html")]


@pytest.mark.parametrize("repair", STILL_SO)
def test_repair_is_still_needed(stock, repair):
    still = [element for tree in stock for element in tree.xpath(STILL_SO[repair])]
    assert still, f"upstream has mended this: drop the repair '{repair}' and its lines here"


def test_pandas_still_brings_a_style_and_a_border():
    table = pandas.DataFrame({"a": [1]})._repr_html_()
    assert "<style scoped>" in table and 'border="1"' in table, "drop plain_frames"


def test_maths_still_come_from_an_outside_host_by_default():
    from sphinx.ext import mathjax

    assert mathjax.MATHJAX_URL.startswith("https://"), "maths.py may no longer be needed"


def test_every_repair_of_a_page_is_watched_here():
    called = set(re.findall(r"^    (?:toc = )?(\w+)\(tree", _source_of_repair(), re.MULTILINE))
    watched = {name.partition(",")[0] for name in STILL_SO} | {"plain_frames"}
    assert called - watched - OWN_FEATURES == set()


@pytest.mark.parametrize("name", sorted({name.partition(",")[0] for name in STILL_SO if ".py" not in name}))
def test_every_repair_links_its_upstream(name):
    if name.endswith(".html"):
        said = (body.Path(body.__file__).parent / "edi" / name).read_text(encoding="utf-8").partition("-#}")[0]
    else:
        said = getattr(body, name).__doc__
    assert re.search(r"https://(github\.com|docutils\.sourceforge\.io)/\S+", said)


def _source_of_repair() -> str:
    import inspect

    return inspect.getsource(body.repair)
