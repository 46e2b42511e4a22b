"""The directory of staff networks lists what was seen, says when to look again, and names nobody."""

import csv
import datetime
import re
from collections import defaultdict
from pathlib import Path

from pybtex.database import parse_file

from edi_handbook.workforce import places, published

EMPLOYERS = ("trust", "integrated-care-board")
ROOT = Path(__file__).resolve().parents[2]

with (published.DATA / "staff-networks" / "staff-networks.csv").open(encoding="utf-8", newline="") as handle:
    ROWS = list(csv.DictReader(handle))


def test_every_row_says_when_to_look_again():
    for row in ROWS:
        reviewed, review_by = (datetime.date.fromisoformat(row[name]) for name in ("reviewed", "review_by"))
        assert reviewed < review_by <= reviewed + datetime.timedelta(days=366), row


def test_every_row_has_a_source_unless_the_network_itself_told_us():
    known = set(parse_file(str(ROOT / "book" / "references.bib"), "bibtex").entries)
    for row in ROWS:
        keys = set(filter(None, row["source"].split(";")))
        assert keys <= known, keys - known
        assert keys or row["status"] == "confirmed", row


def test_none_found_stands_alone():
    statuses = defaultdict(list)
    for row in ROWS:
        statuses[row["organisation"]].append(row["status"])
        assert (row["status"] == "none-found") == (row["network"] == "none") == (not row["network_name"]), row
    ours = {one.code for one in places.places().values() if one.ours and one.kind in EMPLOYERS}
    assert ours <= set(statuses), "an NHS body of this place is missing"
    assert all("none-found" not in found or found == ["none-found"] for found in statuses.values())


def test_a_contact_is_a_role_or_a_shared_mailbox():
    """A mailbox with a person's name (first.last@…) or a telephone number is somebody's own."""
    for row in ROWS:
        assert not re.search(r"\w\.\w+@|\d{5}", row["contact"]), row
        assert row["contact"] == "not known" or row["status"] == "confirmed", "a contact needs the network's word"
