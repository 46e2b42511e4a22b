"""`{one-number}`: sums, trusts and marks come from the data; what the data lack stops the build in a sentence."""

import pytest
from lxml import html

from edi_handbook.workforce import published
from edi_handbook.workforce.pooled import NoPool, Pool, pooled

MARKUP = ["facts", "one_number", "say"]
EXTENSIONS = ["myst_nb", "sphinxcontrib.bibtex", *(f"edi_handbook.publish.markup.{name}" for name in MARKUP)]
SOURCE = "@misc{survey,\n  title = {A survey},\n  author = {{A body}},\n  year = {2024}\n}\n"
TEXT = """# T

```{{one-number}} {key}
:bme: ethnic minority staff said so.
:white: White staff said the same.
{source}

Words below.
```

```{{bibliography}}
```
"""


@pytest.fixture
def page(build):
    def make(key: str = "nss2024:8:2024", source: str = ":source: survey"):
        files = {"index.md": TEXT.format(key=key, source=source), "references.bib": SOURCE}
        built = build(files, extensions=EXTENSIONS, bibtex_bibfiles=["references.bib"])
        return html.fromstring(built.page()), built.warnings

    return make


def test_the_number_its_marks_and_its_source(page):
    tree, warnings = page()
    assert warnings == ""
    [box] = tree.find_class("one-number")
    words = " ".join(box.text_content().split())
    assert words.startswith("In the 2024 survey of four NHS trusts in Birmingham and Solihull, about 1 in 6 ethnic")
    assert (
        "1 in 13 White staff said the same. Words below. Of those who answered: 943 of 5,703 (16.5%) and 773" in words
    )
    assert [len(svg) for svg in box.iter("svg")] == [6, 13]
    assert all(svg.get("aria-hidden") == "true" for svg in box.iter("svg")), "the words say the same"


@pytest.mark.parametrize(
    ("key", "source", "said"),
    [
        ("nss2024:8", ":source: survey", "'nss2024:8' is not dataset:indicator:year"),
        ("nss2024:8:2019", ":source: survey", "No published figure has"),
        ("nss2024:8:2024", "", "there is no :source: line; add it"),
    ],
)
def test_a_number_that_cannot_be_counted_is_a_sentence_and_no_number(page, key, source, said):
    tree, warnings = page(key, source)
    assert "index.md:3: WARNING: one number: " in warnings and said in warnings
    assert tree.find_class("one-number") == []


def test_counts_that_one_trust_lacks_stop_the_sum(monkeypatch):
    figures = published.figures
    monkeypatch.setattr(
        published,
        "figures",
        lambda *key, **wanted: [one for one in figures(*key, **wanted) if (one.place, one.group) != ("roh", "bme")],
    )
    with pytest.raises(NoPool, match="nss2024:8:2024 has no counts of 'bme' for 'roh'"):
        pooled("nss2024", "8", 2024, ("bme", "white"))


@pytest.mark.parametrize(
    ("numerator", "denominator", "one_in"), [(943, 5703, 6), (773, 10183, 13), (2, 5, 3), (4, 9, 2)]
)
def test_one_in_is_rounded_half_up(numerator, denominator, one_in):
    assert Pool("bme", (), "", 2024, numerator, denominator).one_in == one_in


def test_a_sentence_to_say_is_a_block_of_its_own(build):
    built = build(
        {"index.md": '# T\n\n```{say}\n"Please wait."\n```\n'},
        extensions=[one for one in EXTENSIONS if "bibtex" not in one],
    )
    assert built.warnings == ""
    [said] = html.fromstring(built.page()).find_class("say")
    assert said.find("p").text_content() == "“Please wait.”"
