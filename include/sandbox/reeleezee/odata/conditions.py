"""Turns a $filter into a test on stored records, refusing what the server refuses."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from sandbox.reeleezee.model import Kind, Model
from sandbox.reeleezee.odata.functions import call_operand
from sandbox.reeleezee.odata.grammar import (
    COMPARISONS,
    Both,
    Call,
    Comparison,
    Literal,
    Node,
    Opposite,
    Path,
    node_count,
    read_expression,
)
from sandbox.reeleezee.odata.schema import Row, Schema, unknown_property
from sandbox.reeleezee.odata.values import Operand, Read, path_operand
from sandbox.reeleezee.refused import RefusedError

Condition: TypeAlias = Callable[[Row], bool]

_NUMBERS = {Kind.WHOLE, Kind.NUMBER}
_SAME = {"eq": operator.eq, "ne": operator.ne}
_ORDERED = {"gt": operator.gt, "ge": operator.ge, "lt": operator.lt, "le": operator.le}


def condition_of(expression: str, model: Model, schema: Schema) -> Condition:
    """The test that a $filter stands for."""
    tree = read_expression(expression)
    if schema.most_nodes and node_count(tree) > schema.most_nodes:
        raise RefusedError(
            400,
            "The query specified in the URI is not valid. "
            f"The node count limit of '{schema.most_nodes}' has been exceeded.",
        )
    operand = _Compiler(model, schema).operand(tree)
    _must_be_true_or_false(operand)
    read = operand.read
    return lambda row: read(row) is True


def _must_be_true_or_false(operand: Operand) -> None:
    if operand.kind not in {Kind.TRUTH, None}:
        raise RefusedError(
            400, "The query specified in the URI is not valid. The $filter expression must be a single boolean."
        )


class _Compiler:
    def __init__(self, model: Model, schema: Schema) -> None:
        self._model = model
        self._schema = schema

    def operand(self, node: Node) -> Operand:
        if isinstance(node, Literal):
            return _literal(node)
        if isinstance(node, Path):
            if node.names == ("id",) and not self._schema.filters_by_id:
                raise unknown_property("id", self._model)
            return path_operand(node.names, self._model, self._schema)
        if isinstance(node, Call):
            return call_operand(node.name, tuple(self.operand(one) for one in node.arguments), self._schema)
        if isinstance(node, Comparison):
            return self._comparison(node)
        if isinstance(node, Both):
            return self._both(node)
        return self._opposite(node)

    def _both(self, node: Both) -> Operand:
        left, right = self.operand(node.left), self.operand(node.right)
        _must_be_true_or_false(left)
        _must_be_true_or_false(right)
        first, second = left.read, right.read
        if node.operator == "and":
            return _truth(lambda row: first(row) is True and second(row) is True)
        return _truth(lambda row: first(row) is True or second(row) is True)

    def _opposite(self, node: Opposite) -> Operand:
        inner = self.operand(node.inner)
        _must_be_true_or_false(inner)
        read = inner.read
        return _truth(lambda row: read(row) is False)

    def _comparison(self, node: Comparison) -> Operand:
        left, right = self.operand(node.left), self.operand(node.right)
        left, right = self._enum_as_number(left, right), self._enum_as_number(right, left)
        if not _comparable(left, right):
            raise RefusedError(
                400,
                "The query specified in the URI is not valid. A binary operator with incompatible types was detected. "
                f"Found operand types '{left.type_name}' and '{right.type_name}' "
                f"for operator kind '{COMPARISONS[node.operator]}'.",
            )
        if left.kind is Kind.TEXT and self._schema.ignores_case:
            left, right = _folded(left), _folded(right)
        if node.operator in _SAME:
            return _truth(_same(_SAME[node.operator], left, right))
        return _truth(_ordered(_ORDERED[node.operator], left.read, right.read))

    def _enum_as_number(self, literal: Operand, other: Operand) -> Operand:
        """Read a spelled-out enum value as its number, where the switches say that the server takes that spelling."""
        if other.kind is not Kind.ENUM or not literal.is_literal:
            return literal
        is_quoted = literal.kind is Kind.TEXT and self._schema.takes_quoted_enums
        is_enum = literal.kind is Kind.ENUM and self._schema.takes_enum_literals
        if not (is_quoted or is_enum):
            return literal
        spelled = str(literal.read({}))
        names = self._schema.enum_names.get(other.target, {})
        number = int(spelled) if spelled.isdigit() else names.get(spelled)
        return Operand(Kind.ENUM, other.type_name, lambda _: number, other.target)


def _literal(node: Literal) -> Operand:
    value = node.value
    type_name = node.enum or (node.kind.value if node.kind else "null")
    return Operand(node.kind, type_name, lambda _: value, node.enum, is_literal=True)


def _truth(read: Read) -> Operand:
    return Operand(Kind.TRUTH, Kind.TRUTH.value, read)


def _folded(operand: Operand) -> Operand:
    read = operand.read

    def folded(row: Row) -> Any:
        value = read(row)
        return value.casefold() if isinstance(value, str) else value

    return Operand(operand.kind, operand.type_name, folded)


def _comparable(left: Operand, right: Operand) -> bool:
    if left.kind is None or right.kind is None:
        return True
    if Kind.MANY in {left.kind, right.kind} or Kind.ONE in {left.kind, right.kind}:
        return False
    if left.kind in _NUMBERS and right.kind in _NUMBERS:
        return True
    if left.kind is Kind.ENUM and right.kind is Kind.ENUM:
        return left.target == right.target
    return left.kind is right.kind


def _same(compare: Callable[[Any, Any], Any], left: Operand, right: Operand) -> Read:
    first, second = left.read, right.read
    if right.is_literal:
        wanted = second({})
        return lambda row: compare(first(row), wanted)
    return lambda row: compare(first(row), second(row))


def _ordered(compare: Callable[[Any, Any], Any], first: Read, second: Read) -> Read:
    def test(row: Row) -> bool:
        one, other = first(row), second(row)
        return one is not None and other is not None and bool(compare(one, other))

    return test
