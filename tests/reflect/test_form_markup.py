"""The form as HTML: labelled, unique, escaped, and light."""

import gzip

import pytest
from lxml import html as lxml_html

from edi_handbook.front import bundle
from edi_handbook.reflect import page
from tests.reflect.desk import REFLECTIONS

NAMES = list(REFLECTIONS)


def tree(name, **options):
    return lxml_html.fragment_fromstring(page.html(REFLECTIONS[name], **options))


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_label_and_every_group_a_legend(name):
    for control in tree(name).xpath(".//input | .//textarea"):
        assert control.xpath("ancestor::label"), lxml_html.tostring(control)
    for group in tree(name).xpath(".//fieldset"):
        assert group[0].tag == "legend" and group[0].text_content().strip()


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_links_lead_somewhere(name):
    form = tree(name, uid="u-")
    ids = form.xpath(".//@id")
    assert len(ids) == len(set(ids)) and all(one.startswith("u-") for one in ids)
    assert {link.removeprefix("#") for link in form.xpath(".//a/@href")} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_inline_and_nothing_to_submit(name):
    form = tree(name)
    assert not form.xpath(".//@style | .//script | .//style | .//form | .//@*[starts-with(name(), 'on')]")
    assert all(kind == "button" for kind in form.xpath(".//button/@type"))


@pytest.mark.parametrize("name", NAMES)
def test_radio_groups_do_not_mix(name):
    for group in set(tree(name).xpath(".//input[@type='radio']/@name")):
        members = tree(name).xpath(f".//input[@name='{group}']")
        assert len({m.get("data-part") for m in members}) == 1
        assert len({m.get("value") for m in members}) == len(members)


def test_every_text_is_escaped():
    evil = '<img src=x onerror="alert(1)">'
    model = REFLECTIONS["being-an-ally"]
    first = model.items[0].model_copy(update={"prompt": evil, "hint": evil, "choices": {"a": evil, "b": evil}})
    made = page.html(model.model_copy(update={"title": evil, "purpose": evil, "items": [first, model.items[-1]]}))
    assert "<img" not in made
    assert made.count("&lt;img") >= 5


def test_the_shared_form_says_so_and_offers_no_keeping():
    made = tree("being-an-ally", shared=True)
    assert "sent to the notebook's kernel" in made.text_content()
    assert not made.xpath(".//*[@data-do='keep']")
    assert "Nothing is sent to anyone" not in made.text_content()


def test_headings_start_where_they_are_told():
    assert tree("small-slights", level=3).xpath(".//h3") and not tree("small-slights", level=3).xpath(".//h2")


# Weight, gzip


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_script_and_style_of_a_page_are_light():
    assert weight(bundle.script(page.FRONT / "page.js")) + weight(bundle.style(page.FRONT / "reflect.css")) <= 10_000
