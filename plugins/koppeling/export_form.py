"""The trigger form of the export: what a person may ask of a run that is started by hand."""

from __future__ import annotations

from airflow.sdk import Param


def form_params() -> dict[str, Param]:
    """Preview, only some work orders, and those on 99 once more; a scheduled run asks none of these."""
    return {
        "preview": Param(
            False,
            type="boolean",
            title="Voorbeeld",
            description="Alleen laten zien wat er zou gebeuren / write nothing",
        ),
        "work_orders": Param(
            [],
            type=["null", "array"],
            title="Alleen deze werkbonnen",
            description="Nummers, een per regel; leeg = alle / only these, empty = all",
        ),
        "retry_refused": Param(
            False,
            type="boolean",
            title="99 opnieuw proberen",
            description="Zet 99 terug op 1 en exporteer / retry those on 99",
        ),
        "invoice_anyway": Param(
            False,
            type="boolean",
            title="Toch factureren",
            description="Niet wachten op de eerste import / do not wait for the first import",
        ),
    }
