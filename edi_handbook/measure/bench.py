"""Measures builds and pages, beside Jupyter Book's defaults on the same content in the same run.

Writes `_build/bench.json` and prints a table. Seconds are wall time of a whole command. Bytes are as sent by a server
on this machine (gzip level 6) to a browser with an empty cache; what a page fetches from outside hosts is answered from
npm's copies (`outside.py`), and a page for which npm has not everything is not measured. Run it on a quiet machine; no
test depends on a figure.
"""

import contextlib
import functools
import gzip
import http.server
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import yaml
from myst_nb.core.config import ipywidgets_js_factory

from edi_handbook import whole
from edi_handbook.measure import engine, lighthouse, outside, scale, times
from edi_handbook.measure.shots import FLAGS, chromium
from edi_handbook.publish.building import build
from edi_handbook.workforce import published

IGNORED = shutil.ignore_patterns(".git", ".venv", "_build", ".cache", "__pycache__", ".pytest_cache", "conf.py")
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
PAGES = {
    "chapter": "book/reference/reading-list.html",
    "chapter with a chart": "book/strategy/fair-recruitment.html",
    "widget (a reflection)": "book/reflections/small-slights.html",
    "notebook with charts": "notebooks/reading-a-relative-likelihood.html",
    "glossary": "book/reference/glossary.html",
}


def run(source: Path, output: Path | None = None) -> dict:
    """Measure everything, write `_build/bench.json` under `output` (the book by default), print and return it."""
    with tempfile.TemporaryDirectory() as scratch:
        figures = {"seconds": _seconds(source, Path(scratch)), "engine": engine.measure(), "pages": {}}
        figures["seconds"] |= board_pack(Path(scratch) / "pack")
        for name in ("ours", "stock"):
            figures["pages"][name] = weigh(Path(scratch) / name / "_build" / "html", Path(scratch) / "npm")
        with _served(Path(scratch) / "ours" / "_build" / "html") as address:
            figures["lighthouse"] = lighthouse.audit(address)
    figures["make"] = times.read(source)
    seconds = figures["seconds"]
    figures["ratios"] = {
        "cold pages and PDFs, to bare jupyter-book": seconds["cold pages and PDFs"]
        / seconds["bare jupyter-book build"],
        "ten times the book, to once": seconds["Typst alone, handbook.pdf, 10 times"]
        / seconds["Typst alone, handbook.pdf"],
        "after one edit, to cold": seconds["after one chapter edit"] / seconds["cold pages and PDFs"],
        **{
            f"{page}: stock bytes to ours": figures["pages"]["stock"][page]["bytes"] / ours["bytes"]
            for page, ours in figures["pages"]["ours"].items()
            if page in figures["pages"]["stock"]
        },
    }
    place = (output or source) / "_build" / "bench.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    whole.write_text(place, json.dumps(figures, indent=2) + "\n")
    print(_table(figures))
    return figures


def _seconds(source: Path, scratch: Path) -> dict[str, float]:
    ours, bare, stock = scratch / "ours", scratch / "bare", scratch / "stock"
    for tree in (ours, bare, stock):
        shutil.copytree(source, tree, ignore=IGNORED)
    _use_stock_theme(stock / "_config.yml")
    _use_stock_widget(stock / PAGES["widget (a reflection)"])
    took = {}

    def timed(name: str, call) -> None:
        start = time.perf_counter()
        call()
        took[name] = round(time.perf_counter() - start, 2)

    def everything() -> None:
        build.build_html(ours)
        build.build_pdf(ours)

    timed("cold pages", lambda: build.build_html(ours))
    timed("PDFs after the pages", lambda: build.build_pdf(ours))
    took["cold pages and PDFs"] = round(took["cold pages"] + took["PDFs after the pages"], 2)
    for edition in build.timings(ours):
        took[f"assemble, set and finish {edition['file']}"] = round(
            edition["assemble_s"] + edition["typst_s"] + edition["finish_s"], 3
        )
    took |= scale.measure(ours / "_build" / "typstpdf" / "typst" / "handbook.typ")
    timed("unchanged", everything)
    chapter = ours / "book" / "strategy" / "midlands-strategy.md"
    whole.write_text(chapter, f"{chapter.read_text(encoding='utf-8')}\nOne more sentence.\n")
    timed("after one chapter edit", everything)
    plain = [*build.JUPYTER_BOOK, "build", "-q"]
    timed("bare jupyter-book build", lambda: subprocess.run([*plain, str(bare)], cwd=bare, check=True))
    timed("stock jupyter-book build", lambda: subprocess.run([*plain, str(stock)], cwd=stock, check=True))
    return took


def board_pack(folder: Path) -> dict[str, float]:
    """Seconds from an invented return of all its years to the whole board pack, by the command that a lead types."""
    counts = published.table("synthetic-system", "synthetic-system")
    mine = counts[counts["organisation_code"] == counts["organisation_code"].min()].drop(columns="is_synthetic")
    folder.mkdir(parents=True, exist_ok=True)
    path = whole.write_text(folder / "return.csv", mine.to_csv(index=False, lineterminator="\n"))
    program = [sys.executable, "-c", "from edi_handbook.cli import main; main()"]
    command = [*program, "return", "report", str(path), "--out", str(folder / "out")]
    start = time.perf_counter()
    subprocess.run([*command, "--region", "midlands"], check=True, capture_output=True)
    return {"return report, from an invented return": round(time.perf_counter() - start, 2)}


def _use_stock_theme(config: Path) -> None:
    """Jupyter Book's own theme and extensions; ours only where the pages could not be read without."""
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    wanted = {k: v for k, v in settings["sphinx"]["config"].items() if k.startswith(("bibtex", "nb_render", "numfig"))}
    # The stock addresses without their hashes: npm has RequireJS in another form than its host.
    wanted["nb_ipywidgets_js"] = {address: {} for address in ipywidgets_js_factory()}
    settings["sphinx"] = {"config": wanted, "extra_extensions": ["edi_handbook.publish"]}
    whole.write_text(config, yaml.safe_dump(settings))


WIDGET = """```{code-cell} python3
import ipywidgets
from edi_handbook.reflect.widget import ReflectionWidget

ipywidgets.VBox([ReflectionWidget("REFLECTION")])
```"""


def _use_stock_widget(page: Path) -> None:
    """The page's reflection as Jupyter Book shows a widget: by a code cell and the stock widget manager.

    In a box, because the widget alone offers the page's own form, which MyST-NB would take.
    """
    path = page.with_suffix(".md")
    text = path.read_text(encoding="utf-8")
    fence = f"```{{reflection}} {path.stem}\n```"
    if fence not in text:
        raise ValueError(f"{path.name}: the measurement expects the lines {fence!r}")
    kernel = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n"
    text = text.replace("---\n", kernel, 1).replace(fence, WIDGET.replace("REFLECTION", path.stem))
    whole.write_text(path, text)


class _Gzipped(http.server.SimpleHTTPRequestHandler):
    """Sends text compressed, as any static host does."""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *args) -> None:
        pass


@contextlib.contextmanager
def _served(site: Path):
    """Where `site` is served, on this machine only; ends with a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Gzipped, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def weigh(site: Path, npm: Path) -> dict[str, dict[str, int]]:
    """Bytes (gzip) and requests of a first visit to each kind of page of `site`, with an empty cache.

    `npm` keeps packages. A page that asks an outside host for what npm does not have is left out.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        weights = visit(browser, site, npm)
        browser.close()
    return weights


def visit(browser, site: Path, npm: Path) -> dict[str, dict[str, int]]:
    """As `weigh`, in a `browser` of Playwright that is open."""
    weights = {}
    elsewhere = outside.Outside(npm)
    with _served(site) as address:
        for name, page in PAGES.items():
            if not (site / page).exists():
                continue
            tab = browser.new_context().new_page()
            seen = []
            tab.on("requestfinished", lambda request, seen=seen: seen.append(request))
            answered, unanswered = elsewhere.watch(tab, address)
            tab.goto(address + page, wait_until="networkidle")
            if not unanswered:
                own = [request for request in seen if request.url.startswith(address)]
                weights[name] = {
                    "bytes": sum(request.sizes()["responseBodySize"] for request in own) + sum(answered.values()),
                    "requests": len(own) + len(answered),
                }
    return weights


def _table(figures: dict) -> str:
    lines = ["", "Seconds"]
    lines += [f"  {name:<48} {value:>8.2f}" for name, value in figures["seconds"].items()]
    lines += ["", "Seconds, the workforce engine"]
    lines += [f"  {name:<48} {value:>8.2f}" for name, value in figures["engine"].items()]
    lines += ["", "Seconds, the tests as they last ended well here"]
    lines += [f"  {name:<48} {value:>8.2f}" for name, value in figures["make"].items()] or [
        "  left out: run make check and make test here first"
    ]
    lines += ["", f"{'First visit':<24} {'ours':>18} {'stock':>18}"]
    for name, ours in figures["pages"]["ours"].items():
        cells = [
            f"{weight['bytes'] / 1024:,.0f} KiB in {weight['requests']}" if weight else "not measured"
            for weight in (ours, figures["pages"]["stock"].get(name))
        ]
        lines.append(f"  {name:<22} {cells[0]:>18} {cells[1]:>18}")
    lines += ["", "Lighthouse, on a phone (performance, accessibility, best practices, SEO)"]
    lines += [
        f"  {name:<48} {' '.join(str(scores[category]) for category in lighthouse.CATEGORIES)}"
        for name, scores in figures["lighthouse"].items()
    ] or ["  left out: it needs npx, of Node.js, and a Chromium"]
    lines += ["", "Ratios"]
    lines += [f"  {name:<48} {value:>8.2f}" for name, value in figures["ratios"].items()]
    return "\n".join([*lines, ""])
