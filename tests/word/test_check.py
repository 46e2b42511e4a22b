"""A fault of a Word file is seen: each test takes one thing away from a sound file."""

import re
import zipfile
from pathlib import Path

import pytest

from edi_handbook.word import check
from tests.word.test_document import paper

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"


def changed(path: Path, name: str, pattern: str, by: str) -> Path:
    """A sound file in which one part has `by` in the place of what matches first."""
    sound = path / "sound.docx"
    paper().save(sound)
    broken = path / "broken.docx"
    with zipfile.ZipFile(sound) as read, zipfile.ZipFile(broken, "w") as written:
        for one in read.namelist():
            body = read.read(one).decode("latin-1")
            if one == name:
                body, times = re.subn(pattern, by, body, count=1, flags=re.DOTALL)
                assert times == 1, "there is nothing to take away"
            written.writestr(one, body.encode("latin-1"))
    return broken


@pytest.mark.parametrize(
    ("part", "pattern", "by", "words"),
    [
        (CORE, r"<dc:title>.*?</dc:title>", "<dc:title/>", "no title"),
        (STYLES, r"(<w:docDefaults>.*?)<w:lang [^>]*/>", r"\1", "the language of the text is none"),
        (STYLES, r'w:lang w:val="en-GB"', 'w:lang w:val="en-US"', "en-US and not en-GB"),
        (STYLES, r'(w:styleId="Normal".*?w:lang w:val=)"en-GB"', r'\1"en-US"', "the style “Normal” is in en-US"),
        (DOCUMENT, r'w:val="Heading1"', 'w:val="Heading2"', "“What we do” is of level 2 and follows no other"),
        (
            DOCUMENT,
            r'w:val="Heading2"',
            'w:val="Heading3"',
            "“Who does it” is of level 3 and follows a heading of level 1",
        ),
        (
            DOCUMENT,
            r"<w:t>Who does it</w:t>(?=</w:r></w:p><w:p><w:pPr><w:pStyle w:val=.Caption)",
            "<w:t/>",
            "has no words",
        ),
        (DOCUMENT, r"<w:tblHeader/>", "", "table 1 has no header row"),
        (DOCUMENT, r"<w:tblHeader/>", '<w:tblHeader w:val="0"/>', "table 1 has no header row"),
        (DOCUMENT, r"<w:t>Count</w:t>", "", "table 1 has an empty cell in its header row"),
        (DOCUMENT, r"(<w:tcW [^>]*/>)", r'\1<w:gridSpan w:val="2"/>', "table 1 has merged cells"),
        (DOCUMENT, r' descr="[^"]*"', "", "picture 1 has no alternative text"),
        (DOCUMENT, r' descr="[^"]*"', ' descr=" "', "picture 1 has no alternative text"),
        (DOCUMENT, r"</w:tbl>", "</w:tbl><w:p/><w:p/>", "2 empty paragraphs make space"),
        (DOCUMENT, r"<w:body>.*<w:sectPr", "<w:body><w:sectPr", "no headings"),
        (DOCUMENT, r"(<w:tr>.*?</w:tr>).*</w:tbl>", r"\1</w:tbl>", "nothing below it"),
    ],
)
def test_what_is_taken_away_is_missed(tmp_path, part, pattern, by, words):
    found = check.faults(changed(tmp_path, part, pattern, by))
    assert len(found) == 1 and words in found[0] and found[0].startswith("broken.docx: ")
    assert found[0].endswith(".") and "\n" not in found[0]


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"%PDF-1.7", "not a Word file"), (b"", "not a Word file"), (b"PK\x03\x04 cut", "not a Word file")],
)
def test_what_is_no_word_file_is_one_sentence(tmp_path, body, words):
    path = tmp_path / "a.docx"
    path.write_bytes(body)
    [found] = check.faults(path)
    assert words in found


def test_another_zip_a_folder_and_a_lost_file_are_one_sentence_each(tmp_path):
    other = tmp_path / "a.docx"
    with zipfile.ZipFile(other, "w") as written:
        written.writestr("hello.txt", "hello")
    [found] = check.faults(other)
    assert "not a whole Word file" in found
    [found] = check.faults(tmp_path)
    assert "a folder" in found
    [found] = check.faults(tmp_path / "lost.docx")
    assert "no such file" in found


def test_a_part_that_is_no_xml_is_one_sentence(tmp_path):
    [found] = check.faults(changed(tmp_path, DOCUMENT, r"</w:body>", ""))
    assert "damaged" in found


def test_a_heading_is_known_by_what_its_style_rests_on(tmp_path):
    """A secretary's own style, made from a heading, is a heading."""
    own = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Heading3"/></w:style>'
    broken = changed(tmp_path, STYLES, r"</w:styles>", own + "</w:styles>")
    assert check.faults(broken) == []
    with zipfile.ZipFile(broken) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    parts[DOCUMENT] = parts[DOCUMENT].replace(b'w:val="Heading2"', b'w:val="Own"', 1)
    with zipfile.ZipFile(broken, "w") as written:
        for name, text in parts.items():
            written.writestr(name, text)
    assert "level 3" in check.faults(broken)[0]
