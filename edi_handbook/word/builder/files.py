"""Word files are data: what each is called and which edition in print it follows (`word_files`)."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sphinx.errors import ConfigError

from edi_handbook.typstpdf.editions import Edition


class WordFile(BaseModel):
    """One Word file, with title, pages and what is left out as in the edition that it names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*\.docx$", description="the file's name, in kebab-case")
    edition: str = Field(min_length=1, description="the file of an edition in `typst_editions`")
    leave_out: list[str] = Field([], description="further classes of blocks that this file does not hold")


def read(configured: Any, editions: Mapping[str, Edition]) -> list[WordFile]:
    """The configured files. Raises `ConfigError` with one sentence for each thing that is wrong."""
    try:
        found = TypeAdapter(list[WordFile]).validate_python(configured)
    except ValidationError as error:
        raise ConfigError("\n".join(_sentence(problem) for problem in error.errors())) from None
    names = [one.file for one in found]
    for one in found:
        if names.count(one.file) > 1:
            raise ConfigError(f"word_files: {one.file} is listed twice; give each its own name")
        if one.edition not in editions:
            known = ", ".join(editions)
            raise ConfigError(f"word_files ({one.file}): there is no edition {one.edition}; there are {known}")
    return found


def _sentence(problem: Any) -> str:
    place = list(problem["loc"])
    entry = f", entry {place.pop(0) + 1}" if place and isinstance(place[0], int) else ""
    key = ".".join(map(str, place))
    mend = f"; the keys are {', '.join(WordFile.model_fields)}" if problem["type"] == "extra_forbidden" else ""
    return f"word_files{entry}: {key + ': ' if key else ''}{problem['msg']}{mend}"
