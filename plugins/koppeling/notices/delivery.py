"""Hands a message to the mail server or the webhook of an Airflow connection, through the hooks that Airflow ships."""

from __future__ import annotations

import logging
import traceback
from typing import Final

import requests
from airflow.providers.http.hooks.http import HttpHook
from airflow.providers.smtp.hooks.smtp import SmtpHook
from airflow.sdk.exceptions import AirflowException

from koppeling.notices.message import Message
from koppeling.notices.wanted import Notices

log = logging.getLogger(__name__)
EMAIL: Final = "email"
WEBHOOK: Final = "webhook"
_SECONDS: Final = 20
# what mail and HTTP raise are kinds of OSError; a setting of the connection that cannot be is one of the others
_TROUBLES: Final = (AirflowException, OSError, ValueError, RuntimeError)


class NotDelivered(Exception):
    """A message could not be handed over; the text names channel and connection and never an address or a secret."""


def channels(notices: Notices) -> tuple[str, ...]:
    """The ways that are configured; each remembers by itself what it has told."""
    wanted = ((EMAIL, notices.email), (WEBHOOK, notices.webhook_connection))
    return tuple(channel for channel, given in wanted if given)


def deliver(channel: str, notices: Notices, message: Message) -> None:
    """Hand the message over; raises `NotDelivered`.

    The cause is told by its kind only: the address of a webhook is its password, and libraries quote addresses.
    """
    connection = notices.smtp_connection if channel == EMAIL else notices.webhook_connection
    try:
        if channel == EMAIL:
            _mail(notices, message)
        else:
            _post(notices, message)
    except Exception as error:  # nobody knows all that libraries raise, and each text of theirs may quote the address
        if not isinstance(error, _TROUBLES):
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s: unforeseen trouble (%s)\n%s", channel, type(error).__name__, where)  # noqa: TRY400
        raise NotDelivered(
            f"Bericht niet verstuurd / notice not sent: {channel}, connection {connection} ({type(error).__name__}). "
            "Controleer de verbinding; de volgende ronde probeert het opnieuw / check the connection."
        ) from None


def _mail(notices: Notices, message: Message) -> None:
    with SmtpHook(smtp_conn_id=notices.smtp_connection) as hook:
        hook.send_email_smtp(to=list(notices.email), subject=message.subject, html_content=message.html)


def _post(notices: Notices, message: Message) -> None:
    """Slack, Teams and most others take `{"text": …}`; the secret end of the address may stand as password."""
    hook = HttpHook(method="POST", http_conn_id=notices.webhook_connection)
    secret_end = hook.get_connection(notices.webhook_connection).password
    options = {"timeout": _SECONDS, "check_response": False}
    answer = hook.run(endpoint=secret_end, json={"text": message.text}, extra_options=options)
    if not answer.ok:
        raise requests.RequestException(str(answer.status_code))
