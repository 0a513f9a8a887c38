"""A stranger who only has the API description gets through the whole prescribed work flow."""

from typing import Any

import requests

from sandbox.core.running import RunningSandbox

STATUSES = [
    {"sta_code": "0", "sta_name": "Niet exporteren"},
    {"sta_code": "1", "sta_name": "Exporteren"},
    {"sta_code": "99", "sta_name": "Error"},
]
CUSTOMER = {
    "CustomerName": "Bakkerij De Aar",
    "CustomerDebtorNr": "10042",
    "CustomerStreet": "Dorpsstraat",
    "CustomerZIP": "9999XX",
    "CustomerCity": "Voorbeeld",
    "CustomerContactPerson": "de bakker",
}
WANTED = {"status": "Compleet", "update_status": "false", "workstatus": "1"}
OF_THE_BAKER = {"key[]": "CustomerDebtorNr", "value[]": "10042", "operator[]": "eq"}
DELETED_ORDER = {"delete_all": "false", "entity": "workorder", "key": "workorder_no", "value": "SO-2203"}


def order(number: str) -> dict[str, Any]:
    line = {"MaterialCode": "R-24V", "MaterialNr": "1", "MaterialPrice": "18,50", "MaterialName": "Relais 24V"}
    return {
        "WorkorderNo": number,
        **CUSTOMER,
        **{f"{name}Invoice": value for name, value in CUSTOMER.items()},
        "TypeOfWork": "Storing",
        "PaymentMethod": "op rekening",
        "WorkStatus": "1",
        "Materials": [line],
    }


def finish(box: RunningSandbox, row_id: int) -> None:
    """What a mechanic does on the device."""
    requests.post(f"{box.root_url}/_sandbox/workorders/{row_id}", json={"complete": True}, timeout=5)


def test_the_prescribed_work_flow(outsmart: RunningSandbox) -> None:
    base = outsmart.base_url
    with requests.Session() as session:
        session.params = {"token": "sandbox-klant-token", "software_token": "sandbox-software-token"}

        assert session.post(f"{base}/workstatusses/", json=STATUSES).json()["response"] == 3
        posted = session.post(f"{base}/PostWorkorders/", json=[order(f"SO-220{n}") for n in (1, 2, 3)]).json()
        assert posted["code"] == 200
        for row in posted["response"][:2]:
            finish(outsmart, row["row_id"])

        first, second = session.get(f"{base}/GetWorkorders/", params=WANTED | OF_THE_BAKER).json()["response"]
        assert (first["WorkorderNo"], second["WorkorderNo"]) == ("SO-2201", "SO-2202")
        (line,) = first["Materials"]
        assert float(line["MaterialNr"].replace(",", ".")) * float(line["MaterialPrice"].replace(",", ".")) == 18.5

        # the first is processed, the second fails, so neither is offered again
        done = session.get(f"{base}/GetWorkorder/", params={"row_id": first["id"], "update_status": "true"}).json()
        assert done["code"] == 200
        failed = session.get(f"{base}/UpdateWorkorder/", params={"row_id": second["id"], "workstatus": "99"}).json()
        assert failed == {"code": 200, "messages": [], "response": None}
        assert session.get(f"{base}/GetWorkorders/", params=WANTED).json()["response"] == []

        assert session.get(f"{base}/DeleteEntity/", params=DELETED_ORDER).json()["response"] == 1
        left = session.get(f"{base}/GetWorkorders/", params={"status": "Alle", "update_status": "false"}).json()
    shown = [(one["WorkorderNo"], one["status"], one["WorkStatus"]) for one in left["response"]]
    assert shown == [("SO-2201", "Afgehandeld", "1"), ("SO-2202", "Compleet", "99")]
