"""A record that is there and cannot be read is named, and never taken for one that is not there."""

import pytest

from koppeling.invoicing.refused import Refused, refuse_unreadable

UNREADABLE = {"kb-22": "Price", "dddddddd-0000-4000-8000-000000000011": "VATRate"}


@pytest.mark.parametrize("key", ["KB-22", "kb-22"])
def test_the_first_key_that_is_unreadable_is_told_with_its_fields(key: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_unreadable(UNREADABLE, "", "KB-15", key, "DDDDDDDD-0000-4000-8000-000000000011")

    why = refused.value.reason
    assert (why.code, why.values) == ("needed_record_unreadable", {"key": key, "fields": "Price"})


def test_nothing_is_refused_for_keys_that_nobody_bears() -> None:
    refuse_unreadable({**UNREADABLE, "": "id"}, "", "KB-15")
