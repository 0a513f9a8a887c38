"""Customers of Reeleezee become relations in OutSmart, every night."""

from __future__ import annotations

from koppeling.import_dag import build_import
from koppeling.koppelingen import koppelingen

DOC = """
### Relaties importeren / import relations
Neemt de klanten (of de gekozen soort relatie) uit Reeleezee over in OutSmart. Alleen wat verschilt wordt geschreven;
velden die niet van de koppeling zijn blijven zoals ze zijn en er wordt nooit iets verwijderd. Het resultaat staat bij
de taak `sync`: aantallen, en de rijen waar iemand naar moet kijken.

*Takes customers over as relations; writes only what differs, never deletes. The result is in task `sync`.*
"""

for coupled in koppelingen():
    build_import(coupled, "relations_import", "relations", "import_relations", "Relaties importeren", DOC)
