"""Provokes every kind of failure with strange secrets and proves that none of them is told anywhere."""

from __future__ import annotations

import base64
import json
import logging
import traceback
from dataclasses import replace
from urllib.parse import quote, quote_plus

import pytest
from tests.koppeling.export.couple import Couple, Json, Run, open_couple, used

from sandbox.core.running import RunningSandbox
from sandbox.seeds import OutSmartSeed, ReeleezeeSeed, accounts, outsmart_seed, reeleezee_seed

Running = tuple[RunningSandbox, RunningSandbox]

TOKEN, SOFTWARE_TOKEN = "t0k&n=van/de+klant%", "s0ftw@re?t&ken#"
PASSWORD = "w8:w//rd é%41&x"
ERRORS: list[Json] = [
    {"kind": "status", "code": 401},
    {"kind": "status", "code": 403},
    {"kind": "status", "code": 404},
    {"kind": "status", "code": 400, "body": '{"Message": "Ongeldige gegevens"}'},
    {"kind": "status", "code": 500, "body": '{"Message": "fout"}'},
    {"kind": "status", "code": 302, "headers": {"Location": "https://elders.example.nl/?token=x"}},
    {"kind": "html"},
    {"kind": "truncate"},
    {"kind": "reset_before"},
    {"kind": "hang", "ms": 400},
]
CALLS = [
    ("outsmart", "GET /GetWorkorders"),
    ("outsmart", "GET /GetWorkorder$"),
    ("outsmart", "GET /UpdateWorkorder"),
    ("outsmart", "GET /materials"),
    ("reeleezee", "GET /TaxRates"),
    ("reeleezee", "GET /SalesInvoices"),
    ("reeleezee", "PUT /SalesInvoices"),
    ("reeleezee", "PUT /Customers"),
]


def spellings(login: str) -> list[str]:
    """Every form in which a secret could be found: bare, encoded for a URL, as a header."""
    found = [base64.b64encode(f"{login}:{PASSWORD}".encode()).decode()]
    for secret in (TOKEN, SOFTWARE_TOKEN, PASSWORD, "f0ut&n+"):
        found += [secret, quote(secret), quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]]
    return found


def told(run: Run) -> str:
    """All that a run leaves behind for people and logs to read."""
    texts = [json.dumps([run.plan, run.posted, run.marked, run.report], ensure_ascii=False)]
    for error in run.errors.values():
        texts += traceback.format_exception(error)
        chain: BaseException | None = error
        while chain is not None:
            texts.append(f"{chain!r} {chain} {chain.args} {vars(chain)}")
            chain = chain.__cause__ or chain.__context__
    return "\n".join(texts)


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """Everything logged at any level by anybody but the imitated servers, which are not ours."""
    rows = [r for r in caplog.records if not r.name.startswith(("uvicorn", "asyncio"))]
    return "\n".join(f"{r.getMessage()} {r.exc_text or ''} {r.args}" for r in rows)


def with_strange_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """From their next start on the imitated systems accept these secrets instead of those of the seed."""

    def outsmart(name: str) -> OutSmartSeed:
        return replace(outsmart_seed(name), token=TOKEN, software_token=SOFTWARE_TOKEN)

    def reeleezee(name: str) -> ReeleezeeSeed:
        seed = reeleezee_seed(name)
        return replace(seed, logins=[login | {"password": PASSWORD} for login in seed.logins])

    monkeypatch.setattr("sandbox.outsmart.api.outsmart_seed", outsmart)
    monkeypatch.setattr("sandbox.reeleezee.api.reeleezee_seed", reeleezee)


@pytest.fixture
def waiting(running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Couple:
    """Orders of every kind, at accounts whose secrets are what a careless program would spill."""
    caplog.set_level(logging.DEBUG)
    with_strange_secrets(monkeypatch)
    couple = open_couple(running, monkeypatch)
    couple.connect(token=TOKEN, software_token=SOFTWARE_TOKEN, password=PASSWORD, read_timeout=0.2)
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    couple.order(used("KRAAN"))
    couple.order(used("KRAAN"), debtor="3001")
    couple.order(used("ONBEKEND"))
    couple.forget_requests()
    return couple


def without_secrets(couple: Couple, run: Run, caplog: pytest.LogCaptureFixture) -> None:
    requests = json.dumps([couple.outsmart.requests(), couple.reeleezee.requests()])
    for where, text in (("run", told(run)), ("log", logged(caplog)), ("requests", requests)):
        hits = [secret for secret in spellings(accounts.REELEEZEE_USERNAME) if secret in text]
        assert hits == [], where


@pytest.mark.parametrize("fault", ERRORS, ids=lambda f: f"{f['kind']}{f.get('code', '')}")
@pytest.mark.parametrize(("system", "match"), CALLS, ids=lambda v: str(v))
def test_no_failure_tells_a_secret(
    waiting: Couple, caplog: pytest.LogCaptureFixture, system: str, match: str, fault: Json
) -> None:
    getattr(waiting, system).faults([{"match": match, "times": 0, **fault}])
    run = waiting.run(may_fail=True)
    assert run.errors or run.report["failure"] or "refused" in run.results.values()
    without_secrets(waiting, run, caplog)


def test_a_run_that_goes_well_tells_no_secret(waiting: Couple, caplog: pytest.LogCaptureFixture) -> None:
    waiting.connect(token=TOKEN, software_token=SOFTWARE_TOKEN, password=PASSWORD)
    run = waiting.run()
    assert sorted(run.results.values()) == ["exported", "exported", "refused"]
    without_secrets(waiting, run, caplog)


WRONG: list[Json] = [{"token": "f0ut&n+"}, {"software_token": "f0ut&n+"}, {"password": "f0ut&n+"}]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_refused_secret_is_not_told(waiting: Couple, caplog: pytest.LogCaptureFixture, wrong: Json) -> None:
    right: Json = {"token": TOKEN, "software_token": SOFTWARE_TOKEN, "password": PASSWORD}
    waiting.connect(**(right | wrong))
    run = waiting.run(may_fail=True)
    assert "plan" in run.errors
    without_secrets(waiting, run, caplog)
