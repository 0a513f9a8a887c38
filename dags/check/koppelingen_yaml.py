"""Shows mistakes in koppelingen.yaml as an import error in Airflow, while the DAGs of the other koppelingen go on.

A file of its own without a DAG: Airflow schedules no DAG of a file that has an import error.
"""

from __future__ import annotations

from koppeling.koppelingen import InvalidKoppelingen, listed_koppelingen

listed = listed_koppelingen()
# When nothing at all can be used, every DAG file says so itself.
if listed.usable and listed.problems:
    raise InvalidKoppelingen("\n".join(listed.problems))
