"""Lighthouse on five kinds of page, for `make bench`: it comes from npm, so no test needs it.

The settings are Lighthouse's own for a phone: a slow network and a slow processor are simulated, so the figures vary
little with the machine. Each page is measured `RUNS` times; the middle run by performance counts.
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from edi_handbook.measure.shots import FLAGS, chromium

# The newest that runs on Node 20.
PACKAGE = "lighthouse@12.8.2"
RUNS = 3
PAGES = {
    "start": "book/index.html",
    "chapter": "book/learn/microaggressions.html",
    "chapter with a chart": "book/strategy/fair-recruitment.html",
    "reflection": "book/reflections/small-slights.html",
    "notebook with charts": "notebooks/who-gets-appointed.html",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def audit(address: str, pages: dict[str, str] = PAGES) -> dict[str, dict[str, int]]:
    """Scores from 0 to 100 for each kind of page served below `address`; empty where there is no npx or browser."""
    browser = chromium()
    if not shutil.which("npx") or browser is None:
        return {}
    return {name: _score(address + page, browser) for name, page in pages.items()}


def _score(url: str, browser: str) -> dict[str, int]:
    runs = sorted((_run(url, browser) for _ in range(RUNS)), key=lambda run: run["performance"])
    return runs[len(runs) // 2]


def _run(url: str, browser: str) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["npx", "--yes", PACKAGE, url, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(CATEGORIES)}"]
        command += [f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}"]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": browser})
        found = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    scores["requests"] = len(found["audits"]["network-requests"]["details"]["items"])
    return scores
