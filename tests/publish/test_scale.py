"""Several copies of a book in one file: each with labels of its own, and nothing else changed."""

from edi_handbook.publish import scale

CODE = """#import "template.typ": *
#show: book.with(title: "T")
#{
// page.md:1
head(1, "page:t", text("A title: with a colon"))
xref("page:t", text("see"))
weblink("https://example.org/a", text("x"))
}
"""


def test_each_copy_has_labels_of_its_own():
    twice = scale.several(CODE, 2)
    assert twice.count("#show") == 1
    assert twice.count('head(1, "0/page:t"') == twice.count('xref("0/page:t"') == 1
    assert twice.count('head(1, "1/page:t"') == twice.count('xref("1/page:t"') == 1
    assert twice.count("A title: with a colon") == 2
    assert twice.count('"https://example.org/a"') == 2
    assert twice.endswith("\n}\n")
