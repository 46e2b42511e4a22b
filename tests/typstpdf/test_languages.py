"""Words in other languages: set in their own script, and marked so that they are read out in it."""

import pikepdf
import pytest

from tests import pdf_pages


def languages(made) -> dict[str, set[str]]:
    """The languages that marked runs of text say, and those that tags say."""
    found = set()
    with pikepdf.open(made.pdf) as file:
        for page in file.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/Lang" in operands[1]:
                    found.add(str(operands[1].Lang))
        elements = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/Lang" in o]
        return {"content": found - {"en-GB"}, "tags": {str(e.Lang) for e in elements}}


@pytest.mark.parametrize("tag", ["ur", "pa", "pl"])
def test_marked_words_say_their_language(typeset, tag):
    words = {"ur": "مساوات", "pa": "ਬਰਾਬਰੀ", "pl": "źdźbło"}[tag]
    made = typeset(f"# T\n\nA word, [{words}]{{.language-{tag}}}, in English.")
    assert made.warnings == ""
    assert languages(made)["content"] == {tag}


def test_a_paragraph_says_its_language_on_its_tag(typeset):
    made = typeset("# T\n\n{.language-ur}\nیہ ہینڈ بک سب کے لیے ہے۔\n\n{.language-pt-br}\nOi.")
    assert made.warnings == ""
    assert languages(made)["tags"] == {"ur", "pt-BR"}


def test_urdu_is_copied_as_it_was_written(typeset):
    """Letters with dots as separate signs would be copied twice; signs that turn the line would be copied too."""
    made = typeset("# T\n\nA word, [ٹھیک ڈاکٹر پڑھیں]{.language-ur}, in English.")
    line = next(line for page in pdf_pages.copied(made.pdf) for line in page.splitlines() if "A word" in line)
    urdu = line.removeprefix("A word, ").removesuffix(", in English.").split()
    assert set(urdu) == {"ٹھیک", "ڈاکٹر", "پڑھیں"} and len(urdu) == 3  # in a line of English they come from the left


def test_a_paragraph_in_urdu_starts_at_the_right(typeset):
    made = typeset("# T\n\n{.language-ur}\nسب کے لیے\n\nIn English.")
    urdu = [word for page in pdf_pages.words(made.pdf) for word in page if "\u0600" <= word.text[0] <= "\u06ff"]
    assert max(word.right for word in urdu) > 500  # of 595 points; the margin is 25 mm


def test_an_unknown_tag_is_no_language(typeset):
    made = typeset("# T\n\n[words]{.language-of-flowers}")
    assert languages(made)["content"] == set()
