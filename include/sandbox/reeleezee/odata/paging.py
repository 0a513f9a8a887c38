"""Cuts a collection into pages, with the link to the next one that points to another host, as the server's does."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.reeleezee.odata.options import whole_number
from sandbox.reeleezee.odata.schema import Row


@dataclass(frozen=True)
class Page:
    """One page of rows; `next_skip` and `next_top` are for the link to the next page, if there is one."""

    rows: list[Row]
    next_skip: int | None
    next_top: int | None


def page_of(rows: list[Row], options: dict[str, str], page_size: int) -> Page:
    """The rows that the call gets, at most a page of them."""
    skip = whole_number(options, "$skip") or 0
    top = whole_number(options, "$top")
    wanted = len(rows) - skip if top is None else min(top, len(rows) - skip)
    if wanted <= page_size:
        return Page(rows[skip : skip + max(wanted, 0)], None, None)
    return Page(rows[skip : skip + page_size], skip + page_size, None if top is None else top - page_size)


def next_link(base: str, path: str, query: tuple[tuple[str, str], ...], skip: int, top: int | None) -> str:
    """The link as the server writes it: unencoded, all options kept, ending in `$skip`."""
    kept = [f"{name}={value}" for name, value in query if name not in {"$skip", "$top"}]
    if top is not None:
        kept.append(f"$top={top}")
    return f"{base}{path}?{'&'.join([*kept, f'$skip={skip}'])}"
