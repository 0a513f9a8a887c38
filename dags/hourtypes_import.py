"""Services of Reeleezee become hour types in OutSmart, every night."""

from __future__ import annotations

from koppeling.import_dag import build_import
from koppeling.koppelingen import koppelingen

DOC = """
### Uursoorten importeren / import hour types
Neemt de producten van de soort dienst uit Reeleezee over als uursoorten in OutSmart, herkend aan hun code.

*Takes services over as hour types, recognised by their code.*
"""

for coupled in koppelingen():
    build_import(coupled, "hourtypes_import", "hour_types", "import_hour_types", "Uursoorten importeren", DOC)
