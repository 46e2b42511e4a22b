"""The form as it is built: what is offered, whole and once; every field named; nothing for a browser to remember."""

import html as text
from types import SimpleNamespace

import pytest
from lxml import html

from edi_handbook.ledgers.tables import LedgerError
from edi_handbook.publish.markup import yours
from edi_handbook.strategy import offered, own
from edi_handbook.yours import page
from edi_handbook.yours.form import BETTER, CELLS, INDICATORS, OWN, UNITS, form


@pytest.fixture(scope="module")
def built():
    return html.fragment_fromstring(page.html(form()))


def value(control) -> str:
    return control.text or "" if control.tag == "textarea" else control.get("value")


def test_each_offered_objective_is_there_with_all_that_is_offered(built):
    start = own.offered_day()
    for aim in own.of_offered("Invented Trust", start).objectives:
        [section] = built.xpath(f"//*[@data-item='{aim.id}']")
        single = {
            one.get("data-part"): value(one)
            for one in section.xpath(".//*[@data-part][not(ancestor::*[@data-row])]")
            if one.get("type") not in ("radio", "checkbox") or "checked" in one.attrib
        }
        for name in CELLS:
            given = getattr(aim, name)
            assert single[name] == ("" if given is None else f"{given:g}" if isinstance(given, float) else str(given))
        [due] = section.xpath(".//*[@data-part='due']")
        assert own.quarter_end(start, int(due.get("data-quarter"))) == aim.due
        steps = section.xpath(".//*[@data-rows='milestones']/*[@data-row]")
        assert len(steps) == len(aim.milestones) + 1, "and room for one more"
        for row, step in zip(steps, aim.milestones, strict=False):
            what, day, owner = row.xpath(".//*[@data-part]")
            assert (value(what), value(owner)) == (step.what, step.owner)
            assert own.quarter_end(start, int(day.get("data-quarter"))) == step.date
        dangers = section.xpath(".//*[@data-rows='risks']/*[@data-row]")
        assert [[value(cell) for cell in row.xpath(".//*[@data-part]")] for row in dangers[:-1]] == [
            [one.risk, one.early_sign, one.mitigation, one.owner] for one in aim.risks
        ]


def test_what_is_offered_says_so_and_nothing_else_does(built):
    for label in built.xpath("//label[.//*[@data-part]]"):
        [control] = label.xpath(".//*[@data-part]")
        if control.get("type") in ("radio", "checkbox"):
            continue
        days = {"data-quarter", "data-next", "data-today"}
        assert bool(label.xpath(".//*[@class='yo-mark']")) == bool(value(control) or days & set(control.attrib))


def test_a_target_on_people_says_that_it_is_no_quota(built):
    for one in offered.objectives():
        [section] = built.xpath(f"//*[@data-item='{one.key}']")
        assert (one.law in section.text_content()) == (one.kind == offered.GAP) or not one.law
        assert section.get("data-law") == (one.law or None)


def test_an_owner_is_asked_for_as_a_role(built):
    assert own.HELP_WITH_OWNERS in built.text_content()
    assert [one.get("value") for one in built.xpath("//datalist/option")] == list(offered.roles().values())
    owners = built.xpath("//input[@data-part='owner' or @data-part='with_role']")
    assert len(owners) > 30 and {one.get("list") for one in owners} == {built.xpath("//datalist/@id")[0]}


def test_every_control_has_its_label_and_no_browser_remembers_it(built):
    for control in built.xpath("//input | //textarea"):
        assert control.xpath("ancestor::label"), html.tostring(control)
        if control.get("type") not in ("file", "radio", "checkbox"):  # the theme's script sees to boxes (edi.js)
            assert control.get("autocomplete") == "off"
    names = [one.get("name") for one in built.xpath("//input[@type='radio'][@checked]")]
    assert len(names) == len(set(names)) == 3 * (len(form().sections) + 1), "each has its own name"
    assert built.xpath("//form | //*[@style] | //script | //input[@name and @type!='radio']") == []


def test_choices_are_those_that_a_file_may_hold():
    fields = own.Aim.model_fields
    assert set(BETTER) == set(fields["better"].annotation.__args__)
    assert set(UNITS) == set(fields["unit"].annotation.__args__)
    numbers = fields["indicator"].annotation.__args__[0].__args__
    assert set(INDICATORS) - {""} == {str(number) for number in numbers}
    assert set(CELLS) | {"id", "due", "milestones", "risks"} == set(fields)
    assert set(OWN.cells) == set(CELLS)


def test_a_cell_with_marks_is_text():
    planted = '<img src=x onerror="x">&'
    section = form().sections[0]
    broken = type(form())((type(section)(**section.__dict__ | {"title": planted, "law": planted}),), (planted,))
    made = page.html(broken)
    assert planted not in made and made.count(text.escape(planted, quote=False)[:8]) >= 3


def test_a_row_that_cannot_be_used_stops_the_build_with_its_sentence(monkeypatch):
    def broken():
        raise LedgerError(["data/strategy/roles.csv, row 2: role “Dr Ada” names a person (Dr); write the role."])

    said = []
    monkeypatch.setattr(yours, "form", broken)
    monkeypatch.setattr(yours.logger, "warning", lambda words, *given, **place: said.append(words % given))
    env = SimpleNamespace(note_dependency=said.append)
    directive = SimpleNamespace(env=env, get_location=lambda: "page.md:3")
    assert yours.MakeItYoursDirective.run(directive) == []
    assert said[-1].startswith("data/strategy/roles.csv, row 2: ") and said[0].endswith("strategy/roles.csv")
