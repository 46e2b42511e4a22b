"""What people call a page in their own words: `edi_search_words` names a YAML file of page name to phrases.

A book without that file has no such phrases.

    book/learn/if-you-raise-a-concern:
      - speak up
      - whistleblowing
"""

from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

_PHRASES = TypeAdapter(dict[str, list[str]])


def read(path: Path) -> dict[str, list[str]]:
    """Phrases by page. Raises `ValueError` with one sentence where the file cannot be used."""
    try:
        return _PHRASES.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror}") from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise ValueError(f"{path.name}:{line}: {getattr(error, 'problem', 'not YAML')}") from None
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ValueError(f"{path.name}: {where}: write the name of a page, then a list of phrases") from None
