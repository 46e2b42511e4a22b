"""The structure elements of a file, as the finish walks them."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary


def kids(element: pikepdf.Object) -> list[Any]:
    """What `element` holds: structure elements, and marks of content (numbers, or dictionaries)."""
    held = element.get("/K")
    return list(held) if isinstance(held, Array) else [] if held is None else [held]


def children(element: pikepdf.Object) -> Iterator[Dictionary]:
    """The structure elements directly beneath `element`."""
    return (child for child in kids(element) if isinstance(child, Dictionary) and "/S" in child)


def walk(element: pikepdf.Object) -> Iterator[Dictionary]:
    """Every structure element beneath `element`, in reading order."""
    for child in children(element):
        yield child
        yield from walk(child)
