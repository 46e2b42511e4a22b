"""What the tests need of the machine is brought where it can be; what cannot run is left out with one sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import machine, system_fonts

ROOT = Path(__file__).parents[1]
APT = """#!/bin/sh
echo "$*" >> "{log}"
case "$*" in *"{broken}") echo "E: Unable to locate package {broken}" >&2; exit 100;; esac
"""
NODE = """#!/bin/sh
echo "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file" >&2
exit 127
"""


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def apt(tmp_path, monkeypatch):
    """The calls of an apt-get that installs nothing and knows no libatomic1; no other program is on the machine."""
    program(tmp_path / "bin" / "apt-get", APT.format(log=tmp_path / "log", broken="libatomic1"))
    (tmp_path / "bin" / "env").symlink_to("/usr/bin/env")
    (tmp_path / "bin" / "sh").symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("EDI_SETUP", raising=False)
    monkeypatch.setattr(machine, "_has_library", lambda name: False)
    return lambda: (tmp_path / "log").read_text().splitlines() if (tmp_path / "log").exists() else []


@pytest.fixture
def before_the_environment(monkeypatch):
    """As `.ci/run` runs it: Playwright is not installed yet."""
    monkeypatch.setattr(machine.importlib.util, "find_spec", lambda name: None if name == "playwright" else object())


@pytest.mark.browser
def test_packages_come_one_by_one_and_one_that_fails_keeps_none_away(apt, before_the_environment, monkeypatch, capsys):
    monkeypatch.setattr(machine, "as_root", lambda: [])
    wanted = ["chromium", "firefox-esr", "webkit2gtk-driver", "xvfb", "libatomic1"]
    assert machine.missing_packages() == wanted
    assert machine.main() == 0
    assert [call.split()[-1] for call in apt()] == ["update", *wanted]
    said = capsys.readouterr().out
    assert f"with apt-get (once): {', '.join(wanted)}" in said
    assert "apt-get could not install libatomic1: E: Unable to locate package libatomic1" in said


def test_where_all_is_there_nothing_is_installed(apt, before_the_environment, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(machine, "as_root", lambda: [])
    monkeypatch.setattr(machine, "_has_library", lambda name: True)
    for name in ("chromium", "firefox-esr", "WebKitWebDriver", "Xvfb"):
        program(tmp_path / "bin" / name, "#!/bin/sh\n")
    assert machine.main() == 0
    assert (apt(), capsys.readouterr().out) == ([], "")


@pytest.mark.parametrize("why", ["no rights", "no leave"])
def test_without_rights_or_leave_nothing_is_installed(apt, before_the_environment, monkeypatch, why):
    monkeypatch.setattr(machine, "as_root", lambda: None if why == "no rights" else [])
    if why == "no leave":
        monkeypatch.setenv("EDI_SETUP", "no")
    assert machine.main() == 0
    assert apt() == []


def bare(tmp_path: Path, **settings: str) -> dict[str, str]:
    """The environment of a machine without a browser, and without leave to fetch one."""
    hidden = {"PATH": str(tmp_path / "nothing"), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "EDI_SETUP": "no"}
    return {**os.environ, **hidden, **settings}


@pytest.mark.parametrize("ci", ["", "true"])
def test_setup_says_what_will_be_left_out_and_stops_in_ci(tmp_path, ci):
    command = [sys.executable, ROOT / "tests" / "machine.py"]
    done = subprocess.run(command, env=bare(tmp_path, CI=ci), capture_output=True, text=True)
    [said] = done.stderr.splitlines()
    assert said.startswith("The browser tests will be left out: No Chromium is on this machine.")
    assert done.returncode == (1 if ci else 0)


@pytest.mark.parametrize("missing", ["firefox-esr", "WebKitWebDriver", "Xvfb"])
def test_an_engine_that_is_not_there_is_said(tmp_path, monkeypatch, missing):
    for name in {"firefox-esr", "WebKitWebDriver", "Xvfb"} - {missing}:
        program(tmp_path / "bin" / name, "#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    lacking = []
    for name in machine.ENGINES:
        try:
            machine.check_engine(name)
        except machine.NoBrowserError as error:
            lacking.append(str(error))
    [said] = lacking
    assert re.match(rf"No {missing} is on this machine, for tests in (Firefox|WebKit)\.", said)
    assert "apt install " in said


@pytest.mark.browser
def test_playwright_runs_on_the_node_of_a_wheel_where_its_own_lacks_a_library(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(program(tmp_path / "node", NODE)))
    with monkeypatch.context() as alone:
        alone.setattr(machine, "node_of_wheel", lambda: None)
        with pytest.raises(machine.NoBrowserError, match=r"libatomic\.so\.1: cannot open .* apt install libatomic1"):
            machine.check_driver()
    machine.check_driver()


@pytest.mark.long
@pytest.mark.parametrize("ci", ["", "true"])
def test_browser_tests_are_left_out_with_a_sentence_and_their_number_and_fail_in_ci(tmp_path, ci):
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "tests/measure/test_outside.py"]
    done = subprocess.run(command, cwd=ROOT, env=bare(tmp_path, CI=ci), capture_output=True, text=True)
    assert "The browser tests were left out. No Chromium is on this machine." in done.stdout
    assert done.returncode == (1 if ci else 0)
    if ci:
        assert re.search(r"\b2 errors\b", done.stdout) and "Traceback" not in done.stdout
    else:
        assert re.search(r"!!! 2 browser tests left out !!!", done.stdout)


WIDTH = "(family) => { const ink = new OffscreenCanvas(1, 1).getContext('2d'); ink.font = `100px ${family}`;" \
        "return ink.measureText('Whether staff are treated fairly').width; }"  # fmt: skip


def test_a_browser_has_the_fonts_of_its_system_and_no_others(browsers):
    """The two differ clearly, so that a layout which holds in both does not rest on the width of a font."""
    widths = {}
    for fonts in system_fonts.SYSTEMS:
        page = browsers(fonts).new_page()
        asked = (f"'{fonts}'", "sans-serif", "serif", "system-ui", "'Liberation Sans', 'Noto Sans'")
        found = {family: page.evaluate(WIDTH, family) for family in asked}
        assert len(set(found.values())) == 1, found
        widths[fonts] = found["sans-serif"]
        page.close()
    narrow, _, wide = sorted(widths.values())
    assert wide / narrow > 1.2
