"""Local evidence holds every body to the same subjects, prints a claim as a claim, and says how far it was read."""

import csv
import datetime
import re
from collections import defaultdict
from pathlib import Path

import pytest
from pybtex.database import parse_file

from edi_handbook.workforce import places, published

EMPLOYERS = ("trust", "integrated-care-board")
SUBJECTS = {"return", "results", "plan", "review", "rating"}
ROOT = Path(__file__).resolve().parents[2]
KNOWN = set(parse_file(str(ROOT / "book" / "references.bib"), "bibtex").entries)
# A person's title, and words that judge: the page prints what a body said, and no adjective of ours.
OURS = re.compile(
    r"\b(Dr|Mr|Mrs|Ms|Prof|Sir|Dame|Lord|Baroness|damning|shocking|stark|toxic|failing|troubled|only)\b\.? "
)

with (published.DATA / "local-evidence" / "local-evidence.csv").open(encoding="utf-8", newline="") as handle:
    ROWS = list(csv.DictReader(handle))

each = pytest.mark.parametrize("row", ROWS, ids=["-".join((r["organisation"], r["subject"], r["item"])) for r in ROWS])


@pytest.mark.local
def test_every_body_has_every_subject():
    found = defaultdict(set)
    for row in ROWS:
        found[row["organisation"]].add(row["subject"])
    ours = {one.code for one in places.places().values() if one.ours and one.kind in EMPLOYERS}
    assert dict(found) == dict.fromkeys(ours, SUBJECTS)


@each
def test_what_was_published_has_a_source_and_says_how_far_it_was_read(row):
    keys = set(filter(None, row["source"].split(";")))
    assert keys <= KNOWN, keys - KNOWN
    assert bool(keys) == bool(row["read"]) == bool(row["when"]), row
    assert bool(keys) == row["state"].startswith("published-"), row
    assert bool(row["says"]) == (row["state"] != "not-looked"), row


@each
def test_a_claim_says_whose_it_is_and_whether_it_has_counts(row):
    if row["kind"] in ("claim", "finding"):
        assert re.search(r"\b(says|said)\b", row["says"], re.IGNORECASE), row
    if re.search(r"\d%|nearly half", row["says"]):
        assert row["kind"] == "claim" and row["counts"], "a share without counts is somebody's claim"


@each
def test_no_person_no_adjective_and_no_date_to_come(row):
    assert not OURS.search(row["says"]), row
    assert datetime.date.fromisoformat(row["checked"]) <= datetime.date.today(), row


def test_the_newest_rating_stands_beside_the_one_before():
    """An old rating alone would be a half of the story; a new one alone would leave out why it was looked at."""
    rated = defaultdict(list)
    for row in ROWS:
        if row["subject"] == "rating" and row["state"] == "published-read":
            rated[row["organisation"]].append(row["item"])
    assert all(len(items) >= 2 for items in rated.values()), rated
