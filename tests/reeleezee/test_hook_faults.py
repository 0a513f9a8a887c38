"""What the hook makes of answers that go wrong: never a second write too many, never a wrong conclusion."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from pytest_httpserver import HTTPServer

from reeleezee.errors import ReeleezeeContractError, ReeleezeeOutcomeUnknown, ReeleezeeTransientError
from reeleezee.hook import ReeleezeeHook
from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import tax_rate_id
from sandbox.seeds.accounts import ADMINISTRATION_ID

Connect = Callable[..., ReeleezeeHook]

CUSTOMER = str(uuid5(NAMESPACE_URL, "customer"))
ADDRESS = str(uuid5(NAMESPACE_URL, "address"))
PRODUCT = str(uuid5(NAMESPACE_URL, "product"))
INVOICE = str(uuid5(NAMESPACE_URL, "invoice"))
PRODUCT_BODY = {"Code": "M-1", "Description": "Leiding", "Price": Decimal("8.25")}
ADDRESS_BODY = {"Type": 1, "Street": "Dorpsstraat", "City": "Lindedorp", "Country": {"id": "NL"}}

LOST_AFTER_STORING: list[dict[str, Any]] = [
    {"kind": "reset_after"},
    {"kind": "html_after"},
    {"kind": "status_after", "code": 500},
    {"kind": "status_after", "code": 504},
    {"kind": "hang_after", "ms": 3000},
]
LOST_BEFORE_STORING: list[dict[str, Any]] = [
    {"kind": "reset_before"},
    {"kind": "html"},
    {"kind": "status", "code": 500, "body": '{"Message": "Onverwachte fout"}'},
    {"kind": "hang", "ms": 3000},
]
LOST = [*LOST_AFTER_STORING, *LOST_BEFORE_STORING]


def named(fault: dict[str, Any]) -> str:
    return " ".join(str(fault[key]) for key in ("kind", "code") if key in fault)


@pytest.fixture
def hook(box: RunningSandbox, connect: Connect) -> ReeleezeeHook:
    return connect(box.base_url, administration_id=ADMINISTRATION_ID, extra={"read_timeout": 1})


def invoice_body() -> dict[str, Any]:
    rate = {"id": tax_rate_id("NL, Hoog Tarief")}
    line = {"Sequence": 1, "Quantity": 1, "Price": Decimal("8.25"), "Description": "Leiding", "TaxRate": rate}
    return {
        "DocumentType": 10,
        "Type": 1,
        "Origin": 2,
        "Date": "2026-11-03T00:00:00",
        "IsVatIncluded": False,
        "Entity": {"id": CUSTOMER},
        "DocumentLineList": [line],
    }


@pytest.mark.parametrize("fault", LOST, ids=named)
def test_a_product_whose_answer_is_lost_is_stored_once_all_the_same(
    box: RunningSandbox, hook: ReeleezeeHook, fault: dict[str, Any]
) -> None:
    box.faults([{"match": "PUT /Products", **fault}])
    product = hook.put_product(PRODUCT, PRODUCT_BODY)
    assert (product.code, product.price) == ("M-1", Decimal("8.25"))
    assert len(box.state()["products"]) == 1
    assert box.counters()["PUT /Products/{id}"] == (1 if fault in LOST_AFTER_STORING else 2)


@pytest.mark.parametrize("fault", LOST, ids=named)
def test_a_customer_and_address_whose_answers_are_lost_are_stored_once_all_the_same(
    box: RunningSandbox, hook: ReeleezeeHook, fault: dict[str, Any]
) -> None:
    box.faults([{"match": "PUT /Customers", **fault, "times": 1}, {"match": "PUT /Addresses", **fault}])
    channel = {"CommunicationType": 10, "FormattedValue": "info@jansen.example"}
    hook.put_customer(CUSTOMER, {"Name": "Jansen", "CommunicationChannelList": [channel]})
    hook.put_address(CUSTOMER, ADDRESS, ADDRESS_BODY)
    customer = hook.customer(CUSTOMER)
    assert customer is not None
    assert (customer.name, [address.city for address in customer.addresses]) == ("Jansen", ["Lindedorp"])
    assert len(box.state()["customers"]) == 1


def test_a_product_that_stays_unsure_is_an_unknown_outcome(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    box.faults([{"match": "PUT /Products", "kind": "reset_before", "times": 0}])
    with pytest.raises(ReeleezeeOutcomeUnknown):
        hook.put_product(PRODUCT, PRODUCT_BODY)
    assert box.counters()["PUT /Products/{id}"] == 2


def test_a_product_that_another_changed_meanwhile_is_not_overwritten(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    hook.put_product(PRODUCT, {**PRODUCT_BODY, "Description": "Van een collega"})
    box.forget_requests()
    box.faults([{"match": "PUT /Products", "kind": "reset_before"}])
    with pytest.raises(ReeleezeeOutcomeUnknown):
        hook.put_product(PRODUCT, PRODUCT_BODY)
    assert box.counters()["PUT /Products/{id}"] == 1


def test_a_write_that_cannot_be_read_back_is_not_called_without_effect(
    box: RunningSandbox, hook: ReeleezeeHook
) -> None:
    box.faults([{"match": "GET /Products", "kind": "status", "code": 503, "times": 0}])
    with pytest.raises(ReeleezeeOutcomeUnknown, match="could not be read"):
        hook.put_product(PRODUCT, PRODUCT_BODY)


@pytest.mark.parametrize(
    "fault", [*LOST, {"kind": "truncate"}], ids=lambda fault: f"{fault['kind']} {fault.get('code', '')}"
)
def test_an_invoice_is_sent_once_whatever_becomes_of_the_answer(
    box: RunningSandbox, hook: ReeleezeeHook, fault: dict[str, Any]
) -> None:
    hook.put_customer(CUSTOMER, {"Name": "Jansen"})
    box.forget_requests()
    box.faults([{"match": "PUT /SalesInvoices", "times": 0, **fault}])
    with pytest.raises(ReeleezeeOutcomeUnknown):
        hook.put_sales_invoice(INVOICE, invoice_body())
    assert box.counters() == {"PUT /SalesInvoices/{id}": 1}
    stored = hook.sales_invoice(INVOICE) is not None
    assert stored == (fault not in LOST_BEFORE_STORING)


def test_an_answered_500_is_told_apart_from_silence(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    body = '{"Message": "Onverwachte fout"}'
    json_type = {"Content-Type": "application/json; charset=utf-8"}
    box.faults([{"match": "PUT /SalesInvoices", "kind": "status", "code": 500, "body": body, "headers": json_type}])
    with pytest.raises(ReeleezeeOutcomeUnknown) as answered:
        hook.put_sales_invoice(INVOICE, invoice_body())
    box.faults([{"match": "PUT /SalesInvoices", "kind": "reset_before"}])
    with pytest.raises(ReeleezeeOutcomeUnknown) as silent:
        hook.put_sales_invoice(INVOICE, invoice_body())
    assert (answered.value.answered_500, silent.value.answered_500) == (True, False)
    assert answered.value.message == "Onverwachte fout"


@pytest.fixture
def bare(httpserver: HTTPServer, connect: Connect) -> ReeleezeeHook:
    """A hook on a server of which each test writes the answers."""
    return connect(httpserver.url_for("/api/v1"), administration_id=ADMINISTRATION_ID)


STORED = {"id": INVOICE, "Status": 1, "Entity": {"id": CUSTOMER}, "DocumentLineList": [{"id": "l", "Sequence": 1}]}
PATH = f"/api/v1/{ADMINISTRATION_ID}/SalesInvoices/{INVOICE}"


@pytest.mark.parametrize(
    "answer", [None, {"id": INVOICE}, {**STORED, "DocumentLineList": []}, {**STORED, "Entity": None}]
)
def test_an_invoice_answered_without_lines_or_customer_is_read_back(
    httpserver: HTTPServer, bare: ReeleezeeHook, answer: dict[str, Any] | None
) -> None:
    put = httpserver.expect_request(PATH, method="PUT")
    if answer is None:
        put.respond_with_data("", 204)
    else:
        put.respond_with_json(answer)
    httpserver.expect_request(PATH, method="GET").respond_with_json(STORED)
    invoice = bare.put_sales_invoice(INVOICE, invoice_body())
    assert [line.id for line in invoice.lines] == ["l"]
    assert [request.method for request, _ in httpserver.log] == ["PUT", "GET"]


@pytest.mark.parametrize("status", [404, 503])
def test_an_invoice_that_cannot_be_read_back_is_an_unknown_outcome(
    httpserver: HTTPServer, bare: ReeleezeeHook, status: int
) -> None:
    httpserver.expect_request(PATH, method="PUT").respond_with_data("", 204)
    httpserver.expect_request(PATH, method="GET").respond_with_json({"Message": "_NotFound"}, status=status)
    with pytest.raises(ReeleezeeOutcomeUnknown):
        bare.put_sales_invoice(INVOICE, invoice_body())


def test_the_answer_of_another_invoice_is_not_taken(httpserver: HTTPServer, bare: ReeleezeeHook) -> None:
    httpserver.expect_request(PATH, method="PUT").respond_with_json({**STORED, "id": PRODUCT})
    with pytest.raises(ReeleezeeContractError, match="another record"):
        bare.put_sales_invoice(INVOICE, invoice_body())


def test_an_endless_list_of_pages_ends_in_an_error(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    box.reset("25")
    box.switch(page_size=10, send_nextlink_loop=True)
    with pytest.raises(ReeleezeeContractError):
        list(hook.customers())


@pytest.mark.parametrize("kind", ["reset_before", "html", "truncate", "status"])
def test_a_read_survives_one_fault_in_the_middle_of_a_list(box: RunningSandbox, hook: ReeleezeeHook, kind: str) -> None:
    box.reset("25")
    box.switch(page_size=10)
    box.faults([{"match": "GET /Customers", "kind": kind, "skip": 1}])
    assert len(list(hook.customers())) == 25


def test_a_read_that_keeps_failing_gives_up_as_transient(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    box.faults([{"match": "GET /SalesInvoices", "kind": "status", "code": 503, "times": 0}])
    with pytest.raises(ReeleezeeTransientError):
        hook.sales_invoice(INVOICE)
    assert box.counters() == {"GET /SalesInvoices/{id}": 4}
