"""Shapes that come again are kept once, and drawn where they were."""

import re

import pikepdf

from edi_handbook.publish.typstpdf import outlines

# A path long enough to be worth keeping once, as the outline of a letter is.
STAR = " ".join(f"L{10 + i} {(i * 37) % 20}" for i in range(40))
TWICE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><defs>'
    f'<path id="s" d="M0 0 {STAR} Z"/></defs>'
    '<g transform="translate(5 5)"><use href="#s"/></g><g transform="translate(90 5)"><use href="#s"/></g>'
    f'<path d="M1 1 {STAR} Z"/></svg>'
)


def drawn(page: pikepdf.Page) -> bytes:
    """What `page` draws, with each kept shape in its place."""
    forms = {str(name): form.read_bytes() for name, form in page.resources.get("/XObject", {}).items()}
    return re.sub(rb"(/Shape\d+) Do\n", lambda m: forms[m[1].decode()], page.Contents.read_bytes())


def test_a_shape_that_comes_again_is_drawn_from_one_copy(typeset, tmp_path, monkeypatch):
    monkeypatch.setattr(outlines, "share", lambda file: None)
    apart = typeset({"index.md": "# T\n\n![Stars](twice.svg)", "twice.svg": TWICE}).pdf
    monkeypatch.undo()
    with pikepdf.open(apart) as file:
        before = [page.Contents.read_bytes() for page in file.pages]
        outlines.share(file)
        assert [drawn(page) for page in file.pages] == before
        kept = [name for page in file.pages for name in page.resources.get("/XObject", {})]
        uses = b"".join(page.Contents.read_bytes() for page in file.pages).count(b" Do\n")
    assert len(kept) == 1  # the third shape comes once, and stays where it is
    assert uses == 2
