"""What people call the DAGs of a koppeling, for messages and for tasks that start them."""

from __future__ import annotations

from typing import Final

DUTCH_NAMES: Final = {
    "invoice_export": "Facturen maken",
    "relations_import": "Relaties importeren",
    "materials_import": "Materialen importeren",
    "hourtypes_import": "Uursoorten importeren",
    "reconciliation": "Controle",
    "start_synchronisatie": "Start synchronisatie",
    "koppeling_settings": "Instellingen",
    "koppeling_setup": "Koppeling inrichten",
    "meldingen": "Meldingen",
}
