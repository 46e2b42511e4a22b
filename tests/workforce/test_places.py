"""The places that the tables name, and the one that the handbook is about."""

import pytest

from edi_handbook import actions
from edi_handbook.workforce import places, published

HEAD = "code,name,kind,ours\n"


@pytest.fixture
def table(tmp_path, monkeypatch):
    def write(rows: str) -> None:
        (tmp_path / "places").mkdir()
        (tmp_path / "places" / "places.csv").write_text(HEAD + rows, encoding="utf-8")

    monkeypatch.setattr(published, "DATA", tmp_path)
    places.places.cache_clear()
    yield write
    places.places.cache_clear()


def test_the_place_of_the_handbook_is_the_one_system_that_is_ours(table):
    table("gm,Greater Manchester,system,yes\nother,Elsewhere,system,no\nmft,Manchester University,trust,yes\n")
    assert places.system() == places.Place("gm", "Greater Manchester", "system", ours=True)


def test_all_but_countries_lie_below_england(table):
    kinds = ("country", "region", "system", "council-area", "trust", "integrated-care-board", "regulator", "new-kind")
    table("".join(f"{kind},A name,{kind},no\n" for kind in kinds))
    assert [one.code for one in places.places().values() if not one.below_england] == ["country"]


@pytest.mark.parametrize("rows", ["", "a,A,trust,yes\n", "a,A,system,yes\nb,B,system,yes\n"])
def test_no_system_or_two_is_one_sentence(table, rows):
    table(rows)
    with pytest.raises(ValueError, match=r"^data/places/places\.csv has [02] rows of .*; keep exactly one\.$"):
        places.system()


@pytest.mark.parametrize("row", ["a,A,trust,perhaps\n", "a,A,,yes\n", ",A,trust,yes\n", "a\n"])
def test_a_row_that_says_too_little_is_named(table, row):
    table(f"gm,Greater Manchester,system,yes\n{row}")
    with pytest.raises(ValueError, match=r"^data/places/places\.csv, row 3: give it a code, .*\.$"):
        places.places()


def test_the_systems_own_actions_carry_its_name():
    assert actions.SETS["system"] == places.system().name
