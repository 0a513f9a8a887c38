"""Reads the mapping files of an administrator and tells file, line, field and remedy when one is wrong.

A wrong mapping could empty fields of hundreds of relations, so nothing is guessed: unknown words are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields as fields_of
from pathlib import Path

import yaml

from koppeling.imports.sources import ArticleSource, RelationSource
from koppeling.mapping import FieldMapping, MappedField, Write
from outsmart.listing import MasterList

_RELATION_TARGETS = (
    "name debtor_number contact phone_number email email_workorder street house_number postal_code city remark "
    "latitude longitude country external_id debtor_number_invoice kvk_number vat_number debtor_type language "
    "accountmanager mobile status active pgp_code source lead_phase"
)
_MATERIAL_TARGETS = (
    "code description price unit eancode barcode freefield1 freefield2 freefield3 freefield4 freefield5 note vat_code"
)
_HOUR_TYPE_TARGETS = "code name cost_booking sale_booking sale_price cost_price active"
_TARGETS: Mapping[MasterList, frozenset[str]] = {
    MasterList.RELATIONS: frozenset(_RELATION_TARGETS.split()) | {f"val_value_{n}" for n in range(1, 51)},
    MasterList.MATERIALS: frozenset(_MATERIAL_TARGETS.split()),
    MasterList.HOUR_TYPES: frozenset(_HOUR_TYPE_TARGETS.split()),
}
_SOURCES: Mapping[MasterList, type[RelationSource] | type[ArticleSource]] = {
    MasterList.RELATIONS: RelationSource,
    MasterList.MATERIALS: ArticleSource,
    MasterList.HOUR_TYPES: ArticleSource,
}
# Without these the koppeling could not find back what it made: target, source and write are fixed.
_FIXED: Mapping[MasterList, Mapping[str, tuple[str, Write]]] = {
    MasterList.RELATIONS: {
        "debtor_number": ("number", Write.CREATE_ONLY),
        "external_id": ("id", Write.ALWAYS),
    },
    MasterList.MATERIALS: {"code": ("code", Write.CREATE_ONLY), "freefield5": ("id", Write.ALWAYS)},
    MasterList.HOUR_TYPES: {"code": ("code", Write.CREATE_ONLY)},
}
_NUMBERS: Mapping[MasterList, frozenset[str]] = {
    MasterList.RELATIONS: frozenset(),
    MasterList.MATERIALS: frozenset({"price"}),
    MasterList.HOUR_TYPES: frozenset({"sale_price", "cost_price"}),
}
_WORDS = ("target", "source", "write", "default", "size", "decimals", "table", "zero")


class MappingError(ValueError):
    """A mapping file that cannot be used; the text names file, line, field and what to write there."""

    def __init__(self, path: Path, line: int, field: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path.name}, line {line}, field {field}: {problem}. {remedy}")
        self.path = path
        self.line = line
        self.field = field
        self.problem = problem
        self.remedy = remedy


def load_mapping(path: Path) -> FieldMapping:
    """Read and check one mapping file; tables that it names are files beside it."""
    reader = _Reader(path)
    root = reader.table_of(reader.root(), "file")
    reader.only_known(root, ("list", "fields"))
    listing = _listing(reader, root)
    node = root.get("fields")
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise reader.error(node, "fields", "is not a list of fields", "Write `fields:` and below it a `- {…}` each.")
    fields = tuple(_field(reader, item, listing) for item in node.value)
    _check_whole(reader, node, listing, fields)
    return FieldMapping(listing, fields)


def _listing(reader: _Reader, root: Mapping[str, yaml.Node]) -> MasterList:
    name = reader.text(root, "list")
    known = {listing.endpoint: listing for listing in MasterList}
    if name not in known:
        raise reader.error(root.get("list"), "list", f"'{name}' is not a list of OutSmart", _choose(known))
    return known[name]


def _field(reader: _Reader, node: yaml.Node, listing: MasterList) -> MappedField:
    words = reader.table_of(node, "fields")
    reader.only_known(words, _WORDS)
    target = reader.word(words, "target", _TARGETS[listing], node)
    sources = {field.name for field in fields_of(_SOURCES[listing])}
    source = reader.word(words, "source", sources, node) if "source" in words else ""
    default = reader.text(words, "default")
    if not source and not default:
        raise reader.error(node, target, "has no source and no default", _choose(sources))
    write = Write(reader.word(words, "write", {w.value for w in Write}, node))
    size, decimals = reader.count(words, "size", 65_535), reader.count(words, "decimals", 4)
    _check_number(reader, node, listing, target, source, decimals)
    zero_allowed = _zero(reader, words, node, decimals)
    return MappedField(target, source, write, default, size or 0, decimals, reader.table(words), zero_allowed)


def _zero(reader: _Reader, words: Mapping[str, yaml.Node], node: yaml.Node, decimals: int | None) -> bool:
    """Whether an amount may become 0; only `allowed` says so, and only of an amount."""
    if "zero" not in words:
        return False
    reader.word(words, "zero", {"allowed"}, node)
    if decimals is None:
        raise reader.error(words["zero"], "zero", "is for amounts only", "Leave out `zero`.")
    return True


def _check_number(
    reader: _Reader, node: yaml.Node, listing: MasterList, target: str, source: str, decimals: int | None
) -> None:
    is_number = target in _NUMBERS[listing]
    if is_number != (decimals is not None):
        problem = "is a number in OutSmart" if is_number else "is a text in OutSmart"
        raise reader.error(node, target, problem, f"{'Add' if is_number else 'Leave out'} `decimals`.")
    if is_number and source not in {"", "price"}:
        raise reader.error(node, target, f"source '{source}' is not a number", "Choose the source price.")


def _check_whole(reader: _Reader, node: yaml.Node, listing: MasterList, fields: tuple[MappedField, ...]) -> None:
    by_target = {field.target: field for field in fields}
    if len(by_target) != len(fields):
        targets = [field.target for field in fields]
        double = next(target for target in targets if targets.count(target) > 1)
        raise reader.error(node, double, "is there twice", "Keep one of the two.")
    for target in listing.required:
        if target not in by_target:
            raise reader.error(node, target, "is missing, and OutSmart demands it", f"Add `target: {target}`.")
    for target, (source, write) in _FIXED[listing].items():
        field = by_target.get(target)
        if field is None or (field.source, field.write) != (source, write):
            remedy = f"Write {{target: {target}, source: {source}, write: {write}}}."
            raise reader.error(node, target, "identifies the record and is not free to choose", remedy)


def _choose(known: Mapping[str, object] | set[str] | frozenset[str] | tuple[str, ...]) -> str:
    names = known if isinstance(known, tuple) else sorted(known)
    return f"Choose from: {', '.join(names)}."


class _Reader:
    """The nodes of one YAML file, which still know their lines."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def root(self) -> yaml.Node | None:
        try:
            return yaml.compose(self._path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except FileNotFoundError:
            raise MappingError(self._path, 0, "file", "does not exist", "Put it back.") from None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            raise MappingError(self._path, line, "file", f"is not YAML ({error.problem})", "Repair it.") from error
        except (yaml.reader.ReaderError, UnicodeDecodeError) as error:
            raise MappingError(self._path, 0, "file", "is not a text in UTF-8", "Save it as UTF-8.") from error

    def error(self, node: yaml.Node | None, field: str, problem: str, remedy: str) -> MappingError:
        return MappingError(self._path, node.start_mark.line + 1 if node else 1, field, problem, remedy)

    def table_of(self, node: yaml.Node | None, field: str) -> Mapping[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, field, "is not a list of names with values", "Write `name: value`.")
        pairs = {str(key.value): value for key, value in node.value}
        if len(pairs) != len(node.value):
            raise self.error(node, field, "has one name twice", "Keep one of the two.")
        return pairs

    def only_known(self, words: Mapping[str, yaml.Node], known: tuple[str, ...]) -> None:
        for word, node in words.items():
            if word not in known:
                raise self.error(node, word, "is not a word of a mapping", _choose(known))

    def text(self, words: Mapping[str, yaml.Node], word: str) -> str:
        """A scalar as it is typed: 1, "1" and st alike; an empty value and null are ""."""
        node = words.get(word)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(node, word, "is not a single value", f"Write `{word}: value`.")
        return "" if node.tag.endswith(":null") else str(node.value)

    def word(self, words: Mapping[str, yaml.Node], word: str, known: set[str] | frozenset[str], at: yaml.Node) -> str:
        value = self.text(words, word)
        if value not in known:
            problem = f"'{value}' is not known" if value else "is missing"
            raise self.error(words.get(word, at), word, problem, _choose(known))
        return value

    def count(self, words: Mapping[str, yaml.Node], word: str, most: int) -> int | None:
        value = self.text(words, word)
        if word not in words:
            return None
        if not re.fullmatch("[0-9]{1,5}", value) or int(value) > most:
            raise self.error(words[word], word, f"'{value}' is not a whole number", f"Write a number from 0 to {most}.")
        return int(value)

    def table(self, words: Mapping[str, yaml.Node]) -> Mapping[str, str] | None:
        name = self.text(words, "table")
        if not name:
            return None
        if not re.fullmatch("[a-z_]+", name) or not (path := self._path.with_name(f"{name}.yaml")).is_file():
            remedy = f"Make the file {name}.yaml beside {self._path.name}, or leave out `table`."
            raise self.error(words["table"], "table", f"there is no file '{name}.yaml'", remedy)
        reader = _Reader(path)
        rows = reader.table_of(reader.root(), name)
        return {code: reader.text(rows, code) for code in rows}
