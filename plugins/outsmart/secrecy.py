"""Keeps tokens out of every text that leaves the process, since OutSmart's API demands them in the URL."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

_TOKEN_IN_URL = re.compile(r"\b((?:software_)?token=)[^&\s'\"<>)]+", re.IGNORECASE)
_LOGGERS_THAT_WRITE_URLS = ("urllib3.connectionpool", "urllib3.util.retry", "requests.sessions")


class Secrets:
    """The secret values of one connection, and the masking of a text that may quote them."""

    def __init__(self, values: Iterable[str]) -> None:
        spellings = {form for value in values if value for form in (value, quote(value), quote_plus(value))}
        # Longest first, so that a token that contains another one is masked whole.
        self._spellings = sorted(spellings, key=len, reverse=True)

    def mask(self, text: str) -> str:
        for spelling in self._spellings:
            text = text.replace(spelling, "***")
        return _TOKEN_IN_URL.sub(r"\1***", text)

    def __repr__(self) -> str:
        return "Secrets(***)"


class _TokensOutOfUrls(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if _TOKEN_IN_URL.search(message):
            record.msg, record.args = _TOKEN_IN_URL.sub(r"\1***", message), ()
        return True


_FILTER = _TokensOutOfUrls()


def keep_tokens_out_of_logs() -> None:
    """Mask tokens in the lines that the HTTP libraries write at debug level; repeating it changes nothing."""
    for name in _LOGGERS_THAT_WRITE_URLS:
        logging.getLogger(name).addFilter(_FILTER)
