"""A small book set as PDF is what the checks are tried on, as the builder's own tests make it."""

from tests.typstpdf.conftest import typeset

__all__ = ["typeset"]
