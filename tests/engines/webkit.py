"""WebKit as Debian ships it: WebKitGTK's small browser, by WebDriver, on a screen that nobody sees.

https://www.w3.org/TR/webdriver2/
"""

import base64
import contextlib
import json
import os
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from tests.engines.engine import LONGEST, Engine, until

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name that the standard gives to the key of an element."""


class WebKit(Engine):
    name = "WebKit"

    def __init__(self, home: Path, downloads: Path, system: str = "light"):
        self.profile, self.downloads = home, downloads
        environment = {**os.environ, "HOME": str(home), "GTK_A11Y": "none", "GTK_THEME": f"Adwaita:{system}"}
        for name in ("CONFIG", "CACHE", "DATA"):
            environment[f"XDG_{name}_HOME"] = str(home / name)
        (home / "CONFIG").mkdir(parents=True)
        (home / "CONFIG" / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"\n')
        with contextlib.ExitStack() as stack:
            number, wrote = os.pipe()
            command = [SCREEN, "-displayfd", str(wrote), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
            screen = subprocess.Popen(command, pass_fds=[wrote], stderr=subprocess.DEVNULL)
            stack.callback(_end, screen)
            os.close(wrote)
            with os.fdopen(number) as said:
                environment["DISPLAY"] = f":{said.readline().strip()}"
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            driver = self.driver = subprocess.Popen(
                [DRIVER, f"--port={port}"], env=environment, stderr=subprocess.DEVNULL
            )
            stack.callback(_end, driver)
            until(lambda: _listens(port), f"{DRIVER} to listen")
            self.base = f"http://127.0.0.1:{port}/session"
            wanted = {"alwaysMatch": {"unhandledPromptBehavior": "accept"}}
            self.base += "/" + self._send("POST", "", {"capabilities": wanted})["sessionId"]
            self._send("POST", "/timeouts", {"pageLoad": LONGEST * 1000, "script": LONGEST * 1000})
            self._ends = stack.pop_all()

    def _send(self, method: str, path: str, body: dict | None = None):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        asked = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=2 * LONGEST) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            said = json.load(error)["value"]
            raise RuntimeError(f"{path}: {said['error']}: {said['message']}") from error

    def open(self, address):
        self._send("POST", "/url", {"url": address})

    def evaluate(self, expression):
        script = f"return Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null));"
        return json.loads(self._send("POST", "/execute/sync", {"script": script, "args": []}))

    def _find(self, css: str) -> str:
        return "/element/" + self._send("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]

    def click(self, css):
        self.show(css)
        self._send("POST", f"{self._find(css)}/click")

    def type(self, css, text):
        self._send("POST", f"{self._find(css)}/value", {"text": text})

    def press(self, key):
        steps = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._send("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": steps}]})

    def reload(self):
        self._send("POST", "/refresh")

    def go_back(self):
        self._send("POST", "/back")

    def picture(self):
        return base64.b64decode(self._send("GET", "/screenshot"))

    def close(self):
        if self.driver.poll() is None:
            with self._ends:
                self._send("DELETE", "")


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait()
