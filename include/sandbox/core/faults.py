"""Plans which calls go wrong and how, so that a test can break exactly the one it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

KINDS = frozenset(
    {
        "latency",
        "status",
        "status_after",
        "html",
        "html_after",
        "truncate",
        "reset_before",
        "reset_after",
        "hang",
        "hang_after",
        "edit_before",
    }
)

HANDLED_KINDS = KINDS - {"status", "html", "reset_before", "hang"}
"""With these the API does its work all the same; at most the answer suffers."""

TEN_MINUTES_MS = 600_000


@dataclass(frozen=True)
class Edit:
    """What somebody does in the back office: the path below `/_sandbox` and its body."""

    path: str
    body: Any


@dataclass(frozen=True)
class Fault:
    """One thing to go wrong for calls that `match`: "PUT /SalesInvoices"; `*` is any method, `$` the path's end.

    With the kind `edit_before` nothing breaks: a person does `edit` just before the call is carried out.
    """

    match: str
    kind: str
    times: int = 1
    skip: int = 0
    ms: int = 0
    code: int = 500
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    edit: Edit | None = None

    @property
    def is_handled(self) -> bool:
        """Whether the API carries out the call."""
        return self.kind in HANDLED_KINDS

    @property
    def wait_seconds(self) -> float:
        """How long a latency or a hang lasts."""
        ms = self.ms or (TEN_MINUTES_MS if self.kind.startswith("hang") else 0)
        return ms / 1000

    def fits(self, method: str, path: str, query: str) -> bool:
        """Whether the call is one of those this fault is meant for; the query only counts when the fault names one."""
        wanted_method, _, part = self.match.partition(" ")
        if wanted_method not in {"*", method}:
            return False
        part, path = part.strip().lower(), path.lower()
        at_end = part.endswith("$")
        path_fits = path.endswith(part[:-1]) if at_end else part in path
        return path_fits and self.query in query


def faults_from_json(rows: object) -> list[Fault]:
    """Read the plan of a control call; TypeError or ValueError says what is wrong with it."""
    if not isinstance(rows, list):
        raise TypeError("the plan of faults is a list")
    return [_fault_from_json(row) for row in rows]


def _fault_from_json(row: object) -> Fault:
    if not isinstance(row, Mapping):
        raise TypeError(f"a fault is an object with match and kind, not {row!r}")
    known = {one.name for one in fields(Fault)}
    if unknown := set(row) - known:
        raise ValueError(f"a fault has no {', '.join(sorted(map(str, unknown)))}; it has {', '.join(sorted(known))}")
    if not isinstance(row.get("match"), str) or " " not in row["match"]:
        raise ValueError('a fault needs match, such as "PUT /SalesInvoices"')
    if row.get("kind") not in KINDS:
        raise ValueError(f"kind {row.get('kind')!r} is not one of {', '.join(sorted(KINDS))}")
    for name in ("times", "skip", "ms", "code"):
        if not isinstance(row.get(name, 0), int) or row.get(name, 0) < 0:
            raise ValueError(f"{name} of a fault is a whole number from 0, not {row[name]!r}")
    return Fault(**{**row, "edit": _edit_from_json(row)})


def _edit_from_json(row: Mapping[str, Any]) -> Edit | None:
    edit, is_wanted = row.get("edit"), row["kind"] == "edit_before"
    if (edit is not None) is not is_wanted:
        raise ValueError("edit goes with the kind edit_before, and that kind with an edit")
    if edit is None:
        return None
    if not isinstance(edit, Mapping) or set(edit) != {"path", "body"} or not isinstance(edit["path"], str):
        raise ValueError('an edit is an object with path and body, such as {"path": "workorders/1", "body": {…}}')
    return Edit(edit["path"], edit["body"])


@dataclass
class _Planned:
    fault: Fault
    seen: int = 0
    struck: int = 0

    def strikes(self) -> bool:
        """Count a call that fits and say whether it is hit."""
        self.seen += 1
        if self.seen <= self.fault.skip or (self.fault.times and self.struck >= self.fault.times):
            return False
        self.struck += 1
        return True


class FaultPlan:
    """The faults of one server; the first one that fits a call and is not used up wins."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def replace(self, faults: list[Fault]) -> None:
        """Forget the present faults and plan these."""
        self._planned = [_Planned(fault) for fault in faults]

    def strike(self, method: str, path: str, query: str) -> Fault | None:
        """The fault that hits this call, if any; using it up is part of asking."""
        for planned in self._planned:
            if planned.fault.fits(method, path, query) and planned.strikes():
                return planned.fault
        return None

    def listed(self) -> list[dict[str, Any]]:
        """The plan with how often each fault fitted a call and struck."""
        return [
            {"match": one.fault.match, "kind": one.fault.kind, "times": one.fault.times, "skip": one.fault.skip}
            | {"ms": one.fault.ms, "code": one.fault.code, "query": one.fault.query}
            | {"seen": one.seen, "struck": one.struck}
            for one in self._planned
        ]
