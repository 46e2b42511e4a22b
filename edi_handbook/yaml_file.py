"""A YAML file that people write, read into a checked model, with every fault named by file, line and place.

What reflections and session plans share. It knows nothing of either.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError


class Strict(BaseModel):
    """A part of such a file: it has no key that is not asked for, and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class YamlFileError(ValueError):
    """A file that cannot be used. The message says where, what is wrong and how to mend it, one sentence a line."""


class _Loader(yaml.SafeLoader):
    """YAML 1.1 reads Yes, No, On and Off as truth values, where here they are answers to questions. It makes dates of
    its own too, and falls over one that is not in the calendar: the model reads dates, and says where."""


def _as_text(tag: str, first: str) -> bool:
    return tag == "tag:yaml.org,2002:timestamp" or (tag == "tag:yaml.org,2002:bool" and first not in "tTfF")


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not _as_text(tag, first)]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


Model = TypeVar("Model", bound=BaseModel)


def read(
    path: Path, model: type[Model], error: type[YamlFileError], what: str, parts: str, context: dict | None = None
) -> Model:
    """The file at `path` as a `model`, whose `name` is the file's own name.

    `what` is what such a file is, for messages ("a reflection"), and `parts` the key of its list of parts ("items"): a
    fault in one is said to be in "item 'its-id'". `context` is handed to the model's validators. Raises `error` where
    the file cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise error(f"{path.name}: cannot be read as UTF-8 text ({type(problem).__name__})") from problem
    try:
        loader = _Loader(text)
        tree = loader.get_single_node()
        if not isinstance(tree, yaml.MappingNode):
            raise error(f"{path.name}, line 1: {what} is a mapping with title, {parts} and more")
        for key, wrong in wrong_keys(tree):
            raise error(f"{path.name}, line {key.start_mark.line + 1}: {wrong}")
        data = loader.construct_document(tree)
    except yaml.YAMLError as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", 0) + 1
        reason = getattr(problem, "problem", None) or "cannot be read"
        raise error(f"{path.name}, line {line}: not valid YAML: {reason}") from problem
    except RecursionError as problem:
        raise error(f"{path.name}, line 1: it is nested too deeply, or refers to itself: write it out") from problem
    try:
        named = {str(key): value for key, value in data.items()} | {"name": path.stem}
        return model.model_validate(named, context=context)
    except ValidationError as problem:
        whole = f"the {what.partition(' ')[2]}"
        # A part that may be of several kinds is tried as each of them, and may fail alike.
        said = dict.fromkeys(_sentence(path, tree, one, whole, parts) for one in problem.errors())
        raise error("\n".join(said)) from problem


def wrong_keys(node: yaml.Node) -> Iterator[tuple[yaml.Node, str]]:
    """Each key that is not one word, or is there twice: YAML keeps the last, and says nothing."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield key, "a key is not one word: write `key: value`"
            elif key.value in seen:
                yield key, f"'{key.value}' is there twice"
            else:
                seen.add(key.value)
            yield from wrong_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from wrong_keys(value)


def _sentence(path: Path, tree: yaml.MappingNode, problem: dict, whole: str, parts: str) -> str:
    """One problem that pydantic found, with the line of the nearest thing that the file holds."""
    place, line, node = [], tree.start_mark.line + 1, tree
    for step in problem["loc"]:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found:
                line, node = found[0].start_mark.line + 1, found[1]
                place.append(str(step))
            elif problem["type"] == "missing" and step == problem["loc"][-1]:
                place.append(str(step))
            # Else pydantic says which of several kinds it tried, and there is no such thing in the file.
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
            name = _id(node)
            place.append(f"'{name}'" if name else str(step + 1))
    where = " ".join(place).replace(f"{parts} ", f"{parts.removesuffix('s')} ", 1) or whole
    return f"{path.name}, line {line}: {where}: {_words(problem)}"


# What pydantic says of these is for people who write code.
PLAIN = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not known here; look at its spelling, or take it out",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "string_too_long": "has more than {max_length} characters; shorten it",
    "string_too_short": "has fewer than {min_length} characters; write more",
    "too_long": "has more than {max_length}; take some out",
    "too_short": "needs at least {min_length}; add what is missing",
}


def _words(problem: dict) -> str:
    if plain := PLAIN.get(problem["type"]):
        return plain.format(**problem.get("ctx", {}))
    return problem["msg"].removeprefix("Value error, ")


def _id(node: yaml.Node) -> str | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for key, value in pairs if key.value == "id"), None)
