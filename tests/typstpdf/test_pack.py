"""Our writer of files: what qpdf reads from it is what it was given, in fewer bytes."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from edi_handbook.typstpdf import pack


@pytest.fixture
def many():
    """A file of more objects than one stream holds: a chain of dictionaries, and text that is hard to write."""
    with pikepdf.new() as file:
        file.add_blank_page()
        file.pages[0].Contents = file.make_stream(b"BT ET\nendstream endobj " * 50)
        chain = file.make_indirect(Dictionary(Said=String("(\\) ü \x00"), Next=Array()))
        for number in range(2 * pack.TOGETHER + 5):
            chain = file.make_indirect(Dictionary(Number=number, Next=chain))
        file.Root.Chain = chain
        file.make_indirect(Dictionary(Nobody=Name.Refers))
        with file.open_metadata() as metadata:
            metadata["dc:title"] = "Many"
        file.docinfo["/Title"] = "Many"
        yield file


def test_every_object_is_read_as_it_was(many):
    with pikepdf.open(io.BytesIO(pack.pack(many))) as file:
        assert file.check_pdf_syntax() == []
        assert file.pdf_version == "1.7"
        assert file.pages[0].Contents.read_bytes() == many.pages[0].Contents.read_bytes()
        chain, numbers = file.Root.Chain, []
        while "/Number" in chain:
            numbers.append(int(chain.Number))
            chain = chain.Next
        assert numbers == list(reversed(range(2 * pack.TOGETHER + 5)))
        assert str(chain.Said) == "(\\) ü \x00"
        assert not [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/Nobody" in o]


def test_it_is_small_the_same_each_time_and_its_properties_can_be_found(many):
    first = pack.pack(many)
    theirs = io.BytesIO()
    many.save(theirs, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert first == pack.pack(many)
    assert len(first) < len(theirs.getvalue())
    assert b"<rdf:li xml:lang" in first  # not compressed: tools search a file for them
