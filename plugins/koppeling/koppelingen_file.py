"""Takes the list of koppelingen apart into its entries, so that a slip of the pen in one concerns that one alone.

YAML itself gives up on the whole file for a missing quote, and takes the last of two equal keys without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_LIST = "koppelingen"
_ITEM = re.compile(r"^( *)-(?= |$)")


@dataclass(frozen=True)
class Entry:
    """One entry of the list: what it holds, or what is wrong with the way it is written."""

    value: Any = None
    problem: str = ""


def read_entries(text: str) -> list[Entry]:
    """The entries of the list, none when there is no list; raises `YAMLError` when nothing can be made of the file."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        parts = _parts(text)
        if len(parts) < 2:
            raise
        return [_alone(part) for part in parts]
    lists = _members(root, _LIST)
    if len(lists) > 1:
        return [Entry(problem=f"the key {_LIST!r} occurs twice in the file. Keep one list.")]
    if not lists or not isinstance(lists[0], yaml.SequenceNode):
        return []
    return [_entry(node) for node in lists[0].value]


def _members(node: yaml.Node | None, name: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [value for key, value in node.value if key.value == name]


def _entry(node: yaml.Node) -> Entry:
    double = next(_doubles(node), None)
    if double is not None:
        return Entry(problem=f"the key {double!r} occurs twice. Remove one of the two.")
    try:
        return Entry(yaml.constructor.SafeConstructor().construct_document(node))
    except (yaml.YAMLError, ValueError) as error:
        return Entry(problem=f"it cannot be read: {_told(error)}. Correct it.")


def _doubles(node: yaml.Node) -> Iterator[str]:
    """Keys that a mapping has twice, in the entry or in anything within it."""
    if isinstance(node, yaml.MappingNode):
        names = [str(key.value) for key, _ in node.value]
        yield from (name for place, name in enumerate(names) if name in names[:place])
        for _, value in node.value:
            yield from _doubles(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubles(value)


def _parts(text: str) -> list[str]:
    """The lines of each entry of a file that cannot be read as a whole, by the indentation of the first entry."""
    before, heading, rest = text.partition(f"{_LIST}:\n")
    parts: list[list[str]] = []
    margin = None
    for line in rest.splitlines() if heading and not before.rpartition("\n")[2] else ():
        item = _ITEM.match(line)
        if item and margin in {None, item.group(1)}:
            margin = item.group(1)
            parts.append([])
        if parts:
            parts[-1].append(line)
    return ["\n".join(lines) for lines in parts]


def _alone(part: str) -> Entry:
    try:
        node = yaml.compose(part, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return Entry(problem=f"it cannot be read: {_told(error)}. Put a cron text between quotes, or correct the line.")
    return _entry(node.value[0]) if isinstance(node, yaml.SequenceNode) else Entry()


def _told(error: Exception) -> str:
    """The line within the entry and what is wrong there."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"line {mark.line + 1} of the entry, {problem}" if mark else problem
