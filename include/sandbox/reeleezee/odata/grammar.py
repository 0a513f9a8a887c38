"""Reads a $filter expression into a tree, by OData's own order of precedence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sandbox.reeleezee.model import Kind
from sandbox.reeleezee.odata.words import LiteralValue, Word, syntax_error, words_of

COMPARISONS = {
    "eq": "Equal",
    "ne": "NotEqual",
    "gt": "GreaterThan",
    "ge": "GreaterThanOrEqual",
    "lt": "LessThan",
    "le": "LessThanOrEqual",
}

_MOST_NESTED = 50


@dataclass(frozen=True)
class Literal:
    """A value written in the expression; the kind of null is None."""

    kind: Kind | None
    value: LiteralValue
    enum: str = ""


@dataclass(frozen=True)
class Path:
    """A property, possibly reached through references."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Comparison:
    """Two operands and one of the six comparing words."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Both:
    """Both sides must hold (`and`), or one of them (`or`)."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Opposite:
    """`not`."""

    inner: Node


Node: TypeAlias = Literal | Path | Call | Comparison | Both | Opposite


class _Reader:
    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._words = words_of(expression)
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        if self._at < len(self._words):
            raise self._error()
        return node

    def _error(self) -> Exception:
        place = self._words[self._at].place if self._at < len(self._words) else len(self._expression)
        return syntax_error(place, self._expression)

    def _peek(self) -> str:
        if self._at >= len(self._words) or self._words[self._at].is_literal:
            return ""
        return self._words[self._at].text

    def _take(self) -> Word:
        if self._at >= len(self._words):
            raise self._error()
        word = self._words[self._at]
        self._at += 1
        return word

    def _expect(self, mark: str) -> None:
        if self._peek() != mark:
            raise self._error()
        self._at += 1

    def _either(self) -> Node:
        left = self._both()
        while self._peek() == "or":
            self._at += 1
            left = Both("or", left, self._both())
        return left

    def _both(self) -> Node:
        left = self._opposite()
        while self._peek() == "and":
            self._at += 1
            left = Both("and", left, self._opposite())
        return left

    def _opposite(self) -> Node:
        if self._peek() != "not":
            return self._comparison()
        self._at += 1
        return Opposite(self._opposite())

    def _comparison(self) -> Node:
        left = self._operand()
        operator = self._peek()
        if operator not in COMPARISONS:
            return left
        self._at += 1
        return Comparison(operator, left, self._operand())

    def _operand(self) -> Node:
        word = self._take()
        if word.is_literal:
            return Literal(word.kind, word.value, word.enum)
        if word.text == "(":
            self._depth += 1
            if self._depth > _MOST_NESTED:
                raise self._error()
            node = self._either()
            self._expect(")")
            self._depth -= 1
            return node
        if word.text in {")", ","}:
            self._at -= 1
            raise self._error()
        if self._peek() == "(":
            return Call(word.text, self._arguments())
        return Path(tuple(word.text.split("/")))

    def _arguments(self) -> tuple[Node, ...]:
        self._expect("(")
        found = [self._either()]
        while self._peek() == ",":
            self._at += 1
            found.append(self._either())
        self._expect(")")
        return tuple(found)


def read_expression(expression: str) -> Node:
    """The tree of the expression; a mistake in it is a 400."""
    return _Reader(expression).whole()


def node_count(node: Node) -> int:
    """How many parts the expression has, as the server's own framework counts them: about five for each comparison."""
    count, waiting = 0, [node]
    while waiting:
        one = waiting.pop()
        count += 1
        match one:
            case Path(names):
                count += len(names)
            case Call(_, arguments):
                waiting.extend(arguments)
            case Comparison(_, left, right) | Both(_, left, right):
                waiting.extend((left, right))
            case Opposite(inner):
                waiting.append(inner)
    return count
