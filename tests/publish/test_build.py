"""The build skips what has not changed, and never what has."""

import pytest

from edi_handbook.publish.building import build


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    for name, text in (("_config.yml", "title: T"), ("_toc.yml", "root: book/index"), ("book/index.md", "# T")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def stage(tree, make):
    return build._stage("Web pages", tree, tree, tree / "_build" / "html", make)


def test_a_stage_runs_once_and_again_after_a_change(tree):
    runs = []

    def make():
        runs.append(1)
        (tree / "_build" / "html").mkdir(parents=True, exist_ok=True)

    assert stage(tree, make).seconds > 0
    assert stage(tree, make).seconds == 0
    assert len(runs) == 1
    (tree / "book" / "index.md").write_text("# Other")
    stage(tree, make)
    assert len(runs) == 2


def test_a_failed_stage_is_tried_again(tree):
    def fail():
        (tree / "_build" / "html").mkdir(parents=True, exist_ok=True)
        raise build.BuildError("stopped")

    for _ in range(2):
        with pytest.raises(build.BuildError):
            stage(tree, fail)


def test_a_removed_output_is_made_again(tree):
    def make():
        (tree / "_build" / "html").mkdir(parents=True)

    stage(tree, make)
    (tree / "_build" / "html").rmdir()
    assert stage(tree, make).seconds > 0


def test_the_date_that_pdfs_carry_is_part_of_the_inputs(tree, monkeypatch):
    before = build.fingerprint(tree)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2")
    assert build.fingerprint(tree) != before


def test_root_is_found_from_below_and_named_when_missing(tree, tmp_path_factory):
    assert build.root(tree / "book") == tree
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with pytest.raises(build.BuildError, match="not inside the handbook"):
        build.root(elsewhere)


def test_a_date_that_is_no_number_is_told(tree, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(build.BuildError, match="SOURCE_DATE_EPOCH is 'yesterday': give seconds since 1970"):
        build.fingerprint(tree)


def test_a_place_that_cannot_be_written_to_is_told(tree):
    (tree / "a-file").write_text("mine")
    with pytest.raises(build.BuildError, match=r"a-file cannot be written to \(.+\): name a folder that can"):
        build.build_html(tree, tree / "a-file")
    assert (tree / "a-file").read_text() == "mine"


def test_faults_of_the_settings_stop_what_reads_them(tree):
    with pytest.raises(build.BuildError, match=r"_toc\.yml:1: the order of pages cannot be read"):
        (tree / "_toc.yml").write_text("parts: 3")
        build.check_settings(tree)
