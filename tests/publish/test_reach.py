"""What code reaches is worked out from its text, and errs towards too much."""

import pytest

from edi_handbook.publish.building.reach import House, said

FILES = {
    "edi_handbook/__init__.py": "",
    "edi_handbook/dates.py": "import datetime",
    "edi_handbook/charts/__init__.py": "",
    "edi_handbook/charts/chart.py": "def late():\n    from edi_handbook import dates\n",
    "edi_handbook/charts/look.css": "",
    "edi_handbook/works.py": "WORKS = HERE.parents[1] / 'book' / 'references.bib'",
    "edi_handbook/forms/__init__.py": "from . import page\nfrom ..charts import chart",
    "edi_handbook/forms/page.py": "FOLDER = Path(HERE, 'book', 'reflections')\nONE = FOLDER / f'{name}.yml'",
    "edi_handbook/fonts/One.ttf": "",
    "edi_handbook/plugins.py": 'import importlib\nimportlib.import_module("edi_handbook.works")',
    "edi_handbook/print.py": "FONTS = Path(edi_handbook.__file__).parent / 'fonts'",
    "book/references.bib": "",
    "book/paths.yml": "",
    "book/reflections/one.yml": "",
    "data/set/rows.csv": "",
    "notebooks/sums.md": "",
    "notebooks/helper.py": "from edi_handbook import works",
    "notebooks/tools/__init__.py": "",
    "notebooks/tools/sums.py": "from edi_handbook import works",
}


@pytest.fixture
def house(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return House(tmp_path, FILES)


WITH_DATES = {"edi_handbook/__init__.py", "edi_handbook/charts/", "edi_handbook/dates.py"}
WITH_WORKS = {"edi_handbook/__init__.py", "edi_handbook/works.py", "book/references.bib"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import pandas", set()),
        ("from edi_handbook.charts import chart", WITH_DATES),
        ("import edi_handbook.charts.chart as c", WITH_DATES),
        ("from edi_handbook import charts", WITH_DATES),
        ("def f():\n    from edi_handbook.charts import chart", WITH_DATES),
        ("import edi_handbook.works", WITH_WORKS),
        ("from edi_handbook.forms import page", {*WITH_DATES, "edi_handbook/forms/", "book/reflections/"}),
        ("import edi_handbook.plugins", {"edi_handbook/plugins.py", *WITH_WORKS}),
        ("import edi_handbook.print", {"edi_handbook/__init__.py", "edi_handbook/print.py", "edi_handbook/fonts/"}),
        ("open('../data/set/rows.csv')", {"data/set/rows.csv"}),
        ("open(f'../data/{name}/rows.csv')", {"data/"}),
        ("Path('..') / 'data' / name / 'rows.csv'", {"data/"}),
        ("Path('..').joinpath('data', 'set').glob('*')", {"data/set/"}),
        ("open('helper.py')", {"notebooks/helper.py", *WITH_WORKS}),
        ("import helper", {"notebooks/helper.py", *WITH_WORKS}),
        ("from tools import sums", {"notebooks/tools/", *WITH_WORKS}),
        ("'''A docstring that speaks of data.'''", set()),
    ],
)
def test_what_code_reaches(house, code, expected):
    assert house.reached([code], "notebooks/") == expected


def test_code_that_cannot_be_read_reaches_everything(house):
    assert {"book/", "data/", "notebooks/", *house.rooms} <= house.reached(["("])


def test_a_module_that_cannot_be_read_reaches_everything(house):
    (house.root / "edi_handbook" / "works.py").write_text("(")
    assert {"book/", "data/", "notebooks/", *house.rooms} <= house.reached(["import edi_handbook.works"])


def test_a_star_reaches_every_room(house):
    assert house.rooms <= house.reached(["from edi_handbook import *"])


def test_relative_imports_are_told_from_where_they_stand():
    assert said("from ..charts import chart", "edi_handbook.forms").modules == {"edi_handbook.charts.chart"}
    assert said("from . import page", "edi_handbook.forms").modules == {"edi_handbook.forms.page"}
