"""Holds the one session of a hook: login, administration and how both are found in the Airflow connection."""

from __future__ import annotations

from typing import Any, NoReturn, Self

import requests
from airflow.providers.common.compat.sdk import AirflowNotFoundException
from airflow.providers.http.hooks.http import HttpHook

from reeleezee import administrations, connection_words, reading
from reeleezee.account import ReeleezeeAccount, read_account
from reeleezee.errors import ReeleezeeConfigurationError, ReeleezeeError
from reeleezee.query import query, segment
from reeleezee.records import Administration
from reeleezee.transport import Transport, open_session


class ReeleezeeSession(HttpHook):
    """One login and one administration. Inherits from HttpHook for its place in Airflow, not for its `run`."""

    conn_name_attr = "reeleezee_conn_id"
    default_conn_name = "reeleezee_default"
    conn_type = "reeleezee"
    hook_name = "Reeleezee"

    def __init__(
        self, reeleezee_conn_id: str = default_conn_name, *, administration_id: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(http_conn_id=reeleezee_conn_id, **kwargs)
        self.reeleezee_conn_id = reeleezee_conn_id
        self.unreadable_rows: list[reading.UnreadableRow] = []
        self._administration = Administration(id=administration_id, name="") if administration_id else None
        self._account: ReeleezeeAccount | None = None
        self._transport: Transport | None = None
        self._session: requests.Session | None = None

    def get_conn(self, *_: Any, **__: Any) -> requests.Session:
        """The one session of this hook. No field of the connection becomes a header."""
        if self._session is None:
            self._session = open_session(self._read_account(), self.adapter or self.keep_alive_adapter)
        return self._session

    def run(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Not offered: it would send the connection's extra fields as headers and follow redirects with the login."""
        raise NotImplementedError("ReeleezeeHook has a method for every call; HttpHook.run is not one of them.")

    def close(self) -> None:
        """Ends the session; a later call opens a new one."""
        if self._session is not None:
            self._session.close()
        self._session = None
        self._transport = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def test_connection(self) -> tuple[bool, str]:
        """Whether the login works and which administration it leads to, in Dutch and English."""
        try:
            self._api().read("/UserInfo", query(expand="*"))
            seen = self.administrations()
            if len(seen) > 1 and not self._read_account().administration:
                return False, connection_words.choose_one(seen)
            return True, connection_words.connected(administrations.choose(seen, self._read_account().administration))
        except ReeleezeeError as error:
            return False, connection_words.failed(error)

    def administrations(self) -> list[Administration]:
        """The administrations that this login sees."""
        rows = reading.collection(self._api(), "/Administrations")
        return list(reading.records(Administration.model_validate, rows, "/Administrations", self.unreadable_rows))

    def administration(self) -> Administration:
        """The administration of the connection, looked up once; one given by id to the hook is not looked up."""
        if self._administration is None:
            self._administration = administrations.choose(self.administrations(), self._read_account().administration)
        return self._administration

    def _read_account(self) -> ReeleezeeAccount:
        if self._account is None:
            try:
                connection = self.get_connection(self.reeleezee_conn_id)
            except AirflowNotFoundException as error:
                raise ReeleezeeConfigurationError(f"Connection {self.reeleezee_conn_id!r} does not exist.") from error
            self._account = read_account(connection)
        return self._account

    def _api(self) -> Transport:
        if self._transport is None:
            self._transport = Transport(self._read_account(), self.get_conn())
        return self._transport

    def _path(self, *parts: str) -> str:
        return "/" + "/".join(segment(part) for part in (self.administration().id, *parts))
