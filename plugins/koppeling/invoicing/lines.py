"""Makes invoice lines of a work order's materials and work periods, by the outcomes table of docs/outcomes.md."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal

from koppeling.identity import Identity
from koppeling.invoicing.articles import find_material, find_service
from koppeling.invoicing.catalogue import Catalogue, LineRule, NewProduct
from koppeling.invoicing.draft import DraftLine
from koppeling.invoicing.reading import (
    Quantities,
    date_of,
    decimal_of,
    period_label,
    quantities_of,
    rounded_minutes,
    unexplained_discount,
    worked_minutes,
)
from koppeling.invoicing.refused import refuse
from koppeling.money import bare, line_net, to_cents
from koppeling.reasons import Both, Reason, reason
from koppeling.settings import Settings
from koppeling.text import clean, cut
from outsmart.records import MaterialLine, WorkPeriod
from reeleezee.records import Product, TaxRate

DESCRIPTION_SIZE = 1000
CODE_SIZE = 32


@dataclass(frozen=True)
class LineRules:
    """All that line making needs besides the line itself."""

    catalogue: Catalogue
    settings: Settings
    identity: Identity
    product: LineRule
    service: LineRule


def material_line(line: MaterialLine, rules: LineRules) -> DraftLine | Reason:
    """The invoice line of a used material, or the warning with which it is left out; raises `Refused`."""
    amounts = quantities_of(line)
    name = clean(line.name) or line.code.strip()
    if amounts.quantity == 0:
        return reason("line_left_out", name=name or Both("materiaal", "material"))
    made = _material_line(line, name, amounts, rules)
    if discount := unexplained_discount(line, amounts):
        why = reason("discount_not_in_total", name=name or Both("materiaal", "material"), discount=bare(discount * 100))
        return replace(made, warnings=(*made.warnings, why))
    return made


def _material_line(line: MaterialLine, name: str, amounts: Quantities, rules: LineRules) -> DraftLine:
    if not line.code.strip():
        return _uncoded_line(name, amounts, rules)
    settings = rules.settings
    article = find_material(line, rules.catalogue, rules.identity, settings.product_kind_product)
    if article.product is not None:
        warnings = tuple(w for w in (article.warning, _rate_of_its_own(line, article.product, rules)) if w)
        text = name or article.product.description
        return _product_line(article.product, text, amounts, rules.product, rules.catalogue, warnings)
    if not settings.create_materials:
        raise refuse("material_unknown", code=line.code.strip(), name=name)
    return _new_product_line(line, name, amounts, rules)


def _rate_of_its_own(line: MaterialLine, product: Product, rules: LineRules) -> Reason | None:
    """A product that the export made may have got a rate that nobody chose, and whoever noticed may have been killed.

    The rate may as well be a person's wish by now, so that it counts; but it is never billed without a word.
    """
    rate, wanted = rules.catalogue.tax_rate_of(product)[0], rules.product.tax_rate
    if rate is None or rate.id == wanted.id or product.id != rules.identity.product(line.code):
        return None
    return reason("made_material_of_other_rate", code=line.code.strip(), rate=rate.name, wanted=wanted.name)


def _uncoded_line(name: str, amounts: Quantities, rules: LineRules) -> DraftLine:
    if not rules.settings.create_materials:
        raise refuse("material_without_code", name=name or Both("zonder naam", "without name"))
    return _line(name or "Materiaal", amounts, rules.product.tax_rate, rule=rules.product)


def _new_product_line(line: MaterialLine, name: str, amounts: Quantities, rules: LineRules) -> DraftLine:
    code = line.code.strip()
    if len(code) > CODE_SIZE:
        raise refuse("material_number_too_long", code=code)
    new = NewProduct(rules.identity.product(code), code, name or code, amounts.price, line.unit.strip())
    rate = rules.product.tax_rate
    return _line(name or code, amounts, rate, product_id=new.id, rule=rules.product, new_product=new)


def _product_line(
    product: Product,
    text: str,
    amounts: Quantities,
    rule: LineRule,
    catalogue: Catalogue,
    warnings: tuple[Reason, ...] = (),
) -> DraftLine:
    """A line on a known product: its own VAT rate and revenue account where it tells, else those of the settings."""
    rate, unclear = catalogue.tax_rate_of(product)
    if unclear:
        warnings = (*warnings, reason("product_vat_unclear", code=product.code))
    own_account = catalogue.account_of(product)
    ruled = LineRule(rate or rule.tax_rate, own_account or rule.account)
    return _line(text, amounts, ruled.tax_rate, product_id=product.id, rule=ruled, warnings=warnings)


def _line(
    text: str,
    amounts: Quantities,
    rate: TaxRate,
    *,
    rule: LineRule,
    product_id: str = "",
    new_product: NewProduct | None = None,
    warnings: tuple[Reason, ...] = (),
) -> DraftLine:
    return DraftLine(
        description=text,
        quantity=amounts.quantity,
        price=amounts.price,
        discount=amounts.discount,
        tax_rate=rate,
        product_id=product_id,
        account=rule.account,
        new_product=new_product,
        warnings=warnings,
    )


def period_line(period: WorkPeriod, rules: LineRules) -> DraftLine | Reason:
    """The invoice line of a work period, or the warning with which it is left out; raises `Refused`."""
    where = period_label(period)
    date_of(period.date, "WorkDate", where)
    minutes = rounded_minutes(worked_minutes(period), rules.settings.round_hours_to)
    if minutes == 0:
        return reason("line_left_out", name=where)
    code = period.hour_type.strip() or rules.settings.default_hour_type
    if not code:
        raise refuse("period_without_hour_type", where=where)
    service = find_service(code, where, rules.catalogue, rules.settings.product_kind_service)
    price = decimal_of(service.hour_type.sale_price, f"sale_price ({code})", where)
    note = clean(period.remark) or (f"medewerker {period.employee.strip()}" if period.employee.strip() else "")
    text = ", ".join(part for part in (service.hour_type.name or code, period.date.strip(), note) if part)
    amounts = Quantities(hours_as_quantity(minutes, price), price, Decimal(0))
    return _product_line(service.product, text, amounts, rules.service, rules.catalogue)


def hours_as_quantity(minutes: int, price: Decimal) -> Decimal:
    """Minutes as hours with as few decimals (from two) as keep the amount exact to the cent.

    50 minutes at 62.50 are 0.8333. Where the exact amount ends on half a cent (230 minutes at 20.01 are 76.705), hours
    that are rounded down never reach it: they are rounded up, by less than a hundredth of a minute.
    """
    exact = to_cents(Decimal(minutes) * price / 60)
    tries = [(ROUND_HALF_UP, range(2, 9)), (ROUND_UP, range(4, 9))]
    for rounding, places in tries:
        for decimals in places:
            hours = (Decimal(minutes) / 60).quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
            if line_net(hours, price) == exact:
                return hours
    return Decimal(minutes) / 60


def fitted(line: DraftLine, prefix: str) -> DraftLine:
    """Cut the line's text to what Reeleezee takes, with a warning when that lost something."""
    text = f"{prefix}{clean(line.description)}"
    short = cut(text, DESCRIPTION_SIZE)
    if short == text:
        return line.described(text)
    warning = reason("text_cut", size=DESCRIPTION_SIZE, name=cut(text, 60))
    return DraftLine(**{**line.__dict__, "description": short, "warnings": (*line.warnings, warning)})
