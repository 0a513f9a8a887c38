"""Tells by mail or webhook what failed, is late or recovered, and once a day what the planner must repair."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Asset, CronTriggerTimetable, Param, dag, get_current_context, task

from koppeling.export_tasks import STANDING, invoices_of
from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.steps import notice_steps
from koppeling.steps.failure import leave_reason

DOC = """
### Meldingen / notices
Kijkt elk kwartier hoe het met de rondes van deze koppeling gaat en stuurt **een** bericht als een ronde mislukt of de
export te lang uitblijft, en een als het weer in orde is. Stuurt elke ochtend de planner een overzicht van de werkbonnen
op 99, gegroepeerd naar oorzaak. Zonder `notices` in `koppelingen.yaml` doet deze DAG niets. Kan een bericht niet weg,
dan wordt deze ronde rood en probeert de volgende het opnieuw; andere DAG's merken daar niets van.

*Looks every quarter of an hour how this koppeling is doing; tells once what failed or is late and when it is over, and
every morning which work orders are on 99. Without `notices` in `koppelingen.yaml` it does nothing.*
"""
DIGEST_NOW = Param(
    False,
    type="boolean",
    title="Overzicht nu versturen",
    description="Stuur het dagoverzicht meteen, hoe laat het ook is / send the daily digest at once",
)


def build(coupled: Koppeling) -> None:
    name = coupled.name
    check = coupled.notices.check if coupled.notices else None
    told = Asset(f"koppeling_notices_{name}")

    @dag(
        dag_id=coupled.dag_id("meldingen"),
        dag_display_name=f"Meldingen ({name})",
        schedule=CronTriggerTimetable(check, timezone="Europe/Amsterdam") if check else None,
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timedelta(minutes=10),
        default_args={"owner": "koppeling", "on_failure_callback": leave_reason, "retries": 0},
        params={"digest_now": DIGEST_NOW},
        is_paused_upon_creation=False,
        tags=["koppeling", "meldingen", f"koppeling:{name}"],
        doc_md=DOC,
    )
    def meldingen() -> None:
        @task(
            task_display_name="Rondes bekijken",
            inlets=[told],
            doc_md="Meldt wat mislukt is, uitblijft of weer in orde is. / Tells what failed, is late or recovered.",
        )
        def watch() -> list:
            from koppeling.notices.runs import Runs

            context = get_current_context()
            store = context["asset_state_store"][told]
            before = store.get("watched", default={})
            return notice_steps.watch(name, Runs(context["ti"]), before, lambda kept: store.set("watched", kept))

        @task(
            task_display_name="Dagoverzicht",
            inlets=[told, invoices_of(name)],
            doc_md="Stuurt de planner eens per dag wat op 99 staat. / Sends the planner what is on 99, once a day.",
        )
        def digest() -> list:
            from koppeling.notices.runs import Runs

            context = get_current_context()
            store = context["asset_state_store"][told]
            standing = context["asset_state_store"][invoices_of(name)].get(STANDING, default={})
            sent, now = store.get("digest", default={}), bool(context["params"]["digest_now"])
            runs = Runs(context["ti"])
            return notice_steps.digest(name, runs, standing, sent, lambda kept: store.set("digest", kept), now=now)

        watch()
        digest()

    meldingen()


for coupled in koppelingen():
    build(coupled)
