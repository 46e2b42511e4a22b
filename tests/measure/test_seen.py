"""What counts as a picture, and when a page is bare."""

from edi_handbook.measure import seen

PAGE = "<html><body><article>{}</article></body></html>"
DRAWING = '<figure class="drawing"><svg role="img" aria-label="{}"></svg></figure>'


def counted(folder, pages: dict[str, str]) -> seen.Seen:
    for name, body in pages.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(body), encoding="utf-8")
    return seen.count(folder)


def test_a_page_that_should_show_something_and_does_not_is_named(tmp_path):
    found = counted(
        tmp_path,
        {
            "book/learn/a": DRAWING.format("A. One."),
            "book/learn/b": '<a><svg role="img" aria-label="sign"></svg></a>',
            "book/about/c": "",
            "book/strategy/d": '<img src="chart.svg">',
        },
    )
    assert found.bare == ["book/learn/b"]
    assert "book/learn/b has nothing to see" in found.missed()[0]


def test_different_drawings_are_counted_once(tmp_path):
    many = {f"book/reflections/{i}": DRAWING.format(f"Idea {i % 11}. Told.") for i in range(19)}
    found = counted(tmp_path, many)
    assert found.different() == found.different("book/reflections/") == 11
    assert found.missed() == [
        "11 different drawings in all; at least 24.",
        "11 different drawings in reflections; at least 12.",
    ]
