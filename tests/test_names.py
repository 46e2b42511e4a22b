"""pytest collects test files by their bare names, so two of one name stop the whole run."""

from collections import Counter
from pathlib import Path


def test_no_two_test_files_share_a_name():
    names = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_helper_modules_share_a_name():
    # They are imported by their bare names as well; pytest tells conftest files apart by itself.
    here = Path(__file__).parent
    helpers = [path for path in here.rglob("*.py") if not path.name.startswith(("test_", "conftest"))]
    names = Counter(path.name for path in helpers if "kitchen-sink" not in path.parts)
    assert [name for name, count in names.items() if count > 1] == []
