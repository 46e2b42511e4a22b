"""Boards, against the published shares typed again, and sums done here."""

import csv
import math
from fractions import Fraction

from edi_handbook.workforce import published

NOTEBOOK = "who-decides"

# Read again in the sources, not from data/: board, staff.
ENGLAND = {
    2016: (7.1, 17.7),
    2017: (7.0, 18.0),
    2018: (7.4, 19.1),
    2019: (8.4, 19.7),
    2023: (15.6, 26.4),
    2024: (16.5, 28.6),
}


def number(cell):
    return float(cell.split("%")[0].split(" ")[0].replace("−", "-"))


def test_england(notebook):
    rows = notebook.rows("boards-and-staff-england")
    assert list(rows) == [str(year) for year in range(2016, 2025)]
    for year, (board, staff) in ENGLAND.items():
        row = rows[str(year)]
        assert [number(row[0]), number(row[1])] == [board, staff]
        assert abs(number(row[2]) - (board - staff)) < 0.051
        assert row[3] == f"{board / staff:.2f}"
    for year in (2020, 2021, 2022):
        assert rows[str(year)][0] == rows[str(year)][2] == rows[str(year)][3] == "–"


def test_what_is_said_of_england_is_so(notebook):
    (first, first_staff), (last, last_staff) = ENGLAND[2016], ENGLAND[2024]
    assert last > 2 * first
    assert last - last_staff < first - first_staff
    assert abs(first / first_staff - 2 / 5) < 0.01
    assert 0.55 < last / last_staff < 0.6
    assert published.figure("wres:england:9:2019:unknown").value > 8.4 / 2


def test_a_blind_draw_has_nobody_less_often(notebook):
    chance = (1 - 0.197) ** 10
    assert f"nobody of ten is BME: {100 * chance:.0f}%" in "".join(notebook.printed)
    assert round(1 / chance) == 9
    rows = notebook.rows("boards-with-nobody")
    assert rows["2019"] == ["73 of 227", "32.2%"]
    assert rows["2018"] == ["96 of 231", "41.6%"]


def test_one_person(notebook):
    rows = notebook.rows("one-person-moves-a-board")
    for k in range(7):
        below = sum(math.comb(14, j) * Fraction(28, 100) ** j * Fraction(72, 100) ** (14 - j) for j in range(k + 1))
        assert rows[str(k)][0] == f"{100 * k / 14:.1f}%"
        assert abs(number(rows[str(k)][1]) - (100 * k / 14 - 28)) <= 0.05
        assert abs(number(rows[str(k)][2]) - float(100 * below)) <= 0.05
    assert "−6.6 points with three members and 0.6 with four" in notebook.text


def test_the_christie_moved_by_one_person_of_fourteen_or_fifteen(notebook):
    before, after = (published.figure(f"wres:christie:9:{year}:bme:gap").value for year in (2021, 2022))
    assert f"That is {after - before:.2f} points" in notebook.text
    assert 100 / 15 < after - before < 100 / 14


def newcombe(k, n, j, m):
    """Newcombe's method 10, from Wilson's limits by the formula."""
    z = 1.959964

    def wilson(a, b):
        p, middle = a / b, (a + z * z / 2) / (b + z * z)
        half = z / (b + z * z) * math.sqrt(a * (b - a) / b + z * z / 4)
        return p, middle - half, middle + half

    (p, p_low, p_high), (q, q_low, q_high) = wilson(k, n), wilson(j, m)
    return (
        p - q - math.sqrt((p - p_low) ** 2 + (q_high - q) ** 2),
        p - q + math.sqrt((p_high - p) ** 2 + (q - q_low) ** 2),
    )


def test_invented_boards(notebook):
    path = published.DATA / "synthetic-system" / "synthetic-system.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        wanted = [row for row in csv.DictReader(handle) if row["year"] == "2025" and row["indicator"] == "9"]
    rows = notebook.rows("six-invented-boards")
    clear = 0
    for name, (board, _, _, gap, interval) in rows.items():
        mine = {(row["measure"], row["group"]): int(row["count"]) for row in wanted if row["organisation_name"] == name}
        k, j = mine["board_voting", "bme"], mine["headcount", "bme"]
        n, m = (
            sum(mine[measure, group] for group in ("white", "bme", "unknown"))
            for measure in ("board_voting", "headcount")
        )
        low, high = newcombe(k, n, j, m)
        assert board == f"{k} of {n}"
        assert abs(number(gap) - 100 * (k / n - j / m)) <= 0.05
        assert interval.replace("−", "-") == f"{100 * low:.1f} to {100 * high:.1f}"
        clear += low > 0 or high < 0
    assert len(rows) - clear == 4
    assert all("invented" in name.lower() for name in rows)
