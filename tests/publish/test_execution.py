"""A page is read again when the data or the code behind its numbers change."""

from edi_handbook.publish.building.execution import digest

NOTEBOOK = """---
jupytext: {text_representation: {format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---

# Count

```{code-cell} python
print("rows:", len(open("data/set/rows.csv").read().split()))
```
"""


def test_new_data_runs_the_notebook_again(build):
    first = build({"index.md": NOTEBOOK, "data/set/rows.csv": "a\nb\n"})
    assert "rows: 2" in first.page()
    second = build({"index.md": NOTEBOOK, "data/set/rows.csv": "a\nb\nc\n"})
    assert "rows: 3" in second.page()


def test_nothing_new_reads_nothing(build):
    files = {"index.md": NOTEBOOK, "data/set/rows.csv": "a\n"}
    build(files)
    before = {p: p.stat().st_mtime_ns for p in build(files).output.parent.joinpath("doctrees").glob("*.doctree")}
    after = {p: p.stat().st_mtime_ns for p in build(files).output.parent.joinpath("doctrees").glob("*.doctree")}
    assert before
    assert before == after


def test_digest_sees_names_and_bytes_but_not_order(tmp_path):
    for name, text in (("a.csv", "1"), ("b.csv", "2")):
        (tmp_path / name).write_text(text)
    first = digest([tmp_path])
    assert digest([tmp_path]) == first
    (tmp_path / "a.csv").write_text("3")
    assert digest([tmp_path]) != first
    (tmp_path / "a.csv").rename(tmp_path / "c.csv")
    (tmp_path / "c.csv").write_text("1")
    assert digest([tmp_path]) != first
