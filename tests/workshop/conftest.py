"""The notebooks to take away, from the built web pages that `EDI_SITE` names, or else from `_build/html`."""

import os
from pathlib import Path

import pytest

from edi_handbook.workshop import notebooks, zips

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("EDI_SITE") or ROOT / "_build" / "html").resolve()


@pytest.fixture(scope="session", params=["learner", "facilitator"])
def audience(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def copies(builds, audience) -> list[notebooks.Copy]:
    return notebooks.collect(ROOT, SITE, audience)


@pytest.fixture(scope="session")
def shelf(builds, tmp_path_factory) -> Path:
    """A folder with both zip files."""
    folder = tmp_path_factory.mktemp("shelf")
    zips.make(ROOT, SITE, folder)
    return folder
