"""A reflection that cannot be right is refused with file, line and item."""

import copy
import re

import pytest
import yaml

from edi_handbook.reflect.model import ReflectionError, read
from tests.reflect.desk import REFLECTIONS, SOURCE

GOOD = yaml.safe_load((SOURCE / "being-an-ally.yml").read_text(encoding="utf-8"))
SCENE = yaml.safe_load((SOURCE / "not-a-good-fit.yml").read_text(encoding="utf-8"))


def refuse(tmp_path, data) -> str:
    file = tmp_path / "trial.yml"
    file.write_text(data if isinstance(data, str) else yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
    with pytest.raises(ReflectionError) as refused:
        read(file)
    return str(refused.value)


def changed(change, source=GOOD) -> dict:
    data = copy.deepcopy(source)
    data["reviewed"] = data["reviewed"].isoformat()
    change(data)
    return data


FAULTS = {
    "no title": (lambda d: d.pop("title"), "title: is missing"),
    "an unknown key": (lambda d: d.update(titel="x"), "titel: is not known here"),
    "an unknown kind": (lambda d: d["items"][0].update(kind="quiz"), "item 'last-month'"),
    "no choices": (lambda d: d["items"][0].update(choices={}), "item 'last-month' choices"),
    "a choice without words": (lambda d: d["items"][0]["choices"].update(name=None), "item 'last-month' choices name"),
    "an id with capitals": (lambda d: d["items"][0].update(id="Last Month"), "id"),
    "the same id twice": (lambda d: d["items"][1].update(id="last-month"), "two items are called 'last-month'"),
    "an unknown track": (lambda d: d["items"][0].update(track="they"), "track 'they', which is not under tracks"),
    "one track only": (
        lambda d: d["tracks"].pop("me") and [i.pop("track", 0) for i in d["items"]],
        "one track is no choice",
    ),
    "no plan at the end": (lambda d: d["items"].pop(), "must be of kind plan"),
    "two plans": (lambda d: d["items"].insert(0, {**d["items"][-1], "id": "other"}), "must be of kind plan"),
    "harm to the reader as a learning record": (
        lambda d: d["items"][4].update(account="happened"),
        "item 'what-helped' is on track 'me': take its account line out",
    ),
    "a poll that asks for own words": (
        lambda d: d.update(poll=True, tracks={}, items=[{**i, "track": None} for i in d["items"]]),
        "item 'whose-lead' of a poll must be of kind choose-one, choose-several, agreement",
    ),
    "a poll about what was done to people": (
        lambda d: d.update(poll=True, items=[i for i in d["items"] if i["kind"] == "choose-several"]),
        "a poll has no tracks",
    ),
    "no facilitator": (lambda d: d.pop("facilitator"), "facilitator: is missing"),
    "no risks": (lambda d: d["facilitator"].update(risks=[]), "facilitator risks"),
    "minutes in words": (lambda d: d.update(minutes="ten"), "minutes"),
    "too few items": (lambda d: d.update(items=d["items"][-1:]), "items"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_and_line(tmp_path, name):
    change, words = FAULTS[name]
    message = refuse(tmp_path, changed(change))
    assert re.match(r"trial\.yml, line \d+: ", message)
    assert words in message
    assert "Traceback" not in message


def test_the_line_is_that_of_the_fault(tmp_path):
    text = (SOURCE / "being-an-ally.yml").read_text(encoding="utf-8")
    bad = text.replace("      rank: The person who did it is senior to me", "      rank: [1, 2]")
    line = bad[: bad.index("rank: [1, 2]")].count("\n") + 1
    assert refuse(tmp_path, bad).startswith(f"trial.yml, line {line}: item 'stopped' choices rank: ")


SCENES = {
    "to no scene": (
        lambda s: s["fit"]["choices"]["scores"].update(next="nowhere"),
        "leads to 'nowhere', which is no scene",
    ),
    "back": (lambda s: s["decide"]["choices"]["appoint"].update(next="fit"), "leads back to 'fit'"),
    "round": (lambda s: s["gap"]["choices"]["notes"].update(next="gap"), "leads back to 'gap'"),
    "away from a scene": (
        lambda s: s["fit"]["choices"]["scores"].update(next="decide"),
        "no choice leads to scene 'gap'",
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_a_scenario_leads_on_and_ends(tmp_path, name):
    change, words = SCENES[name]
    assert words in refuse(tmp_path, changed(lambda d: change(d["items"][0]["scenes"]), SCENE))


TEXTS = {
    "": "a reflection is a mapping",
    "- a list": "a reflection is a mapping",
    "title: [": "not valid YAML",
    "title: x\ntitle: y": "line 2: 'title' is there twice",
    "title: \x00": "not valid YAML",
    "items: !!python/object/apply:os.system [ls]": "not valid YAML",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_file_that_is_no_reflection_is_refused(tmp_path, text):
    assert TEXTS[text] in refuse(tmp_path, text)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "trial.yml"
    file.write_bytes(b"title: \xff\xfe")
    with pytest.raises(ReflectionError, match=r"^trial\.yml: cannot be read as UTF-8 text"):
        read(file)


def test_yes_and_no_are_answers(tmp_path):
    data = changed(lambda d: None)
    file = tmp_path / "trial.yml"
    text = yaml.safe_dump(data, sort_keys=False).replace("then: Someone saying something at that moment", "then: No")
    file.write_text(text)
    assert read(file).items[4].choices["then"] == "No"


def test_wording_changes_with_what_is_asked_and_with_nothing_else():
    item = REFLECTIONS["being-an-ally"].items[0]
    same = item.model_copy(update={"hint": "Another hint.", "after": "x", "track": None, "id": "other"})
    assert same.wording == item.wording
    assert item.model_copy(update={"prompt": item.prompt + "?"}).wording != item.wording
    for name, words in item.choices.items():
        assert item.model_copy(update={"choices": item.choices | {name: words + "."}}).wording != item.wording
        assert (
            item.model_copy(update={"choices": {k: v for k, v in item.choices.items() if k != name}}).wording
            != item.wording
        )


def test_a_scenario_is_reworded_when_a_choice_is():
    item = REFLECTIONS["not-a-good-fit"].items[0]
    scene = item.scenes["fit"]
    branch = scene.choices["what"].model_copy(update={"text": "Another"})
    other = scene.model_copy(update={"choices": scene.choices | {"what": branch}})
    assert item.model_copy(update={"scenes": item.scenes | {"fit": other}}).wording != item.wording


def test_wordings_stay_as_they_are():
    # Made differently, it would orphan every kept answer: change this only together with the key's version.
    from edi_handbook.reflect.model import FreeText

    assert FreeText(id="a", kind="text", prompt="What did you do?").wording == "1eae84c4"
