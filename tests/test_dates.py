"""One clock: what is given wins, then the last commit; a slip is told and never a traceback."""

import datetime
import subprocess

import pytest

from edi_handbook import dates


@pytest.fixture(autouse=True)
def not_given(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize("said", ["yesterday", "-1", "1.5", "12³", "9" * 40])
def test_what_is_no_moment_is_told(monkeypatch, tmp_path, said):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    for ask in (dates.given, dates.now, lambda: dates.changed(tmp_path)):
        with pytest.raises(dates.DateError, match="give seconds since 1970, or take it away"):
            ask()


def test_the_moment_given_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", " 0 ")
    first = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    assert dates.given() == dates.changed(tmp_path) == dates.now() == first


def test_outside_a_repository_nothing_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert dates.changed(tmp_path) is None
    assert dates.commit(tmp_path) == ""


def test_a_repository_gives_its_last_commit(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "1700000000 +0000")
    as_someone = ["git", "-c", "user.name=A Maker", "-c", "user.email=maker@handbook.example"]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Start"]):
        subprocess.run([*as_someone, *command], cwd=tmp_path, check=True)
    assert dates.changed(tmp_path).timestamp() == 1_700_000_000
    assert len(dates.commit(tmp_path)) == 10


def test_now_has_whole_seconds():
    assert dates.now().microsecond == 0


def test_the_latest_day_is_never_before_the_last_commit(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@4000000000 +0000")  # 2096
    as_someone = ["git", "-c", "user.name=A Maker", "-c", "user.email=maker@handbook.example"]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Start"]):
        subprocess.run([*as_someone, *command], cwd=tmp_path, check=True)
    assert dates.latest(tmp_path) == datetime.date(2096, 10, 2)


def test_a_moment_that_is_given_does_not_change_the_latest_day(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert dates.latest(tmp_path) > datetime.date(1970, 1, 1)
