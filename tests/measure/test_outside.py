"""What the measurement answers in the place of outside hosts, with an npm that is none; nothing leaves the machine."""

import gzip
import io
import os
import tarfile

import pytest

from edi_handbook.measure import bench, outside

ROOT = bench.Path(bench.__file__).parents[2]
MANAGER = "https://cdn.jsdelivr.net/npm/@jupyter-widgets/html-manager@1.0.6/dist/embed-amd.js"
BODY = b"// a widget manager\nwindow.managed = true;\n" * 40
NPM = """#!/bin/sh
# npm pack PACKAGE --silent --pack-destination FOLDER
cp "{packed}" "$5/package.tgz"
"""


@pytest.mark.parametrize(
    ("address", "named"),
    [
        (MANAGER, ("@jupyter-widgets/html-manager@1.0.6", "dist/embed-amd.js")),
        ("https://cdn.jsdelivr.net/npm/anywidget@~0.11.*/dist/index.js", ("anywidget@~0.11.*", "dist/index.js")),
        (
            "https://cdnjs.cloudflare.com/ajax/libs/require.js/2.3.4/require.min.js",
            ("requirejs@2.3.4", "require.js"),
        ),
        ("https://cdn.jsdelivr.net/gh/someone/something@1/a.js", None),
        ("https://example.org/npm/a@1/a.js", None),
    ],
)
def test_address_names_a_package_and_a_file(address, named):
    assert outside.source(address) == named


@pytest.fixture
def site(tmp_path):
    """A site with one of the pages that are measured, which loads a script from an outside host."""
    page = tmp_path / "site" / bench.PAGES["chapter"]
    page.parent.mkdir(parents=True)
    page.write_text(f'<!doctype html><title>A</title><link rel="icon" href="data:,"><script src="{MANAGER}"></script>')
    return tmp_path / "site"


def put_npm(folder, monkeypatch, script: str = NPM):
    packed = folder / "package.tgz"
    with tarfile.open(packed, "w:gz") as made:
        entry = tarfile.TarInfo("package/dist/embed-amd.js")
        entry.size = len(BODY)
        made.addfile(entry, io.BytesIO(BODY))
    npm = folder / "npm"
    npm.write_text(script.format(packed=packed))
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_what_comes_from_outside_counts_as_its_host_would_send_it(browser, site, tmp_path, monkeypatch):
    put_npm(tmp_path, monkeypatch)
    own = len(gzip.compress((site / bench.PAGES["chapter"]).read_bytes(), 6))
    weights = bench.visit(browser, site, tmp_path / "kept")
    assert weights == {"chapter": {"bytes": own + len(gzip.compress(BODY, 6)), "requests": 2}}


def test_page_that_npm_has_not_everything_for_is_not_measured(browser, site, tmp_path, monkeypatch):
    put_npm(tmp_path, monkeypatch, "#!/bin/sh\nexit 1\n")
    assert bench.visit(browser, site, tmp_path / "kept") == {}


def test_the_measured_widget_is_a_reflection_of_the_book(tmp_path):
    page = bench.PAGES["widget (a reflection)"]
    copy = (tmp_path / page).with_suffix(".md")
    copy.parent.mkdir(parents=True)
    copy.write_text((ROOT / page).with_suffix(".md").read_text(encoding="utf-8"), encoding="utf-8")
    bench._use_stock_widget(tmp_path / page)
    text = copy.read_text(encoding="utf-8")
    assert text.startswith("---\nfile_format: mystnb\n")
    assert 'ReflectionWidget("small-slights")' in text
    assert "```{reflection} small-slights\n" not in text
    with pytest.raises(ValueError, match="the measurement expects"):
        bench._use_stock_widget(tmp_path / page)
