"""A time line: each mark stands on its day, none on another, and a target has a shape of its own."""

import datetime
import itertools

import pandas as pd
import pytest

from edi_handbook.charts import timeline

START, END = datetime.date(2027, 1, 1), datetime.date(2029, 12, 31)
TABLE = pd.DataFrame({"Step": ["1.1"], "What": ["a step"]})


def chart(marks, lane="1 A lane"):
    return timeline(
        pd.DataFrame([(lane, *mark) for mark in marks], columns=["lane", "date", "number", "is_target", "said"]),
        start=START,
        end=END,
        review=END,
        name="a-line",
        alt="A sentence that says what the time line shows, long enough to be of use.",
        caption="A caption",
        source="A source",
        table=TABLE,
        table_caption="A table caption",
    )


def marks(sheet) -> dict[str, tuple[float, float, str]]:
    """Where each mark stands, by what is said of it, and its shape."""
    found = [line for line in sheet.over.lines if (line.get_gid() or "").startswith("mark-")]
    return {
        said: (line.get_xdata()[0], line.get_ydata()[0], line.get_marker())
        for said, line in zip(sheet.says, found, strict=True)
    }


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_a_mark_stands_on_its_day(form):
    middle = START + (END - START) / 2
    found = marks(chart([(START, "1", False, "a"), (middle, "2", False, "b"), (END, "3", True, "c")]).sheets[form])
    assert found["b"][0] == pytest.approx((found["a"][0] + found["c"][0]) / 2, abs=0.5)
    assert [found[said][2] for said in "abc"] == ["o", "o", "D"]


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_marks_of_one_day_stand_below_each_other(form):
    day = datetime.date(2028, 6, 30)
    found = marks(chart([(day, str(number), False, str(number)) for number in range(24)]).sheets[form])
    heights = sorted(y for _, y, _ in found.values())
    assert all(below - above >= 23 for above, below in itertools.pairwise(heights))


def test_the_years_are_named_and_a_long_name_is_cut():
    sheet = chart([(START, "1", False, "a")], lane=f"1 {'Antidisestablishmentarianism ' * 9}").figure
    written = " ".join(line.text for line in sheet.written)
    assert all(year in written for year in ("2027", "2028", "2029"))
    assert "Antidisestablis…" in written and written.count("Antidis") < 5
