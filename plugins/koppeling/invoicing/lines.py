"""Makes invoice lines of a work order's materials and work periods, by the outcomes table of docs/outcomes.md."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from koppeling.identity import Identity
from koppeling.invoicing.amounts import quantities_of, unexplained_discount
from koppeling.invoicing.articles import find_material, find_service
from koppeling.invoicing.catalogue import Catalogue, HourType, LineRule, NewProduct
from koppeling.invoicing.draft import DraftLine
from koppeling.invoicing.forms import Form, hours_form, material_form
from koppeling.invoicing.reading import date_of, decimal_of, period_label
from koppeling.invoicing.refused import refuse
from koppeling.invoicing.times import WorkedTime, as_clock, rounded_minutes, worked_time
from koppeling.keys import normal_key
from koppeling.money import bare
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
    form = material_form(amounts, unit=line.unit, name=name or Both("materiaal", "material"))
    made = _material_line(line, name, amounts.price, form, rules)
    if discount := unexplained_discount(line, amounts):
        why = reason("discount_not_in_total", name=name or Both("materiaal", "material"), discount=bare(discount * 100))
        return replace(made, warnings=(*made.warnings, why))
    return made


def _material_line(line: MaterialLine, name: str, price: Decimal, form: Form, rules: LineRules) -> DraftLine:
    """`price` is what a product costs that has to be made, whatever the form of the line."""
    if not normal_key(line.code):
        return _uncoded_line(name, form, rules)
    settings = rules.settings
    article = find_material(line, rules.catalogue, rules.identity, settings.product_kind_product)
    if article.product is not None:
        warnings = tuple(w for w in (*article.warnings, _rate_of_its_own(line, article.product, rules)) if w)
        text = name or article.product.description
        return _product_line(article.product, text, form, rules.product, rules.catalogue, warnings)
    if not settings.create_materials:
        raise refuse("material_unknown", code=line.code.strip(), name=name)
    return _new_product_line(line, name, price, form, rules)


def _rate_of_its_own(line: MaterialLine, product: Product, rules: LineRules) -> Reason | None:
    """A product that the export made may have got a rate that nobody chose, and whoever noticed may have been killed.

    The rate may as well be a person's wish by now, so that it counts; but it is never billed without a word.
    """
    rate, wanted = rules.catalogue.tax_rate_of(product)[0], rules.product.tax_rate
    if rate is None or rate.id == wanted.id or product.id != rules.identity.product(line.code):
        return None
    return reason("made_material_of_other_rate", code=line.code.strip(), rate=rate.name, wanted=wanted.name)


def _uncoded_line(name: str, form: Form, rules: LineRules) -> DraftLine:
    if not rules.settings.create_materials:
        raise refuse("material_without_code", name=name or Both("zonder naam", "without name"))
    return _line(name or "Materiaal", form, rules.product.tax_rate, rule=rules.product)


def _new_product_line(line: MaterialLine, name: str, price: Decimal, form: Form, rules: LineRules) -> DraftLine:
    code = line.code.strip()
    if len(code) > CODE_SIZE:
        raise refuse("material_number_too_long", code=code)
    new = NewProduct(rules.identity.product(code), code, name or code, price, line.unit.strip())
    rate = rules.product.tax_rate
    return _line(name or code, form, rate, product_id=new.id, rule=rules.product, new_product=new)


def _product_line(
    product: Product,
    text: str,
    form: Form,
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
    return _line(text, form, ruled.tax_rate, product_id=product.id, rule=ruled, warnings=warnings)


def _line(
    text: str,
    form: Form,
    rate: TaxRate,
    *,
    rule: LineRule,
    product_id: str = "",
    new_product: NewProduct | None = None,
    warnings: tuple[Reason, ...] = (),
) -> DraftLine:
    return DraftLine(
        description=text,
        quantity=form.quantity,
        price=form.price,
        discount=form.discount,
        tax_rate=rate,
        product_id=product_id,
        account=rule.account,
        new_product=new_product,
        warnings=warnings,
        figures=form.figures,
    )


def period_line(period: WorkPeriod, rules: LineRules, day: str = "") -> DraftLine | Reason:
    """The invoice line of a work period, or the warning with which it is left out; raises `Refused`.

    `day` is the work date of the order.
    """
    where = period_label(period)
    date_of(period.date, "WorkDate", where)
    step = rules.settings.round_hours_to
    worked = worked_time(period, step, day)
    minutes = rounded_minutes(worked.minutes, step)
    if minutes == 0:
        return _period_left_out(period, worked, step)
    code = hour_code_of(period, rules.settings)
    if not code:
        raise refuse("period_without_hour_type", where=where)
    service = find_service(code, where, rules.catalogue, rules.settings.product_kind_service)
    price = _hour_price(service.hour_type, code, where)
    note = clean(period.remark) or (f"medewerker {period.employee.strip()}" if period.employee.strip() else "")
    text = ", ".join(part for part in (service.hour_type.name or code, period.date.strip(), note) if part)
    form = hours_form(minutes, price, name=where)
    warnings = _about_the_hours(period, worked, price, service.hour_type)
    return _product_line(service.product, text, form, rules.service, rules.catalogue, (*service.warnings, *warnings))


def _period_left_out(period: WorkPeriod, worked: WorkedTime, step: int) -> Reason:
    """Told with its minutes: no work disappears without somebody seeing how much it was."""
    nl, en = f"{worked.minutes} minuten", f"{worked.minutes} minutes"
    if worked.minutes:
        nl, en = f"{nl}, afgerond op {step} minuten", f"{en}, rounded to {step} minutes"
    if worked.by_clock is not None:
        clock = as_clock(worked.by_clock)
        nl, en = f"{nl}; begin- en eindtijd geven {clock}", f"{en}; begin and end give {clock}"
    where = period_label(period)
    return reason("line_left_out", name=Both(f"{where} ({nl})", f"{where} ({en})"))


def _hour_price(hour_type: HourType, code: str, where: str) -> Decimal:
    """An empty price is none, and no price of nought."""
    if not hour_type.sale_price.strip():
        raise refuse("hour_type_without_price", code=code, where=where)
    return decimal_of(hour_type.sale_price, f"sale_price ({code})", where)


def _about_the_hours(period: WorkPeriod, worked: WorkedTime, price: Decimal, hour_type: HourType) -> tuple[Reason, ...]:
    where = period_label(period)
    told = []
    if worked.by_clock is not None:
        billed, clock = as_clock(worked.minutes), as_clock(worked.by_clock)
        told.append(reason("time_differs_from_clock", where=where, billed=billed, clock=clock))
    if price == 0:
        told.append(reason("hours_without_charge", code=hour_type.code.strip(), where=where))
    return tuple(told)


def hour_code_of(period: WorkPeriod, settings: Settings) -> str:
    """The hour type of a period as it was typed, else the default of the settings; may be empty."""
    return period.hour_type.strip() if normal_key(period.hour_type) else settings.default_hour_type


def fitted(line: DraftLine, prefix: str) -> DraftLine:
    """Cut the line's text to what Reeleezee takes, with a warning when that lost something; its figures are kept."""
    figures = f" ({line.figures})" if line.figures else ""
    text = f"{prefix}{clean(line.description)}"
    short = cut(text, DESCRIPTION_SIZE - len(figures))
    if short == text:
        return line.described(text + figures)
    warning = reason("text_cut", size=DESCRIPTION_SIZE, name=cut(text, 60))
    return replace(line, description=short + figures, warnings=(*line.warnings, warning))
