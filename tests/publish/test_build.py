"""The build skips what has not changed, and never what has."""

import pytest

from edi_handbook.publish.building import build, record


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    for name, text in (("_config.yml", "title: T"), ("_toc.yml", "root: book/index"), ("book/index.md", "# T")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def stage(tree, make, fresh=False):
    site = tree / "_build" / "html"
    return build._stage("Web pages", tree, site, site, make, fresh)


@pytest.fixture
def maker(tree):
    """Makes nothing but the record, as a build that ends well does; counts how often it was asked."""

    def make():
        make.runs += 1
        (tree / "_build" / "html").mkdir(parents=True, exist_ok=True)
        record.write(tree / "_build" / "html", record.Source(tree), {})

    make.runs = 0
    return make


def test_a_stage_runs_once(tree, maker):
    assert stage(tree, maker).seconds > 0
    assert stage(tree, maker).seconds == 0
    assert maker.runs == 1


@pytest.mark.parametrize("name", ["book/index.md", "_toc.yml", "CHANGELOG.md", "pyproject.toml", "book/new.yml"])
def test_it_runs_again_when_a_file_changes_or_is_new(tree, maker, name):
    stage(tree, maker)
    with (tree / name).open("a") as file:
        file.write("x")
    assert stage(tree, maker).seconds > 0


def test_it_runs_again_when_a_file_is_gone(tree, maker):
    stage(tree, maker)
    (tree / "book" / "index.md").unlink()
    assert stage(tree, maker).seconds > 0


def test_a_file_that_no_page_reads_asks_for_nothing(tree, maker):
    stage(tree, maker)
    (tree / "tests").mkdir()
    (tree / "tests" / "test_it.py").write_text("")
    assert stage(tree, maker).seconds == 0


def test_a_file_left_out_counts_where_a_page_was_seen_to_read_it(tree):
    (tree / "docs").mkdir()
    (tree / "docs" / "style.md").write_text("One.")
    site = tree / "_build" / "html"
    source = record.Source(tree)
    source.note("docs/style.md")
    record.write(site, source, {})
    assert record.holds(site, tree)
    (tree / "docs" / "style.md").write_text("Two.")
    assert not record.holds(site, tree)


def test_a_failed_stage_is_tried_again(tree, maker):
    stage(tree, maker)
    (tree / "book" / "index.md").write_text("# Other")

    def fail():
        maker()
        raise build.BuildError("stopped")

    for _ in range(2):
        with pytest.raises(build.BuildError):
            stage(tree, fail)


def test_a_build_with_warnings_leaves_no_record_and_is_tried_again(tree):
    def make():
        (tree / "_build" / "html").mkdir(parents=True, exist_ok=True)

    for _ in range(2):
        assert stage(tree, make).seconds > 0


def test_a_removed_output_is_made_again(tree, maker):
    stage(tree, maker)
    (tree / "_build" / "html").rmdir()
    assert stage(tree, maker).seconds > 0


def test_fresh_means_fresh(tree, maker):
    stage(tree, maker)
    assert stage(tree, maker, fresh=True).seconds > 0


def test_a_record_that_cannot_be_read_is_none(tree, maker):
    stage(tree, maker)
    record.place(tree / "_build" / "html").write_text('{"tree": ')
    assert stage(tree, maker).seconds > 0


def test_the_date_that_pages_and_pdfs_carry_is_part_of_the_record(tree, maker, monkeypatch):
    stage(tree, maker)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2")
    assert stage(tree, maker).seconds > 0


def test_root_is_found_from_below_and_named_when_missing(tree, tmp_path_factory):
    assert build.root(tree / "book") == tree
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with pytest.raises(build.BuildError, match="not inside the handbook"):
        build.root(elsewhere)


def test_a_date_that_is_no_number_is_told(tree, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(build.BuildError, match="SOURCE_DATE_EPOCH is 'yesterday': give seconds since 1970"):
        build.build_html(tree)


def test_a_place_that_cannot_be_written_to_is_told(tree):
    (tree / "a-file").write_text("mine")
    with pytest.raises(build.BuildError, match=r"a-file cannot be written to \(.+\): name a folder that can"):
        build.build_html(tree, tree / "a-file")
    assert (tree / "a-file").read_text() == "mine"


def test_faults_of_the_settings_stop_what_reads_them(tree):
    with pytest.raises(build.BuildError, match=r"_toc\.yml:1: the order of pages cannot be read"):
        (tree / "_toc.yml").write_text("parts: 3")
        build.check_settings(tree)
