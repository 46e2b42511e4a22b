"""The files that set up a hub: they can be read, and each command in them is one that the handbook has."""

import asyncio
import json
import re
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from jupyterhub.app import JupyterHub
from traitlets.config import Config
from typer.testing import CliRunner

from edi_handbook.cli import app
from edi_handbook.publish.building import build
from edi_handbook.workshop import folder

ROOT = build.root()
SCRIPTS = [".binder/postBuild", ".binder/start", "hub/littlest/README.md"]


@pytest.mark.parametrize("name", [".binder/postBuild", ".binder/start"])
def test_the_shell_can_read_it_and_the_image_can_run_it(name):
    path = ROOT / name
    assert subprocess.run(["bash", "-n", path], capture_output=True).returncode == 0
    assert path.stat().st_mode & 0o111, f"{name} is not executable"


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_command_of_the_handbook_has_these_options(name):
    lines = re.findall(r"edi-handbook ([a-z].*)", (ROOT / name).read_text())
    for line in lines:
        command, *rest = shlex.split(line)
        known = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
        for option in (word for word in rest if word.startswith("--")):
            assert option in known, f"{name}: {line}"


def test_the_image_takes_the_handbook_s_own_pins():
    named = (ROOT / ".binder" / "requirements.txt").read_text().splitlines()[-1]
    assert named.startswith("-r ")
    assert (ROOT / ".binder" / named.removeprefix("-r ")).resolve() == ROOT / "requirements.txt"
    assert (ROOT / ".binder" / "runtime.txt").read_text().strip() in {"python-3.11", "python-3.12", "python-3.13"}


KUBERNETES = yaml.safe_load((ROOT / "hub" / "kubernetes" / "values.yaml").read_text())
LITTLEST = (ROOT / "hub" / "littlest" / "README.md").read_text()


def test_the_settings_can_be_read_and_hold_a_participant_to_the_same_limit():
    assert f"tljh-config set limits.memory {KUBERNETES['singleuser']['memory']['limit']}\n" in LITTLEST
    assert KUBERNETES["singleuser"]["image"]["name"] == "", "an image that nobody has built is named"
    assert json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())["postCreateCommand"] == "make html"


def of_kubernetes(**passwords) -> Config:
    """What JupyterHub is told, in the chart's order: the values of `hub.config`, then the code of `extraConfig`."""
    c = Config()
    for name, settings in KUBERNETES["hub"]["config"].items():
        c[name].update(settings)
    c.SharedPasswordAuthenticator.update(passwords)
    for _, code in sorted(KUBERNETES["hub"]["extraConfig"].items()):
        exec(code, {"c": c})
    return c


def of_the_load_test(folder, monkeypatch) -> Config:
    c = Config()
    monkeypatch.setenv("LOAD_TEST_FOLDER", str(folder))
    monkeypatch.setenv("LOAD_TEST_PORT", "18000")
    exec((ROOT / "hub" / "load" / "jupyterhub_config.py").read_text(), {"get_config": lambda: c})
    return c


def let_in(c: Config, **form) -> dict | None:
    """Whom JupyterHub itself lets in, with these settings and this form."""
    kind = JupyterHub(config=c).authenticator_class
    asked = kind(config=c).get_authenticated_user(None, form)
    with ThreadPoolExecutor(1) as another:  # in this one the loop of a browser's driver may be running
        return another.submit(asyncio.run, asked).result()


@pytest.mark.parametrize("passwords", [{}, {"user_password": ""}, {"user_password": None}])
def test_kubernetes_does_not_start_without_a_password(passwords):
    with pytest.raises(SystemExit, match=r"No password is set: give hub\.config"):
        of_kubernetes(**passwords)


def test_kubernetes_does_not_start_with_a_password_that_is_easily_guessed():
    with pytest.raises(ValueError, match="at least 8 characters"):
        let_in(of_kubernetes(user_password="welcome"), username="anybody", password="welcome")


def test_kubernetes_lets_in_who_has_the_password_and_nobody_else():
    c = of_kubernetes(user_password="made for this group")
    assert let_in(c, username="anybody", password="made for this group")["name"] == "anybody"
    for wrong in ("", "anything", "made for this group "):
        assert let_in(c, username="anybody", password=wrong) is None


def test_nobody_is_an_administrator_by_that_password():
    c = of_kubernetes(user_password="made for this group")
    assert not let_in(c, username="admin", password="made for this group")["admin"]


def test_no_password_of_a_server_is_kept_here():
    assert "password" not in str(KUBERNETES["hub"]["config"]).lower().replace("shared-password", "")


def test_the_load_test_lets_its_participants_in_and_nobody_else(tmp_path, monkeypatch):
    c = of_the_load_test(tmp_path, monkeypatch)
    assert c.JupyterHub.bind_url.startswith("http://127.0.0.1:")
    assert let_in(c, username="participant-001", password="load-test")
    assert let_in(c, username="participant-001", password="") is None


def test_one_jupyterhub_is_tested_and_measured():
    pins = [(ROOT / name).read_text() for name in ("requirements-test.txt", "hub/load/requirements.txt")]
    assert len({re.search(r"^jupyterhub==\S+", text, re.MULTILINE)[0] for text in pins}) == 1


WANTED = ("https.enabled true", "https.letsencrypt.domains", "reload proxy", "users.allowed")
COMMANDS = re.findall(r"^(?:sudo |curl |for ).*$", LITTLEST, re.MULTILINE)


def test_the_littlest_keeps_every_setting_that_is_there():
    assert not [line for line in COMMANDS if "config.yaml" in line], "it would replace HTTPS and all the rest"
    place = "/opt/tljh/config/jupyterhub_config.d/"
    assert [line.split()[-1] for line in COMMANDS if "/opt/tljh/config" in line] == [place]


def test_the_littlest_has_https_before_it_has_people_and_adds_them():
    order = [COMMANDS.index(next(line for line in COMMANDS if words in line)) for words in WANTED]
    assert order == sorted(order)
    assert COMMANDS[-1] == "sudo tljh-config reload"


def test_everybody_lands_on_the_start_page():
    c = Config()
    exec((ROOT / "hub" / "littlest" / "start_page.py").read_text(), {"c": c})
    room = re.search(r"workshop --folder /etc/skel/(\S+)", LITTLEST)[1]
    assert c.Spawner.default_url == KUBERNETES["singleuser"]["defaultUrl"] == f"/lab/tree/{room}/{folder.START}"
