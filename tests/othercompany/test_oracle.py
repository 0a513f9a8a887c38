"""Breaks the koppeling's own sums in a copy, and sees that invented companies notice: they share none of its code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.protocol.broken_copy import ROOT, BrokenCopy, mutated
from tests.protocol.mutation import Mutation

NOTICED_BY = ("tests/othercompany/test_another_companys_day.py::test_forty_companies_have_a_right_day",)
MONEY, FORMS, TIMES = "koppeling/money.py", "koppeling/invoicing/forms.py", "koppeling/invoicing/times.py"


def _broken(name: str, file: str, old: str, new: str) -> Mutation:
    return Mutation(name, file, old, new, NOTICED_BY)


SUMS = (
    _broken(
        "cents rounded to even",
        MONEY,
        "_unsigned(amount.quantize(CENT, rounding=ROUND_HALF_UP))",
        '_unsigned(amount.quantize(CENT, rounding="ROUND_HALF_EVEN"))',
    ),
    _broken(
        "cents cut off",
        MONEY,
        "_unsigned(amount.quantize(CENT, rounding=ROUND_HALF_UP))",
        '_unsigned(amount.quantize(CENT, rounding="ROUND_DOWN"))',
    ),
    _broken("an hour of a hundred minutes", FORMS, "Decimal(minutes) * price / 60)", "Decimal(minutes) * price / 100)"),
    _broken("a form that Reeleezee may round otherwise", FORMS, "lawful_nets(*figures) == {total}", "True"),
    _broken(
        "half a step of minutes dropped", TIMES, "(2 * minutes + step) // (2 * step) * step", "minutes // step * step"
    ),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrokenCopy]:
    with BrokenCopy(tmp_path_factory.mktemp("copy")) as made:
        yield made


@pytest.mark.parametrize("mutation", SUMS, ids=lambda m: m.name)
def test_the_sum_that_is_broken_is_there_once(mutation: Mutation) -> None:
    assert mutated(mutation) != (ROOT / "plugins" / mutation.file).read_text(encoding="utf-8")


@pytest.mark.faults
def test_no_company_complains_while_nothing_is_broken(copy: BrokenCopy) -> None:
    assert copy.failures(NOTICED_BY) == set()


@pytest.mark.faults
@pytest.mark.parametrize("mutation", SUMS, ids=lambda m: m.name)
def test_companies_notice_a_broken_sum(mutation: Mutation, copy: BrokenCopy) -> None:
    assert copy.survivors(mutation) == set()
