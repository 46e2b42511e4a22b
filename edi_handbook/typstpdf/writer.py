"""What a visitor may ask of the translator: where its code goes, what the edition is, what stands around a node.

The visitors are in several classes, by kind of node; `Writer` is what each may count on, and the base of them all.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from docutils import nodes

from edi_handbook.typstpdf.code import Code

if TYPE_CHECKING:  # processes that set files read `field`, and must not wait a second for Sphinx: see `press.room`
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from edi_handbook.typstpdf.editions import Edition
    from edi_handbook.typstpdf.field import Field
    from edi_handbook.typstpdf.grid import RowHeads


class Writer(Protocol):
    """A translator as its visitors see it."""

    config: Config
    env: BuildEnvironment
    edition: Edition
    docname: str  # the page that is being set; empty outside of any
    page_is: str  # what that page is in print: a `chapter` or a `section`; empty outside of any
    in_title: bool
    buffers: list[list[str]]  # code that is being collected, innermost last
    explained: set[str]  # what abbreviations of this page have been said to mean
    card_link: nodes.reference | None  # where the card whose title is being set leads
    row_heads: list[RowHeads]  # one entry a table, in reading order
    fields: list[Field]  # the places to fill in, in reading order
    pages_for_more: list[Field]  # those that wait for the end of the chapter

    @abstractmethod
    def open(self) -> None:
        """Starts to collect code apart."""

    @abstractmethod
    def close(self) -> Code:
        """What was collected since `open`, as one piece of content."""

    @abstractmethod
    def add(self, line: str) -> None:
        """Adds a line of code to what is being collected."""

    @abstractmethod
    def walk(self, children: Iterable[nodes.Node]) -> None:
        """Visits `children`, and all beneath them, in order."""

    @abstractmethod
    def whole(self, children: Iterable[nodes.Node]) -> Code:
        """The code of `children`, visited apart from what is being collected."""

    @abstractmethod
    def add_anchors(self, node: nodes.Element) -> None:
        """Marks the place of each id of `node` that something links to."""

    @abstractmethod
    def linked(self, node: nodes.reference, body: Code) -> Code:
        """`body` as a link to where `node` points; bare where that is not in this edition."""

    @abstractmethod
    def image_path(self, node: nodes.image) -> str | None:
        """Where the picture lies beside the code; None, with a warning, where there is no such picture."""

    @abstractmethod
    def made_picture(self, name: str, svg: str) -> str:
        """Where an SVG that is not in any folder lies beside the code, once it is written there."""

    @abstractmethod
    def figure_number(self, node: nodes.Element, kind: str) -> str:
        """`Fig. 3`, as on the web; empty where Sphinx gives no number."""

    @abstractmethod
    def only_block(self, node: nodes.Element) -> bool:
        """Does `node` hold a picture or a button and nothing else? Then that is a block."""

    @abstractmethod
    def has_small_print(self, node: nodes.Element) -> bool:
        """Does a source or a note follow `node`?"""
