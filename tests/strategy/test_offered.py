"""The strategy that is offered: whole, reasoned, owned by roles, in order; and what a bad row is told."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from edi_handbook import bibliography
from edi_handbook.ledgers.tables import MAILBOX, TITLED, LedgerError
from edi_handbook.strategy import offered
from edi_handbook.workforce import published
from edi_handbook.workforce.definitions import APPOINTMENT, DISCIPLINARY, RANGE_HIGH

PAGE = Path(__file__).parents[2] / "book" / "strategy" / "who-does-what.md"


def rows(name: str, folder: Path = offered.FOLDER) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_two_gaps_are_the_objectives_and_have_a_baseline_that_is_published():
    gaps = [one for one in offered.objectives() if one.kind == offered.GAP]
    assert [one.indicator for one in gaps] == [APPOINTMENT.number, DISCIPLINARY.number]
    for one in gaps:
        assert [published.figure(key).value for key in one.baseline]
        assert "never a quota" in one.law and "158 and 159" in one.law and "one person’s case" in one.law
        assert "equalityact2010" in one.law_source
        assert any(target.target == RANGE_HIGH for target in one.targets)


def test_every_target_has_reasoning_and_a_source_or_our_label():
    targets = [target for one in offered.objectives() for target in one.targets]
    assert len(targets) >= len(offered.objectives())
    for target in targets:
        assert len(target.reasoning.split()) >= 10, target.key
        assert target.source or target.basis == offered.OWN_OFFER, target.key


def test_every_owner_is_a_role_of_the_book():
    table = PAGE.read_text(encoding="utf-8").partition("## Across the system")[0]
    cells = re.findall(r"^\* - (.+)$", table, re.MULTILINE)[1:]
    named = {re.sub(r"\{\w+\}`([^`<]+?)(?: <[^>]+>)?`", r"\1", cell) for cell in cells}
    assert set(offered.roles().values()) == named
    owners = {part.owner for one in offered.objectives() for part in (one, *one.milestones, *one.risks)}
    assert owners | {one.ask_role for one in offered.questions()} <= named


def test_dates_are_in_order_and_go_to_the_end_of_three_years():
    for one in offered.objectives():
        for part in (one.targets, one.milestones):
            quarters = [each.quarter for each in part]
            assert quarters == sorted(quarters) and 1 <= quarters[0] <= quarters[-1] <= offered.QUARTERS
        assert one.milestones[0].quarter == 1 and one.milestones[-1].quarter == offered.QUARTERS
        assert all(target.quarter in {step.quarter for step in one.milestones} for target in one.targets)


def test_each_objective_says_what_it_takes_what_could_go_wrong_and_when_to_stop():
    for one in offered.objectives():
        assert min(one.hours) > 0 and one.hours_basis == offered.OWN_ESTIMATE
        assert one.risks and one.stop and one.evidence
        assert bool(one.money) == bool(one.money_source)


def test_works_that_are_named_are_in_the_bibliography_and_say_how_far_they_were_read():
    works = bibliography._works().entries
    named = {key for one in offered.precedents() for key in one.source}
    named |= {key for one in offered.objectives() for key in (*one.evidence, *one.law_source, *one.money_source)}
    named |= {key for one in offered.objectives() for target in one.targets for key in target.source}
    named |= {key for one in offered.questions() for key in one.source}
    assert not [key for key in named if not re.search(r"(?i)\bread\b|abstract|opening", works[key].fields["note"])]


def test_there_are_thirteen_questions_and_none_is_called_klines_that_was_not_read():
    questions = offered.questions()
    assert [one.number for one in questions] == list(range(1, 14))
    theirs = [one for one in questions if one.by == offered.KLINE]
    assert [one.number for one in theirs] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.reading for one in theirs] == [offered.READ] * 6 + [offered.OPENING]
    assert all(one.source == ("kline_thirteen",) for one in theirs)
    assert not any(one.source for one in questions if one.by == offered.OURS)


def test_no_person_stands_in_any_cell():
    for name in offered.COLUMNS:
        cells = [cell for row in rows(name) for cell in row.values()]
        assert not [cell for cell in cells if TITLED.search(cell) or MAILBOX.search(cell)]


BAD = [
    ("objectives", 0, {"owner": "mayor"}, "owner “mayor” is none of the roles of data/strategy/roles.csv"),
    ("objectives", 0, {"owner": "Dr Ada Lovelace"}, "names a person (Dr); write the role"),
    ("objectives", 0, {"direction": "BME over white"}, "direction “BME over white” is not that of indicator 2"),
    ("objectives", 0, {"baseline": "wres:england:2:1999"}, "baseline “wres:england:2:1999” is no published figure"),
    ("objectives", 0, {"law": ""}, "never a quota"),
    ("objectives", 1, {"hours_2": "a few"}, "hours_2 “a few” is no number of hours"),
    ("objectives", 1, {"money_source": ""}, "money and its money_source go together"),
    ("objectives", 2, {"stop": ""}, "stop is empty; fill it in"),
    ("objectives", 2, {"evidence": "nobody2020"}, "evidence “nobody2020” is no key of book/references.bib"),
    ("targets", 2, {"reasoning": ""}, "reasoning is empty; fill it in"),
    ("targets", 3, {"source": ""}, "write “our own offer” as basis"),
    ("targets", 1, {"target": "a lot"}, "target “a lot” is no number"),
    ("targets", 0, {"objective": "peace"}, "objective “peace” is no key of objectives.csv"),
    ("milestones", 0, {"quarter": "13"}, "quarter “13” is none of three years"),
    ("milestones", 0, {"quarter": "5"}, "go back (5, 2,"),
    ("milestones", 3, {"owner": "someone@trust.example"}, "holds an e-mail address; write the role"),
    ("risks", 1, {"early_sign": ""}, "early_sign is empty; fill it in"),
    ("precedents", 1, {"reading": "recalled"}, "reading “recalled” is none of its words"),
    ("precedents", 1, {"source": ""}, "source is empty; name the work that printed it"),
    ("questions", 3, {"number": "9"}, "number “9” is out of order"),
    ("questions", 8, {"from": "Kline"}, "is none of its words"),
    ("questions", 0, {"source": ""}, "source is empty; name it"),
    ("roles", 2, {"role": "Ms Lovelace"}, "names a person (Ms)"),
]


@pytest.mark.parametrize(("name", "place", "change", "said"), BAD)
def test_a_bad_row_gets_one_sentence_with_file_and_row(tmp_path, name, place, change, said):
    folder = tmp_path / "data" / "strategy"
    shutil.copytree(offered.FOLDER, folder)
    held = rows(name)
    held[place] |= change
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
        table = csv.DictWriter(handle, offered.COLUMNS[name])
        table.writeheader()
        table.writerows(held)
    with pytest.raises(LedgerError) as raised:
        offered.objectives(folder), offered.precedents(folder), offered.questions(folder)
    [sentence] = raised.value.problems
    assert said in sentence and sentence.endswith(".")
    of_order = change.get("quarter") == "5"
    where = f"{name}.csv: " if of_order else f"{name}.csv, row {place + 2}: "
    assert sentence.startswith(where) or sentence.startswith(f"data/strategy/{where}")


def test_a_table_that_is_missing_is_named(tmp_path):
    folder = tmp_path / "data" / "strategy"
    shutil.copytree(offered.FOLDER, folder)
    (folder / "risks.csv").unlink()
    with pytest.raises(LedgerError, match=r"risks\.csv is missing; restore it"):
        offered.objectives(folder)


def test_the_page_that_is_pinned_up_says_the_vision_that_is_offered():
    page = PAGE.with_name("strategy-in-brief.md").read_text(encoding="utf-8")
    if "[offered]{.offered}" in page:
        assert offered.VISION.rstrip(".") in page
