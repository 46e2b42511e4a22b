"""Firefox as its makers ship it, driven by WebDriver BiDi: it speaks that itself, and needs no other program.

https://w3c.github.io/webdriver-bidi/
"""

import base64
import contextlib
import itertools
import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

from websockets.sync.client import connect

from tests import machine
from tests.engines.engine import LONGEST, Engine, until

# The profile is a reader's as it comes, but for what would ask hosts of the browser's own, and these waits.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.download.folderList": 2,  # the folder that is named below
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.sessionstore.idleDelay": 86_400,  # seconds until a reader who does nothing is written down less often
    "browser.sessionstore.interval": 1000,  # milliseconds between two writings of what is open; 15,000 as it comes
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 3,  # the windows of the last time
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,none",
}
SPEAKS = "WebDriverBiDiServer.json"
"""The file of a profile that says where the browser listens."""


class Firefox(Engine):
    name = "Firefox"

    def __init__(self, profile: Path, downloads: Path):
        self.profile, self.downloads = profile, downloads
        profile.mkdir(parents=True, exist_ok=True)
        lines = {**PREFERENCES, "browser.download.dir": str(downloads)}.items()
        (profile / "user.js").write_text("".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in lines))
        self._start()

    def _start(self):
        place = self.profile / SPEAKS
        place.unlink(missing_ok=True)
        program = next(filter(None, map(shutil.which, machine.ENGINES["Firefox"]["firefox-esr"])))
        self.process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", str(self.profile), "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: place.exists() and place.read_text().rstrip().endswith("}"), "Firefox to listen")
        where = json.loads(place.read_text())
        self.connection = contextlib.ExitStack()
        address = f"ws://{where['ws_host']}:{where['ws_port']}/session"
        self.socket = self.connection.enter_context(connect(address, max_size=None))
        self.numbers = itertools.count()
        self._call("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "accept"}}})
        self.tab = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def _call(self, method: str, **parameters) -> dict:
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (got := json.loads(self.socket.recv(timeout=LONGEST))).get("id") != number:
            pass  # an event, which nobody waits for
        if got["type"] == "error":
            raise RuntimeError(f"{method}: {got['error']}: {got['message']}")
        return got["result"]

    def open(self, address):
        self._call("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, expression):
        expression = f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        target = {"context": self.tab}
        got = self._call("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if got["type"] == "exception":
            raise RuntimeError(got["exceptionDetails"]["text"])
        return json.loads(got["result"]["value"])

    def click(self, css):
        self.show(css)
        locator = {"type": "css", "value": css}
        [node] = self._call("browsingContext.locateNodes", context=self.tab, locator=locator, maxNodeCount=1)["nodes"]
        origin = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        steps = [{"type": "pointerMove", "x": 0, "y": 0, "origin": origin}]
        steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act(type="pointer", id="mouse", actions=steps)

    def _act(self, **source):
        self._call("input.performActions", context=self.tab, actions=[source])

    def press(self, key):
        self._act(type="key", id="keys", actions=[{"type": kind, "value": key} for kind in ("keyDown", "keyUp")])

    def type(self, css, text):
        self.click(css)
        steps = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._act(type="key", id="keys", actions=steps)

    def reload(self):
        self._call("browsingContext.reload", context=self.tab, wait="complete")

    def go_back(self):
        self._call("browsingContext.traverseHistory", context=self.tab, delta=-1)

    def picture(self):
        return base64.b64decode(self._call("browsingContext.captureScreenshot", context=self.tab)["data"])

    def crash(self):
        """End every process at once, as when the machine goes off, and start again with what the profile holds."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.connection.close()
        self._start()

    def close(self):
        """As a reader closes it, so that it writes what it writes then."""
        if self.process.poll() is None:
            self._call("browser.close")
            self.process.wait(LONGEST)
            self.connection.close()
