"""Whatever is in a YAML file, whoever wrote it is told where, what and how to mend it, in one sentence a fault."""

import datetime
import re

import pytest
from pydantic import Field, model_validator

from edi_handbook import yaml_file
from edi_handbook.yaml_file import Strict, YamlFileError


class Sung(Strict):
    id: str
    verses: int

    @model_validator(mode="after")
    def has_an_end(self):
        if self.verses > 9:
            raise ValueError("nobody sings so long: leave verses out")
        return self


class Spoken(Strict):
    id: str
    words: list[str]


class Evening(Strict):
    name: str
    title: str
    on: datetime.date
    numbers: list[Sung | Spoken] = Field(min_length=1)

    @model_validator(mode="after")
    def is_one(self):
        if "morning" in self.title:
            raise ValueError("a morning is no evening")
        return self


class EveningError(YamlFileError):
    pass


GOOD = """\
title: An evening
on: 2026-11-23
numbers:
  - id: opening
    verses: 3
  - {id: speech, words: [Yes, No, "On", 2026-11-23]}
"""


def read(tmp_path, text):
    file = tmp_path / "trial.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return yaml_file.read(file, Evening, EveningError, what="an evening", parts="numbers")


def test_a_sound_file_is_read_with_its_own_name_and_its_words_as_written(tmp_path):
    evening = read(tmp_path, GOOD)
    assert (evening.name, evening.on) == ("trial", datetime.date(2026, 11, 23))
    assert evening.numbers[1].words == ["Yes", "No", "On", "2026-11-23"]


FAULTS = {
    "an empty file": ("", 1, "an evening is a mapping with title, numbers and more"),
    "a list": ("- title", 1, "an evening is a mapping with title, numbers and more"),
    "brackets left open": ("title: [a\non: b", 2, "not valid YAML: expected ',' or ']'"),
    "an unprintable character": ("title: \x00", 1, "not valid YAML: "),
    "a tag that runs code": (GOOD + "go: !!python/object/apply:os.system [ls]", 7, "not valid YAML: could not"),
    "a key twice": (GOOD + "title: Another", 7, "'title' is there twice"),
    "a key twice, further in": (GOOD.replace("verses: 3", "id: b"), 5, "'id' is there twice"),
    "a list as a key": ("title: a\n? [b, c]\n: d", 2, "a key is not one word: write `key: value`"),
    "a number as a key": (GOOD + "7: seven", 7, "7: is not known here"),
    "a list that holds itself": ("title: &a [*a]", 1, "it is nested too deeply, or refers to itself: write it out"),
    "brackets without end": ("[" * 5000, 1, "it is nested too deeply, or refers to itself: write it out"),
    "a merge of nothing": ("title: a\n<<: 1", 2, "not valid YAML: expected a mapping"),
    "no such day": (GOOD.replace("2026-11-23\n", "2026-13-45\n"), 2, "on: Input should be a valid date"),
    "something missing": (GOOD.replace("on: 2026-11-23\n", ""), 1, "on: is missing"),
    "a part without its words": (GOOD.replace("words:", "word:"), 6, "number 'speech' words: is missing"),
    "a part without a name": (GOOD.replace("id: opening", "tune: x"), 4, "number 1 id: is missing"),
    "nothing in it": ("{}", 1, "title: is missing"),
    "a rule of the whole": (GOOD.replace("An evening", "A morning"), 1, "the evening: a morning is no evening"),
    "a rule of one kind of part": (
        GOOD.replace("verses: 3", "verses: 30"),
        4,
        "number 'opening': nobody sings so long: leave verses out",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(tmp_path, name):
    text, line, words = FAULTS[name]
    with pytest.raises(EveningError) as refused:
        read(tmp_path, text)
    said = str(refused.value).splitlines()
    assert any(one.startswith(f"trial.yml, line {line}: {words}") for one in said), said
    assert len(said) == len(set(said))
    assert all(re.match(r"trial\.yml, line \d+: [^\[\]]+", one) and "function-after" not in one for one in said)


@pytest.mark.parametrize("text", [b"title: \xff\xfe", b"PK\x03\x04\xff\x00"])
def test_what_is_no_text_is_refused(tmp_path, text):
    with pytest.raises(EveningError, match=r"^trial\.yml: cannot be read as UTF-8 text"):
        read(tmp_path, text)
