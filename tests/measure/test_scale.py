"""Several copies of a book in one file: each with labels of its own, and nothing else changed."""

from edi_handbook.measure import scale

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


def test_each_count_is_measured_on_its_own_and_leaves_nothing(tmp_path):
    (tmp_path / "template.typ").write_text("#let book(title: none, body) = body\n", encoding="utf-8")
    main = tmp_path / "book.typ"
    head = '#import "template.typ": *\n#set document(title: "T")\n#show: book.with(title: "T")\n'
    main.write_text(head + '#{\ntext("Words.")\n}\n', encoding="utf-8")
    found = scale.measure(main, times=3)
    assert list(found) == ["Typst alone, handbook.pdf", "Typst alone, handbook.pdf, 3 times"]
    assert all(seconds > 0 for seconds in found.values())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.typ", "template.typ"]
