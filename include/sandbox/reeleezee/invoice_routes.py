"""Answers calls on single sales invoices: the document, its lines, actions, attachments and paper."""

from __future__ import annotations

import uuid

from sandbox.core.api import ApiResponse
from sandbox.reeleezee.actions import act, offered_actions
from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.answers import empty_answer
from sandbox.reeleezee.bodies import json_body
from sandbox.reeleezee.call import Call, wrong_verb
from sandbox.reeleezee.invoices import delete_invoice, put_invoice
from sandbox.reeleezee.lookups import standard_id
from sandbox.reeleezee.refused import invalid_data, no_route, not_found
from sandbox.reeleezee.tables import table
from sandbox.reeleezee.uploads import put_upload, uploads_of

_PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_PAYMENT_CHOICES = ("Nog te betalen", "Wordt automatisch geïncasseerd", "Betaald per bank", "Betaald - contant")


def answer_invoice(call: Call) -> ApiResponse:
    """Read, write or delete one invoice, or go on to what hangs on it."""
    if call.segments[1] == "actions":
        # the collection itself has actions too, none of which this server knows
        raise invalid_data()
    if len(call.segments) > 2:
        return _answer_below(call)
    invoice_id = call.guid(1)
    if call.method == "GET":
        row = call.record("SalesInvoice")
        # a new token at every read: it is no version mark
        row["Token"] = str(uuid.uuid4())
        return call.item("SalesInvoice", row)
    if call.method == "PUT":
        call.books.check_query("SalesInvoice", call.request)
        return call.stored("SalesInvoice", put_invoice(call.books, invoice_id, call.body_of(invoice_id)))
    if call.method == "DELETE":
        delete_invoice(call.books, call.record("SalesInvoice")["id"])
        return empty_answer()
    raise wrong_verb(call.method)


def _answer_below(call: Call) -> ApiResponse:
    row = call.record("SalesInvoice")
    route, depth = call.segments[2], len(call.segments)
    if route == "actions" and depth == 3:
        return _answer_actions(call, row)
    if route == "uploads" and depth <= 4:
        return _answer_uploads(call, row)
    if call.method != "GET":
        raise wrong_verb(call.method)
    if route == "lines":
        return _answer_lines(call, row)
    if depth > 3:
        raise no_route()
    if route == "download":
        return ApiResponse(200, _PAPER, "application/pdf")
    if route == "quickpaymentselections":
        choices = [{"id": standard_id("QuickPaymentSelection", text), "Description": text} for text in _PAYMENT_CHOICES]
        return call.rows("QuickPaymentSelection", choices)
    if route == "documenttaskhistory":
        return call.rows("ApiAction", [])
    raise no_route()


def _answer_actions(call: Call, row: Row) -> ApiResponse:
    if call.method == "GET":
        return call.rows("ApiAction", offered_actions(row))
    if call.method != "POST":
        raise wrong_verb(call.method)
    act(call.books, row["id"], json_body(call.request))
    return empty_answer()


def _answer_lines(call: Call, row: Row) -> ApiResponse:
    lines = row["DocumentLineList"]
    if len(call.segments) == 3:
        return call.rows("SalesInvoiceLine", lines)
    line_id = call.guid(3)
    line = next((one for one in lines if one["id"] == line_id), None)
    if line is None:
        raise not_found()
    if len(call.segments) == 4:
        return call.item("SalesInvoiceLine", line)
    if call.segments[4:] == ("taxrates",):
        return call.rows("TaxRate", list(table("TaxRate", call.language).values()))
    raise no_route()


def _answer_uploads(call: Call, row: Row) -> ApiResponse:
    attached = uploads_of(call.books, row["id"])
    if len(call.segments) == 3:
        if call.method != "GET":
            raise wrong_verb(call.method)
        return call.rows("Upload", attached)
    upload_id = call.guid(3)
    if call.method == "PUT":
        return call.stored("Upload", put_upload(call.books, row["id"], upload_id, call.body_of(upload_id)))
    if call.method != "GET":
        raise wrong_verb(call.method)
    found = next((one for one in attached if one["id"] == upload_id), None)
    if found is None:
        raise not_found()
    return call.item("Upload", found)
