"""Hands what a notebook shows to the tests."""

import pytest

from tests.notebooks.run_notebook import Run, run


@pytest.fixture(scope="module")
def notebook(kernels, request) -> Run:
    """The notebook that the test module names in `NOTEBOOK`."""
    return run(request.module.NOTEBOOK)
