"""What the tests take is noted when they end, and kept beside what others took."""

import re
import time

from edi_handbook.measure import bench, times


def test_each_command_keeps_its_latest_time(tmp_path):
    assert times.read(tmp_path) == {}
    times.note(tmp_path, "check", time.time() - 600)
    times.note(tmp_path, "test", time.time() - 900)
    times.note(tmp_path, "check", time.time() - 41)
    assert times.read(tmp_path) == {"make check": 41, "make test": 900}


def test_bench_prints_them_and_says_where_there_are_none():
    figures = {"seconds": {}, "engine": {}, "pages": {"ours": {}, "stock": {}}, "lighthouse": {}, "ratios": {}}
    assert re.search(r"make test +900\.00\n", bench._table(figures | {"make": {"make test": 900}}))
    assert "left out: run make check and make test here first" in bench._table(figures | {"make": {}})
