"""Writes the computed amounts into an invoice and its lines."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.arithmetic import (
    LineAmounts,
    LineRounding,
    RateTotal,
    gross_and_discount,
    line_amounts,
    rate_totals,
    with_remainders,
)
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.tables import STANDARD

_NOTHING = Decimal("0.00")
_NOT_PAID = 1


def with_totals(books: Books, invoice: Row) -> Row:
    """The invoice with every amount computed anew from quantity, price, discount and rate."""
    is_vat_included = bool(invoice["IsVatIncluded"])
    is_per_rate = books.switches.word("vat_rounding") == "per_rate"
    cents_off = Decimal(books.switches.number("vat_cents_off")) / 100
    amounts = [_amounts(books, line, is_vat_included) for line in invoice["DocumentLineList"]]
    rates = rate_totals(amounts, is_per_rate=is_per_rate, is_vat_included=is_vat_included)
    if is_per_rate and not is_vat_included:
        amounts = with_remainders(amounts, rates)
    if amounts and cents_off:
        amounts[0] = replace(amounts[0], tax=amounts[0].tax + cents_off)
        rates[0] = replace(rates[0], tax=rates[0].tax + cents_off)
    lines = [_written(books, line, one) for line, one in zip(invoice["DocumentLineList"], amounts, strict=True)]
    net = sum((one.net for one in rates), _NOTHING)
    tax = sum((one.tax for one in rates), _NOTHING)
    paid = invoice.get("TotalPaidAmount") or _NOTHING
    found = invoice | {
        "DocumentLineList": lines,
        "Description": lines[0]["Description"] if lines else None,
        "TotalNetAmount": net,
        "TotalTaxAmount": tax,
        "TotalPayableAmount": net + tax,
        "TotalPaidAmount": paid,
        "TotalLineAmountWithoutDiscount": sum((one.gross for one in amounts), _NOTHING),
        "CalculatedDiscountAmount": sum((one.discount for one in amounts), _NOTHING),
        "BaseInvoiceAmount": net + tax,
        "BasePaidAmount": paid,
        "BaseRemainingAmount": net + tax - paid,
        "IsCreditInvoice": net + tax < 0,
        "TaxSummaryList": [_summary(invoice, one) for one in rates],
    }
    return found | {"PaymentTermList": [_payment_term(found)]}


def _amounts(books: Books, line: Row, is_vat_included: bool) -> LineAmounts:
    rate_id = line["TaxRate"]["id"] if line["TaxRate"] else ""
    percentage = STANDARD["TaxRate"][rate_id]["Percentage"] if rate_id else _NOTHING
    rounding = _line_rounding(books)
    fraction = _discount_fraction(books, line)
    gross, discount = gross_and_discount(line["Quantity"], line["Price"], fraction, rounding)
    if not fraction and line["DiscountAmount"]:
        is_negative = books.switches.word("discount_amount_sign") == "negative"
        discount = rounding.cents(-line["DiscountAmount"] if is_negative else line["DiscountAmount"])
    found = line_amounts(rate_id, percentage, gross, discount, is_vat_included=is_vat_included)
    given = line.get("GivenTaxAmount")
    return found if given is None else replace(found, tax=given)


def _line_rounding(books: Books) -> LineRounding:
    switches = books.switches
    decimals = switches.number("price_decimals")
    return LineRounding(switches.word("line_rounding"), decimals, is_half_to_even=switches.word("half_cents") == "even")


def _discount_fraction(books: Books, line: Row) -> Decimal:
    sent = line["DiscountPercentage"] or _NOTHING
    return sent / 100 if books.switches.word("discount_scale") == "percent" else sent


def _written(books: Books, line: Row, amounts: LineAmounts) -> Row:
    after = amounts.gross - amounts.discount
    is_before_discount = books.switches.flag("net_amount_before_discount")
    return line | {
        "NetAmount": amounts.net + amounts.discount if is_before_discount else amounts.net,
        "TaxAmount": amounts.tax,
        "AfterDiscountAmount": after,
        "TotalAmount": after,
        "LineTotalPayableAmount": amounts.payable,
    }


def _summary(invoice: Row, total: RateTotal) -> Row:
    return {
        "id": str(uuid.uuid5(uuid.UUID(invoice["id"]), f"tax/{total.rate}")),
        "NetAmount": total.net,
        "TaxAmount": total.tax,
        "TaxRate": {"id": total.rate} if total.rate else None,
    }


def _payment_term(invoice: Row) -> Row:
    return {
        "id": str(uuid.uuid5(uuid.UUID(invoice["id"]), "payment term")),
        "DueDate": invoice["DueDate"],
        "Amount": invoice["TotalPayableAmount"],
        "RemainingAmount": invoice["BaseRemainingAmount"],
        "PaymentStatus": _NOT_PAID,
    }
