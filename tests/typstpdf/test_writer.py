"""What the visitors may ask of the translator is there when a book is set."""

from edi_handbook.typstpdf.translator import TypstTranslator
from edi_handbook.typstpdf.writer import Writer


def test_a_translator_has_all_that_its_visitors_may_ask(typeset, monkeypatch):
    """A checker sees the types; that the values are set, only a book can say."""
    missing = set()
    visit = TypstTranslator.dispatch_visit

    def note(self, node):
        missing.update(name for name in Writer.__annotations__ if not hasattr(self, name))
        visit(self, node)

    monkeypatch.setattr(TypstTranslator, "dispatch_visit", note)
    typeset("# T\n\nText.")
    assert len(Writer.__annotations__) > 5
    assert missing == set()
    assert TypstTranslator.__abstractmethods__ == frozenset()
