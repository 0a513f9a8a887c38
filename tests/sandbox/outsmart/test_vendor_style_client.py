"""A stranger who only has the API description gets through the whole prescribed work flow."""

import requests

from sandbox.core.running import RunningSandbox


def test_the_prescribed_work_flow(outsmart: RunningSandbox) -> None:
    session = requests.Session()
    session.params = {"token": "sandbox-klant-token", "software_token": "sandbox-software-token"}
    base = outsmart.base_url

    statuses = [
        {"sta_code": "0", "sta_name": "Niet exporteren"},
        {"sta_code": "1", "sta_name": "Exporteren"},
        {"sta_code": "99", "sta_name": "Error"},
    ]
    assert session.post(f"{base}/workstatusses/", json=statuses).json() == {"code": 200, "messages": [], "response": 3}

    customer = {
        "CustomerName": "Bakkerij De Aar",
        "CustomerDebtorNr": "10042",
        "CustomerStreet": "Dorpsstraat",
        "CustomerZIP": "9999XX",
        "CustomerCity": "Voorbeeld",
        "CustomerContactPerson": "de bakker",
    }
    orders = [
        {
            "WorkorderNo": number,
            **customer,
            **{f"{name}Invoice": value for name, value in customer.items()},
            "TypeOfWork": "Storing",
            "PaymentMethod": "op rekening",
            "WorkStatus": "1",
            "Materials": [
                {"MaterialCode": "R-24V", "MaterialNr": "1", "MaterialPrice": "18,50", "MaterialName": "Relais 24V"}
            ],
        }
        for number in ("SO-2201", "SO-2202", "SO-2203")
    ]
    posted = session.post(f"{base}/PostWorkorders/", json=orders).json()
    assert posted["code"] == 200
    row_ids = {row["workorder_no"]: row["row_id"] for row in posted["response"]}

    # the mechanics finish two of the three
    for number in ("SO-2201", "SO-2202"):
        requests.post(f"{outsmart.root_url}/_sandbox/workorders/{row_ids[number]}", json={"complete": True}, timeout=5)

    wanted = {"status": "Compleet", "update_status": "false", "workstatus": "1"}
    filtered = wanted | {"key[]": "CustomerDebtorNr", "value[]": "10042", "operator[]": "eq"}
    ready = session.get(f"{base}/GetWorkorders/", params=filtered).json()["response"]
    assert [order["WorkorderNo"] for order in ready] == ["SO-2201", "SO-2202"]
    (line,) = ready[0]["Materials"]
    assert float(line["MaterialNr"].replace(",", ".")) * float(line["MaterialPrice"].replace(",", ".")) == 18.5

    # the first is processed, the second fails
    settled = session.get(f"{base}/GetWorkorder/", params={"row_id": ready[0]["id"], "update_status": "true"}).json()
    assert settled["code"] == 200
    failed = session.get(f"{base}/UpdateWorkorder/", params={"row_id": ready[1]["id"], "workstatus": "99"}).json()
    assert failed == {"code": 200, "messages": [], "response": None}
    assert session.get(f"{base}/GetWorkorders/", params=wanted).json()["response"] == []

    gone = session.get(
        f"{base}/DeleteEntity/",
        params={"delete_all": "false", "entity": "workorder", "key": "workorder_no", "value": "SO-2203"},
    )
    assert gone.json() == {"code": 200, "messages": [], "response": 1}
    left = session.get(f"{base}/GetWorkorders/", params={"status": "Alle", "update_status": "false"}).json()["response"]
    assert [(order["WorkorderNo"], order["status"], order["WorkStatus"]) for order in left] == [
        ("SO-2201", "Afgehandeld", "1"),
        ("SO-2202", "Compleet", "99"),
    ]
    session.close()
