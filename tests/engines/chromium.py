"""Chromium, by Playwright, with the pages that it keeps for Back, which Playwright would leave out."""

from pathlib import Path

from tests import machine
from tests.engines.engine import Engine

KEYS = {"\ue014": "ArrowRight", "\ue012": "ArrowLeft", "\ue007": "Enter", "\ue006": "Enter"}
KEYS |= {"\ue015": "ArrowDown", "\ue013": "ArrowUp", "\ue00c": "Escape"}


class Chromium(Engine):
    name = "Chromium"

    def __init__(self, playwright, profile: Path, downloads: Path):
        self.profile, self.downloads = profile, downloads
        self.context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=machine.find_chromium(playwright),
            args=machine.CHROMIUM_FLAGS,
            ignore_default_args=["--disable-back-forward-cache"],
            viewport={"width": 1200, "height": 800},
        )
        self.page = self.context.pages[0]
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.on("download", lambda file: file.save_as(downloads / file.suggested_filename))

    def open(self, address):
        self.page.goto(address)

    def evaluate(self, expression):
        return self.page.evaluate(f"async () => ({expression})")

    def click(self, css):
        self.page.locator(css).first.click()

    def type(self, css, text):
        self.click(css)
        self.page.keyboard.type(text)

    def press(self, key):
        self.page.keyboard.press(KEYS.get(key, key))

    def reload(self):
        self.page.reload()

    def go_back(self):
        self.page.go_back(wait_until="commit")

    def picture(self):
        return self.page.screenshot()

    def close(self):
        self.context.close()
