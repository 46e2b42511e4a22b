"""So many things of each kind, a mark for each: where a whole of a dozen or two is shared out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from edi_handbook.charts import style
from edi_handbook.charts.chart import Chart
from edi_handbook.charts.sheet import Sheet, sheet
from edi_handbook.charts.style import FormName
from edi_handbook.charts.words import SEMIBOLD, width

_STEP, _NAMES = 34.0, 250.0


def mark_rows(
    rows: Sequence[tuple[str, int]],
    *,
    measure: str,
    name: str,
    alt: str,
    caption: str,
    source: str,
    table_caption: str,
    heading: str = "Kind",
    note: str = "",
) -> Chart:
    """Draw `rows`: a name and how many there are of it, in their order. `measure` says what a mark is.

    Marks are counted by the eye, so more than some twenty are too many.
    """
    table = pd.DataFrame({heading: [name for name, _ in rows], "Number": [str(count) for _, count in rows]})
    return Chart(
        draw=lambda form: _draw(form, measure, rows),
        alt=alt,
        caption=caption,
        table=table,
        table_caption=table_caption,
        name=name,
        source=source,
        note=note,
    )


def _draw(form: FormName, measure: str, rows: Sequence[tuple[str, int]]) -> Sheet:
    made = sheet(form)
    size = made.form
    y = made.paragraph(0, measure, size=size.small, role="ink-soft") + 8
    numbers = max(width(str(count), size.text, SEMIBOLD) for _, count in rows)
    left = _NAMES if size.is_wide else 0.0
    most = max(1, int((size.width - left - numbers - 20) // _STEP))
    for place, (name, count) in enumerate(rows):
        if place:
            made.rule(y)
        y += 8
        if size.is_wide:
            end = made.paragraph(y, name, room=_NAMES - 20, weight=SEMIBOLD)
        else:
            y = end = made.paragraph(y, name, weight=SEMIBOLD) + 4
        made.write(size.width, y + size.text, str(count), weight=SEMIBOLD, anchor="right")
        for number in range(count):
            down, across = divmod(number, most)
            at = (left + 12 + across * _STEP, y + 12 + down * _STEP)
            (drawn,) = made.over.plot(
                [at[0]], [at[1]], clip_on=False, **{**style.LINES[0], "linestyle": "none", "markersize": 20}
            )
            if not number:
                made.say(drawn, f"{name}: {count}")
        y = max(end, y + (1 + max(0, count - 1) // most) * _STEP - 8) + 8
    return made.finish(y + 2)
