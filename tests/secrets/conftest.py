"""Two imitated accounts that are opened with unusual secrets, shared by all tests and emptied before each."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from tests.koppeling.export.couple import Couple, open_couple, used
from tests.secrets.faults import fault_of
from tests.secrets.spellings import PROFILES, WRONG, Secrets, leaks, logged

from sandbox.core.running import RunningSandbox
from sandbox.seeds import OutSmartSeed, ReeleezeeSeed, accounts, outsmart_seed, reeleezee_seed

Running = tuple[RunningSandbox, RunningSandbox]


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee


@dataclass(frozen=True)
class Company:
    """Work orders of every kind between two accounts whose secrets are what a careless program would spill."""

    couple: Couple
    secrets: Secrets
    caplog: pytest.LogCaptureFixture

    def connect(self, *, read_timeout: float = 20, **wrong: str) -> None:
        right = dict(zip(("token", "software_token", "password"), self.secrets.values, strict=True))
        self.couple.connect(**(right | wrong), read_timeout=read_timeout)

    def break_calls(self, system: str, match: str, name: str) -> None:
        """From now on each of these calls fails in that way; only where no answer comes is it not waited for long."""
        if name == "hang":
            self.connect(read_timeout=0.2)
        getattr(self.couple, system).faults([{"match": match, "times": 0, **fault_of(name, system, self.secrets)}])

    def told_in(self, *texts: str) -> dict[str, list[str]]:
        """The secrets found in these texts, in the logs and in what the imitated servers noted of the calls."""
        requests = json.dumps([self.couple.outsmart.requests(), self.couple.reeleezee.requests()])
        found = {"texts": "\n".join(texts), "logs": logged(self.caplog), "requests": requests}
        everybody = (*self.secrets.values, WRONG)
        hits = {where: leaks(text, everybody, accounts.REELEEZEE_USERNAME) for where, text in found.items()}
        return {where: forms for where, forms in hits.items() if forms}


@pytest.fixture
def company(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Callable[[Secrets], Company]:
    def made(secrets: Secrets = PROFILES[0]) -> Company:
        caplog.set_level(logging.DEBUG)
        _accept(secrets, monkeypatch)
        couple = open_couple(running, monkeypatch)
        found = Company(couple, secrets, caplog)
        found.connect()
        couple.settings(create_relations=True)
        couple.relation("3001", "Nieuwe Relatie")
        couple.order(used("KRAAN"))
        couple.order(used("KRAAN"), debtor="3001")
        couple.order(used("ONBEKEND"))
        couple.forget_requests()
        return found

    return made


def _accept(secrets: Secrets, patch: pytest.MonkeyPatch) -> None:
    """From their next start on the imitated systems accept these secrets instead of those of the seed."""

    def outsmart(name: str) -> OutSmartSeed:
        return replace(outsmart_seed(name), token=secrets.token, software_token=secrets.software_token)

    def reeleezee(name: str) -> ReeleezeeSeed:
        seed = reeleezee_seed(name)
        return replace(seed, logins=[login | {"password": secrets.password} for login in seed.logins])

    patch.setattr("sandbox.outsmart.api.outsmart_seed", outsmart)
    patch.setattr("sandbox.reeleezee.api.reeleezee_seed", reeleezee)
