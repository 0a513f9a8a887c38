"""Unusual secrets, every form in which one could be found again, and all that an error holds for others to see."""

from __future__ import annotations

import base64
import html
import json
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus

import pytest


@dataclass(frozen=True)
class Secrets:
    """What one account is opened with; OutSmart's tokens have no spaces, Reeleezee's passwords may hold anything."""

    name: str
    token: str
    software_token: str
    password: str

    @property
    def values(self) -> tuple[str, str, str]:
        return self.token, self.software_token, self.password


PROFILES = (
    Secrets("signs", "t0k&n=van/de+klant%", "s0ftw@re?t&ken#", "w8:w//rd é%41&x"),
    Secrets("quotes", "t0'k\"en`<van>klant", "0f4b9c52-7d1e-4c3a-9b60-5a8e2f7d1c93", "w8\"w'oord\\n <ü> {0} $HOME %s"),
    Secrets("patterns", "t0k.*[en]+(klant)$", "^s0ft|ware\\d{3}$", "w8  wo.rd\\w+ (?P<a>.*) [ü]"),
)
WRONG = "f0ut&n+w8'\"woord"


def spellings(secrets: Iterable[str], login: str = "") -> set[str]:
    """Every form of these secrets: bare, in a URL (also twice), in base64, in JSON, in HTML, as Python writes it."""
    found: set[str] = set()
    for secret in secrets:
        once = quote(secret, safe="")
        found |= {secret, quote(secret), once, quote_plus(secret), quote(once, safe=""), once.lower()}
        found |= {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], html.escape(secret)}
        found |= {json.dumps(json.dumps(secret))[3:-3], repr(secret)[1:-1], " ".join(secret.split())}
        for text in (secret, f"{login}:{secret}"):
            for alphabet in (base64.b64encode, base64.urlsafe_b64encode):
                found.add(alphabet(text.encode()).decode().rstrip("="))
    return found


def leaks(text: str, secrets: Iterable[str], login: str = "") -> list[str]:
    return sorted(form for form in spellings(secrets, login) if form in text)


def everything_in(error: BaseException) -> str:
    """What a log, a mail or an error tracker could show of an error, also of what it suppresses and carries along."""
    return "\n".join(text for one in _chain(error) for text in _texts(one))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    following: list[BaseException | None] = [error]
    while following:
        one = following.pop()
        if one is None or one in seen:
            continue
        seen.append(one)
        yield one
        following += [one.__cause__, one.__context__]
        following += [arg for arg in one.args if isinstance(arg, BaseException)]


def _texts(error: BaseException) -> Iterator[str]:
    yield from (str(error), repr(error), repr(error.args), *getattr(error, "__notes__", ()))
    yield "".join(traceback.format_exception(error))
    for name, value in vars(error).items():
        yield f"{name}: {value!r} {value}"
        yield from _carried(value)
    yield str(getattr(error, "doc", ""))


def _carried(value: Any) -> Iterator[str]:
    """A request or response of the HTTP library, which its exceptions bring along."""
    for name in ("url", "headers", "body", "content", "request"):
        inner = getattr(value, name, None)
        if inner is not None:
            yield repr(inner)
            yield from _carried(inner) if name == "request" else ()


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """Everything logged at any level by anybody but the imitated servers, which are not ours."""
    rows = [r for r in caplog.records if not r.name.startswith(("uvicorn", "asyncio", "werkzeug"))]
    texts = [f"{r.name} {r.getMessage()} {r.exc_text or ''} {r.args}" for r in rows]
    texts += [everything_in(r.exc_info[1]) for r in rows if r.exc_info and r.exc_info[1]]
    return "\n".join(texts)
