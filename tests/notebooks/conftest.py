"""Hands what a notebook shows to the tests: each is run once, for all files of tests and by whichever worker asks."""

import functools
import pickle

import pytest

from tests.notebooks import run_notebook
from tests.notebooks.run_notebook import Run


@pytest.fixture(scope="session")
def run(kernels, once):
    """`run(name)` gives what the notebook of that name shows."""

    @functools.cache
    def run(name: str) -> Run:
        def make(folder):
            (folder / "run.pickle").write_bytes(pickle.dumps(run_notebook.run(name)))

        return pickle.loads((once(f"notebook-{name.replace('/', '-')}", make) / "run.pickle").read_bytes())

    return run


@pytest.fixture(scope="module")
def notebook(run, request) -> Run:
    """The notebook that the test module names in `NOTEBOOK`."""
    return run(request.module.NOTEBOOK)
