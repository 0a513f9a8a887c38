"""Who is told what, as `koppelingen.yaml` says it, and what is refused there."""

from datetime import time

import pytest
import yaml

from koppeling.notices.wanted import InvalidNotices, Notices, read_notices


def read(text: str) -> Notices | None:
    return read_notices(yaml.safe_load(text))


def test_nobody_is_told_anything_unless_asked() -> None:
    assert read_notices(None) is None


def test_what_is_not_said_has_a_default() -> None:
    assert read("email: planner@example.nl") == Notices(
        email=("planner@example.nl",),
        smtp_connection="smtp_default",
        webhook_connection="",
        language="nl",
        digest_at=time(7, 30),
        check="5-59/15 * * * *",
        late_after=60,
    )


def test_everything_can_be_said() -> None:
    text = (
        "{email: [a@example.nl, b@example.nl], smtp_connection: mail, webhook_connection: teams, language: en,"
        " digest_at: null, check: null, late_after: 90}"
    )
    addresses = ("a@example.nl", "b@example.nl")
    assert read(text) == Notices(addresses, "mail", "teams", "en", None, None, 90)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ja", "notices must hold email"),
        ("{}", "fill in email"),
        ("{mail: a@example.nl}", "unknown field 'mail'"),
        ("{email: planner}", "'planner', which is no address"),
        ("{email: {a: b}}", "must be a list of addresses"),
        ("{email: 'a@example.nl, b@example.nl'}", "which is no address"),
        ("{email: a@example.nl, language: de}", "language = 'de' must be nl or en"),
        ("{email: a@example.nl, digest_at: 17:30}", "digest_at = 1050 must be a time between quotes"),
        ("{email: a@example.nl, digest_at: '24:00'}", "digest_at = '24:00' must be a time"),
        ("{email: a@example.nl, check: elk uur}", "check = 'elk uur' is no cron text"),
        ("{email: a@example.nl, late_after: 0}", "late_after = 0 must be a whole number"),
        ("{email: a@example.nl, smtp_connection: ''}", "smtp_connection = '' must be the id"),
    ],
)
def test_what_cannot_be_used_is_named_with_field_value_and_remedy(text: str, told: str) -> None:
    with pytest.raises(InvalidNotices, match=told.replace("(", r"\(")):
        read(text)
