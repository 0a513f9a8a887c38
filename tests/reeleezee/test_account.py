"""A connection that is filled in wrong must say so before anything is sent anywhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from airflow.sdk import Connection

from reeleezee.account import read_account
from reeleezee.errors import ReeleezeeConfigurationError


def connection(**fields: Any) -> Connection:
    extra = json.dumps(fields.pop("extra", {}))
    given = {"host": "https://apps.reeleezee.example/api/v1", "login": "jan", "password": "geheim-wachtwoord", **fields}
    return Connection(conn_id="boekhouding", conn_type="reeleezee", extra=extra, **given)


def test_what_is_not_filled_in_gets_the_documented_value() -> None:
    account = read_account(connection(host=None))
    assert account.base_url == "https://apps.reeleezee.nl/api/v1"
    assert (account.connect_timeout, account.read_timeout, account.retry_wait) == (10, 90, 0.5)
    assert account.administration == ""


def test_extra_fields_are_read_as_text_or_number() -> None:
    extra = {"administration": " Jansen B.V. ", "connect_timeout": 3, "read_timeout": "4,5", "retry_wait": "0"}
    account = read_account(connection(extra=extra))
    assert account.administration == "Jansen B.V."
    assert (account.connect_timeout, account.read_timeout, account.retry_wait) == (3, 4.5, 0)


@pytest.mark.parametrize(
    ("fields", "base_url"),
    [
        ({"host": "https://preview.reeleezee.example/api/v1/"}, "https://preview.reeleezee.example/api/v1"),
        ({"host": "https://apps.reeleezee.example"}, "https://apps.reeleezee.example/api/v1"),
        ({"host": "apps.reeleezee.example"}, "https://apps.reeleezee.example/api/v1"),
        ({"host": "http://127.0.0.1:8802/api/v1"}, "http://127.0.0.1:8802/api/v1"),
        ({"host": "http://localhost", "port": 8802, "schema": "api/v1"}, "http://localhost:8802/api/v1"),
        ({"host": "localhost", "schema": "http"}, "http://localhost/api/v1"),
        ({"host": "http://sandbox-reeleezee:8092/api/v1"}, "http://sandbox-reeleezee:8092/api/v1"),
    ],
)
def test_the_address_is_read_from_one_field_or_from_a_uri_that_came_apart(
    fields: dict[str, Any], base_url: str
) -> None:
    assert read_account(connection(**fields)).base_url == base_url


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"login": None}, "login"),
        ({"password": ""}, "password"),
        ({"login": None, "password": None}, "login and password"),
        ({"login": "jan:piet"}, "colon"),
        ({"host": "http://apps.reeleezee.example/api/v1"}, "https"),
        ({"host": "http://127.0.0.1.reeleezee.example/api/v1"}, "https"),
        ({"host": "ftp://apps.reeleezee.example"}, "web address"),
        ({"host": "https://"}, "web address"),
        ({"host": "https://jan:geheim-wachtwoord@apps.reeleezee.example"}, "without login"),
        ({"host": "https://apps.reeleezee.example/?x=1"}, "without login"),
        ({"host": "https://apps.reeleezee.example:poort"}, "web address"),
        ({"extra": {"read_timeout": "lang"}}, "read_timeout"),
        ({"extra": {"read_timeout": "nan"}}, "read_timeout"),
        ({"extra": {"connect_timeout": 0}}, "connect_timeout"),
        ({"extra": {"retry_wait": -1}}, "retry_wait"),
        ({"extra": ["administration"]}, "extra"),
    ],
)
def test_a_wrong_field_is_named_and_no_secret_is_told(fields: dict[str, Any], word: str) -> None:
    with pytest.raises(ReeleezeeConfigurationError, match=word) as caught:
        read_account(connection(**fields))
    assert "boekhouding" in str(caught.value)
    assert "geheim-wachtwoord" not in str(caught.value)


def test_an_account_does_not_show_its_password() -> None:
    assert "geheim-wachtwoord" not in repr(read_account(connection()))
