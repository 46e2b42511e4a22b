"""What a built page says of not knowing is counted, and a bar that is missed is named."""

import pytest

from edi_handbook.measure import knowing

MARK = '<span class="looked">(<a href="../about/looked-for.html#looked-for-study-networks">how we looked</a>)</span>'


@pytest.fixture
def site(tmp_path):
    def write(article: str, page: str = "book/strategy/a.html"):
        path = tmp_path / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<html><body><nav>not known</nav><article>{article}</article></body></html>", encoding="utf-8")
        return tmp_path

    return write


def test_marks_are_counted_by_page_and_by_words(site):
    found = knowing.count(site(f"<p>It is not known {MARK}.</p><p>{'word ' * 994}</p>"))
    assert found.marks["book/strategy/a.html"] == 1
    assert found.words["book/strategy/a.html"] == 1000
    assert found.strategy == 1
    assert found.missed() == []


def test_the_ledger_and_the_list_to_settle_are_not_counted(site):
    for page in knowing.UNCOUNTED:
        site("<p>Not found. To be confirmed.</p>", page)
    assert knowing.count(site("<p>Words.</p>")).marks.total() == 0


@pytest.mark.parametrize(
    ("article", "missed"),
    [
        ("<p>One was not found.</p>", "1 negative sentences have no entry."),
        (f"<p>One was not found {MARK}. Two was not found.</p>", "1 negative sentences have no entry."),
        (f"<p>Nobody published it {MARK}.</p>", "1 sentences turn our looking into a fact about the world."),
        (f"<p>{'Not known. ' * 13}{MARK}</p>", "13 marks on book/strategy/a.html; at most 12."),
    ],
)
def test_a_bar_that_is_missed_is_named(site, article, missed, capsys):
    folder = site(article)
    assert missed in knowing.count(folder).missed()
    assert knowing.main(folder) == 1
    assert missed in capsys.readouterr().out


def test_one_entry_serves_a_table_and_its_small_print(site):
    table = "<div><table><tr><th>A</th><td>not found</td></tr></table></div>"
    small = f'<p class="small-print">Note: none {MARK}.</p>'
    assert knowing.count(site(f"<section><div>{table}{small}</div></section>")).without_entry == []
    assert len(knowing.count(site(f"<section><div>{table}</div></section>")).without_entry) == 1


def test_open_references_are_counted_where_they_stand(site):
    entries = "<div class='citation' role='listitem'><p>Read; the title here is a description.</p></div>" * 11
    found = knowing.count(site(entries, "book/reference/references.html"))
    assert found.open_references == 11
    assert "11 open references; at most 10." in found.missed()
    assert found.without_entry == []
