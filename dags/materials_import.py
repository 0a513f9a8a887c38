"""Products of Reeleezee become materials in OutSmart, every night."""

from __future__ import annotations

from koppeling.import_dag import build_import
from koppeling.koppelingen import koppelingen

DOC = """
### Materialen importeren / import materials
Neemt de producten (soort product) uit Reeleezee over als materialen in OutSmart. Vrij veld 5 van het materiaal houdt
het id van het product vast: wijzig dat niet met de hand. Is vrij veld 5 niet actief, dan stopt de import met de stappen
om het aan te zetten.

*Takes products over as materials; free field 5 holds the product's id and must not be changed by hand.*
"""

for coupled in koppelingen():
    build_import(coupled, "materials_import", "materials", "import_materials", "Materialen importeren", DOC)
