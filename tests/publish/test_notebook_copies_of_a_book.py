"""Which pages of a built book have a notebook for learners, and that a change of audience leaves none behind."""

from tests.publish.small_book import NOTEBOOK, jupyter_book, write

PAGE = "# {}\n\nWords.\n\n```{{code-cell}} ipython3\n1 + 1\n```\n"
FOR_STAFF = NOTEBOOK + PAGE.format("A sum")
FOR_FACILITATORS = FOR_STAFF.replace("audience: [staff]", "audience: [facilitators]")


def test_a_page_that_becomes_the_facilitator_s_loses_its_learner_s_copy(builds, tmp_path):
    start = NOTEBOOK + PAGE.format("Start")
    book = write(tmp_path, {"book/index": start, "book/sum": FOR_STAFF})
    assert jupyter_book(book).code == 0
    learner, facilitator = (book / "_build" / "html" / "book" / part / "sum.ipynb" for part in (".", "facilitator"))
    assert learner.exists() and facilitator.exists()

    (book / "book" / "sum.md").write_text(FOR_FACILITATORS, encoding="utf-8")
    assert jupyter_book(book).code == 0
    assert facilitator.exists() and not learner.exists()
