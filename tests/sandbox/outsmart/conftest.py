"""Speaks to the running OutSmart sandbox as a plain client: tokens in the query, JSON in the body."""

from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox

TOKENS = {"token": "sandbox-klant-token", "software_token": "sandbox-software-token"}


class Client:
    """The calls that the tests make, with the envelope as it came."""

    def __init__(self, box: RunningSandbox) -> None:
        self.box = box

    def get(self, endpoint: str, query: Any = (), **more: str) -> dict[str, Any]:
        """GET with the tokens; the query may be pairs, so that keys can be repeated."""
        pairs = [*TOKENS.items(), *(query.items() if isinstance(query, dict) else query), *more.items()]
        answer: dict[str, Any] = requests.get(f"{self.box.base_url}/{endpoint}/", params=pairs, timeout=10).json()
        return answer

    def rows(self, endpoint: str, query: Any = (), **more: str) -> list[dict[str, Any]]:
        """The response of a GET that must succeed."""
        answer = self.get(endpoint, query, **more)
        assert answer["code"] == 200, answer
        found: list[dict[str, Any]] = answer["response"]
        return found

    def post(self, endpoint: str, body: Any, **query: str) -> dict[str, Any]:
        """POST with the tokens."""
        url = f"{self.box.base_url}/{endpoint}/"
        answer: dict[str, Any] = requests.post(url, params=TOKENS | query, json=body, timeout=10).json()
        return answer

    def order(self, row_id: int) -> dict[str, Any]:
        """A work order as it is stored."""
        orders: list[dict[str, Any]] = self.box.state()["workorders"]
        return next(order for order in orders if order["id"] == str(row_id))


@pytest.fixture
def api(outsmart: RunningSandbox) -> Client:
    return Client(outsmart)


@pytest.fixture
def relation() -> dict[str, Any]:
    return {
        "name": "Bakkerij Voorbeeld",
        "debtor_number": "10042",
        "street": "Dorpsstraat",
        "postal_code": "1234 AB",
        "city": "Voorbeeldstad",
    }


@pytest.fixture
def posted_order() -> dict[str, Any]:
    """Exactly the members that PostWorkorders asks for."""
    customer = {
        "CustomerName": "Bakkerij Voorbeeld",
        "CustomerDebtorNr": "10042",
        "CustomerStreet": "Dorpsstraat",
        "CustomerZIP": "1234 AB",
        "CustomerCity": "Voorbeeldstad",
        "CustomerContactPerson": "Mevr. Voorbeeld",
    }
    invoice = {f"{name}Invoice": value for name, value in customer.items()}
    return {"WorkorderNo": "SO-1", "TypeOfWork": "Storing", "PaymentMethod": "op rekening", **customer, **invoice}


@pytest.fixture
def order_id(api: Client) -> int:
    """A completed order with work status 1, one material and one period."""
    made: int = api.box.act(
        "workorders",
        {
            "WorkorderNo": "SO-1",
            "CustomerName": "Bakkerij Voorbeeld",
            "status": "Compleet",
            "WorkStatus": "1",
            "Materials": [
                {"MaterialCode": "R-24V", "MaterialName": "Relais", "MaterialNr": "2", "MaterialPrice": "18.50"}
            ],
            "Workperiods": [{"WorkDate": "05-10-2026", "BeginTime": "08:00", "EndTime": "09:30", "TotalTime": "01:30"}],
        },
    )["row_id"]
    return made
