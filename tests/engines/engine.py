"""What a test may do in any engine, so that one body of a test runs in all."""

import io
import json
import time
from pathlib import Path

from PIL import Image

LONGEST = 30
"""Seconds to wait for what has to come."""

SHOW = """(it.scrollIntoView({ block: "center", behavior: "instant" }), new Promise((done) => {
  const look = () => { const { x, y, width, height } = it.getBoundingClientRect();
    done(document.elementFromPoint(x + width / 2, y + height / 2) !== null); };
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(look))); }))"""


class Engine:
    """One browser with one window. Questions of the browser's own (leave this page? erase?) are answered with yes."""

    name: str
    downloads: Path
    profile: Path
    """The folder of what the browser keeps, which outlives it."""

    def open(self, address: str) -> None:
        """Go to `address` and wait until the page has loaded."""
        raise NotImplementedError

    def evaluate(self, expression: str):
        """The value of a JavaScript expression, or of what it promises, as plain data."""
        raise NotImplementedError

    def click(self, css: str) -> None:
        """Click what `css` finds first, as a reader does."""
        raise NotImplementedError

    def type(self, css: str, text: str) -> None:
        """Click into a field and type by keys."""
        raise NotImplementedError

    def press(self, key: str) -> None:
        """Press a key, by its letter or its code point: https://www.w3.org/TR/webdriver2/#keyboard-actions"""
        raise NotImplementedError

    def reload(self) -> None:
        raise NotImplementedError

    def go_back(self) -> None:
        raise NotImplementedError

    def picture(self) -> bytes:
        """The window as a PNG."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def back(self) -> None:
        """One page back; returns when that page is there."""
        before = self.evaluate("location.href")
        self.go_back()
        self.until(f"location.href !== {json.dumps(before)} && document.readyState === 'complete'")

    def on(self, css: str, code: str):
        """What the JavaScript `code`, an expression, makes of `it`, which is what `css` finds first."""
        return self.evaluate(f"((it) => ({code}))(document.querySelector({json.dumps(css)}))")

    def show(self, css: str) -> None:
        """Scroll what `css` finds first into view, and wait until it stays: typing scrolls back to the caret, later."""
        until(lambda: self.on(css, SHOW), f"{css} to stay in view")

    def tick(self, css: str) -> None:
        """Tick a box that is not ticked."""
        assert not self.on(css, "it.checked"), css
        self.click(css)
        assert self.on(css, "it.checked"), css

    def put(self, css: str, value: str) -> None:
        """Give a field, or a list of choices, a value, where the way to it differs from browser to browser."""
        events = "['input', 'change'].forEach((name) => it.dispatchEvent(new Event(name, { bubbles: true })))"
        self.on(css, f"(it.value = {json.dumps(value)}, {events})")

    def give_file(self, css: str, name: str, text: str) -> None:
        """Choose a file of this name and text; a browser's own window for files is not ours."""
        file = f"new File({json.dumps([text])}, {json.dumps(name)})"
        self.evaluate(f"(window.given = new DataTransfer(), given.items.add({file}).kind)")
        self.on(css, "(it.files = given.files, it.dispatchEvent(new Event('change', { bubbles: true })))")

    def colour_at(self, css: str, right: float, down: float) -> str:
        """The colour on the screen, as `rgb(1, 2, 3)`, so many pixels from the left top of what `css` finds first."""
        self.on(css, "it.scrollIntoView({ block: 'nearest', behavior: 'instant' })")
        x, y, wide = self.on(css, "[it.getBoundingClientRect().x, it.getBoundingClientRect().y, innerWidth]")
        picture = Image.open(io.BytesIO(self.picture())).convert("RGB")
        scale = picture.width / wide
        return f"rgb{picture.getpixel((round((x + right) * scale), round((y + down) * scale)))}"

    def text(self, css: str) -> str:
        """What is shown of what `css` finds first, without space around it."""
        return self.on(css, "it.innerText.trim()")

    def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        until(lambda: self.evaluate(f"Boolean({expression})"), expression)

    def downloaded(self, name: str) -> str:
        """The text of a download, when it is whole."""
        path = self.downloads / name
        until(lambda: path.exists() and path.stat().st_size, f"a download of {name}")
        return path.read_text(encoding="utf-8")


def until(true, what: str) -> None:
    """Wait until `true()` is; raises `TimeoutError`, which says `what` was waited for."""
    end = time.monotonic() + LONGEST
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {LONGEST} seconds for {what}")
        time.sleep(0.05)
