"""The task of the three import DAGs: read, map, compare, post what differs, report."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koppeling import runtime
from koppeling.koppelingen import koppeling

if TYPE_CHECKING:
    from koppeling.imports.report import ImportReport
    from koppeling.mapping import FieldMapping
    from koppeling.saved import Saved
    from koppeling.steps.import_journal import Journal

log = logging.getLogger(__name__)
MAPPINGS = Path(__file__).resolve().parents[3] / "include" / "mappings"
FILES = {"relations": "relations.yaml", "materials": "materials.yaml", "hour_types": "hourtypes.yaml"}


def sync(
    name: str,
    kind: str,
    *,
    preview: bool,
    remembered: Mapping[str, str] | None = None,
    earlier: Mapping[str, Any] | None = None,
    longest_turn: float | None = None,
    journal: Journal | None = None,
) -> dict[str, Any]:
    """Run one import of one koppeling; `kind` is relations, materials or hour_types. Returns the report as JSON.

    An import that is not done after `longest_turn` seconds says under `unfinished` how far it came: what the next turn
    wants as `earlier`. `journal` keeps what is posted, for a try after one that was killed.

    Raises the hooks' errors, `MappingError` and `InvalidSettings`: those concern the whole import, not a row.
    """
    saved = runtime.read_saved(name)
    if saved is None:
        from koppeling.settings import InvalidSettings

        raise InvalidSettings(runtime.NOT_SAVED)
    from koppeling.imports.progress import Progress
    from koppeling.imports.turn import Turn

    turn = Turn(Progress.from_json(earlier) if earlier else None, longest_turn)
    if journal is not None:
        turn.goes_on_after(journal.written, journal.note)
    report = _run(name, kind, saved, {"preview": preview, "remembered": remembered or {}, "turn": turn})
    log.info("%s: %s", kind, dict(report.counts))
    return {**report.as_json(), "unfinished": report.unfinished.as_json() if report.unfinished else None}


def readable(made: Mapping[str, Any]) -> list[str]:
    """The counts and the rows to look at as lines that a person reads beside the report."""
    counts = ", ".join(f"{count} {name}" for name, count in made["counts"].items() if count)
    rows = [f"{row['key'] or '-'} · {row['name']} · {row['nl']}" for row in made["rows"]]
    return [f"{'voorbeeld, ' if made['preview'] else ''}{counts}", *rows]


def _run(name: str, kind: str, saved: Saved, wanted: Mapping[str, Any]) -> ImportReport:
    from koppeling.imports.hour_types import import_hour_types
    from koppeling.imports.materials import import_materials
    from koppeling.imports.relations import import_relations

    settings = saved.settings
    identity = runtime.identity_of(koppeling(name), saved)
    shared: dict[str, Any] = {"mapping": _mapping(kind), **wanted}
    include_vat = bool(saved.product_prices_include_vat)
    with runtime.hooks(name, saved) as (outsmart, reeleezee):
        if kind == "relations":
            return import_relations(outsmart, reeleezee, identity=identity, kind=settings.relation_kind, **shared)
        if kind == "materials":
            return import_materials(
                outsmart,
                reeleezee,
                identity=identity,
                product_kind=settings.product_kind_product,
                prices_include_vat=include_vat,
                **shared,
            )
        return import_hour_types(
            outsmart,
            reeleezee,
            product_kind=settings.product_kind_service,
            prices_include_vat=include_vat,
            **shared,
        )


def _mapping(kind: str) -> FieldMapping:
    from koppeling.mapping_file import load_mapping

    return load_mapping(MAPPINGS / FILES[kind])
