"""`{{ place }}` prints the name of the place that the handbook is about."""

import pytest
from sphinx.errors import ConfigError

from edi_handbook.workforce import places, published

OWN = ["myst_nb", "sphinx_design", "edi_handbook.publish.markup.substitutions"]
PAGE = """# A

:::{admonition} Across {{ place }}
Somebody in {{ place }} knows, in **{{ place }}'s** trusts.
:::
"""


@pytest.fixture
def named(tmp_path, monkeypatch):
    """Writes a table of places, which stands for the handbook's until the test ends."""

    def write(*rows: str) -> None:
        (tmp_path / "data" / "places").mkdir(parents=True)
        table = "code,name,kind,ours\n" + "".join(f"{row}\n" for row in rows)
        (tmp_path / "data" / "places" / "places.csv").write_text(table, encoding="utf-8")
        monkeypatch.setattr(published, "DATA", tmp_path / "data")
        places.places.cache_clear()

    yield write
    places.places.cache_clear()


def test_another_place_is_named_by_its_row_alone(build, named):
    named("gm,Greater Manchester,system,yes", "bsol,Birmingham and Solihull,system,no")
    built = build({"index.md": PAGE}, extensions=OWN, myst_enable_extensions=["colon_fence"])
    assert "index.md" not in built.warnings
    shown = built.page()
    assert shown.count("Greater Manchester") == 3
    assert "{{" not in shown and "Birmingham" not in shown


def test_a_book_may_name_its_own(build):
    built = build({"index.md": PAGE}, extensions=OWN, myst_substitutions={"place": "Kitchen sink"})
    assert "Kitchen sink" in built.page() and places.system().name not in built.page()


def test_an_unknown_name_is_told_with_its_line(build):
    built = build({"index.md": "# A\n\nIn {{ town }}.\n"}, extensions=OWN)
    assert "index.md:3: WARNING" in built.warnings and "'town' is undefined" in built.warnings


def test_a_table_without_our_place_stops_the_build_in_one_sentence(build, named):
    named("bsol,Birmingham and Solihull,system,no")
    with pytest.raises(ConfigError, match=r"^data/places/places\.csv has 0 rows of kind system [^\n]*\.$"):
        build({"index.md": PAGE}, extensions=OWN)
