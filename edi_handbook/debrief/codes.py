"""The code in which a participant's answers travel: `EDI1.<reflection>.<answers>.<sum>`.

`reflect/front/group.js` writes it. The answers are JSON in URL-safe base64,
`{"person": ..., "answers": {"item:wording": {part: text or [choice, ...]}}}`; the sum is the CRC-32 of reflection and
answers, in hexadecimal. It shows damage. It is no signature and no secret: whoever has a code can read it, and could
make one.
"""

import base64
import binascii
import json
import re
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

VERSION = 1
_START = re.compile(r"EDI([0-9]{1,3})\.")
# A chat or a mail program may break a long code into lines.
_WHOLE = re.compile(
    r"(?P<body>(?P<name>[a-z0-9-]{1,40})\.(?P<answers>[\w\s-]*))\.\s*(?P<sum>[0-9a-f]{8})(?![0-9a-f])", re.ASCII
)


class CodeError(ValueError):
    """A code that cannot be used. The message says why, for the line that names its file."""


@dataclass(frozen=True)
class Given:
    """One person's answers to one reflection. `person` is random and made anew each time a page is opened.

    `answers` is `{(item, wording): {part: text or [choice, ...]}}`, of any content: compare it with the reflection.
    """

    reflection: str
    person: str
    answers: dict[tuple[str, str], dict[str, Any]]


def find(text: str) -> list[str]:
    """Every code in `text`, whole or not, each from its `EDI` to the start of the next."""
    starts = [found.start() for found in _START.finditer(text)]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def read(code: str) -> Given:
    """The answers in a code that `find` found. Raises `CodeError`."""
    start = _START.match(code)
    if start is None:
        raise CodeError("it holds no code from a reflection")
    if int(start[1]) != VERSION:
        raise CodeError("its code was made by another version of this handbook")
    found = _WHOLE.match(code, start.end())
    if found is None:
        raise CodeError("its code is cut short or broken")
    body = "".join(found["body"].split())
    if f"{zlib.crc32(body.encode()):08x}" != found["sum"]:
        raise CodeError("its code was changed after it was made, or lost a part on its way")
    try:
        text = body.partition(".")[2]
        data = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        answers = {_key(name): dict(value) for name, value in data["answers"].items()}
        person = str(data["person"])
    except (binascii.Error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CodeError("its code holds something else than answers") from error
    return Given(found["name"], person, answers)


def _key(name: str) -> tuple[str, str]:
    item, _, wording = name.partition(":")
    return item, wording


def write(given: Given) -> str:
    """The code of these answers, as the page writes it."""
    answers = {":".join(key): value for key, value in given.answers.items()}
    text = json.dumps({"person": given.person, "answers": answers}, ensure_ascii=False, separators=(",", ":"))
    body = f"{given.reflection}.{base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}"
    return f"EDI{VERSION}.{body}.{zlib.crc32(body.encode()):08x}"
