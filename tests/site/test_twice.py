"""Two clean builds of one source are the same, byte for byte."""

import shutil

from tests.site.strict_book import ROOT, build_book


def test_two_clean_builds_are_identical(built_sink, tmp_path):
    source = tmp_path / "elsewhere" / "source"
    shutil.copytree(ROOT / "tests" / "kitchen-sink", source)
    again = build_book(source, tmp_path / "elsewhere")
    first, second = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (built_sink, again)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
