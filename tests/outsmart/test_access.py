"""What a connection must hold, and that a wrong field is named without its content."""

import pytest
from airflow.sdk import Connection

from outsmart.access import DEFAULT_BASE_URL, Access
from outsmart.errors import OutSmartConfigurationError

SOFTWARE = {"software_token": "software-1"}


def test_an_empty_host_means_the_base_url_in_use_today() -> None:
    assert Access.read(None, "klant-1", SOFTWARE).base_url == DEFAULT_BASE_URL


@pytest.mark.parametrize(
    ("host", "base_url"),
    [
        ("https://werkbon.example.nl/openapi/8/", "https://werkbon.example.nl/openapi/8"),
        ("werkbon.example.nl/openapi/8", "https://werkbon.example.nl/openapi/8"),
        ("http://127.0.0.1:8099/openapi/8", "http://127.0.0.1:8099/openapi/8"),
        (" http://localhost:1/x ", "http://localhost:1/x"),
        ("http://sandbox-outsmart:8091/openapi/8", "http://sandbox-outsmart:8091/openapi/8"),
    ],
)
def test_a_base_url_is_a_host_and_a_path(host: str, base_url: str) -> None:
    assert Access.read(host, "klant-1", SOFTWARE).base_url == base_url


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("http://werkbon.example.nl/openapi/8", "must begin with https://"),
        ("ftp://localhost/openapi/8", "must begin with https://"),
        ("http://127.0.0.1.example.nl/", "must begin with https://"),
        ("https://werkbon.example.nl/?token=gehe1m", "just a host and a path"),
        ("https://ik:gehe1m@werkbon.example.nl/", "just a host and a path"),
        ("https://", "just a host and a path"),
        ("https://werkbon.example.nl/open api", "just a host and a path"),
        ("https://werkbon.example.nl:poort/", "not a URL"),
        ("https://[werkbon", "not a URL"),
    ],
)
def test_a_wrong_base_url_is_refused_with_the_reason(host: str, said: str) -> None:
    with pytest.raises(OutSmartConfigurationError) as refused:
        Access.read(host, "klant-1", SOFTWARE)
    assert said in str(refused.value)
    assert "gehe1m" not in str(refused.value)


@pytest.mark.parametrize(
    ("password", "extra", "named"),
    [
        ("", SOFTWARE, "Token (klant)"),
        (None, SOFTWARE, "Token (klant)"),
        ("klant-1", {}, "software_token"),
        ("klant-1", {"software_token": "  "}, "software_token"),
        ("klant-1", "geen object", "software_token"),
        ("klant\ngehe1m", SOFTWARE, "Token (klant)"),
        ("klant-1", SOFTWARE | {"bearer_token": "gehe1m\r\nX: y"}, "bearer_token"),
        ("klant-1", {"software_token": "gehe1m€"}, "software_token"),
        ("klant-1", SOFTWARE | {"read_timeout": "lang"}, "read_timeout"),
        ("klant-1", SOFTWARE | {"connect_timeout": 0}, "connect_timeout"),
        ("klant-1", SOFTWARE | {"retry_wait": "-1"}, "retry_wait"),
        ("klant-1", SOFTWARE | {"read_timeout": "nan"}, "read_timeout"),
    ],
)
def test_a_field_that_is_missing_or_wrong_is_named_without_its_content(
    password: str | None, extra: object, named: str
) -> None:
    with pytest.raises(OutSmartConfigurationError) as refused:
        Access.read(None, password, extra)
    assert named in str(refused.value)
    assert "gehe1m" not in str(refused.value)


def test_waiting_times_are_read_from_text_and_have_defaults() -> None:
    chosen = Access.read(None, " klant-1 ", SOFTWARE | {"connect_timeout": "2.5", "read_timeout": 9, "retry_wait": "0"})
    assert (chosen.token, chosen.connect_timeout, chosen.read_timeout, chosen.retry_wait) == ("klant-1", 2.5, 9.0, 0.0)
    usual = Access.read(None, "klant-1", SOFTWARE | {"read_timeout": ""})
    assert (usual.connect_timeout, usual.read_timeout, usual.retry_wait) == (10.0, 300.0, 0.5)


def test_an_access_does_not_show_its_secrets() -> None:
    shown = repr(Access.read(None, "klant-1", SOFTWARE | {"bearer_token": "drager-1"}))
    assert not [secret for secret in ("klant-1", "software-1", "drager-1") if secret in shown]


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("outsmart://:klant@app.out-smart.com:8443/openapi/8", "https://app.out-smart.com:8443/openapi/8"),
        ("outsmart://:klant@app.out-smart.com/openapi/8", "https://app.out-smart.com/openapi/8"),
        ("outsmart://http://:klant@127.0.0.1:5000/openapi%2F8", "http://127.0.0.1:5000/openapi/8"),
        ("outsmart://https://:klant@bv.example.nl:8443/openapi/8/", "https://bv.example.nl:8443/openapi/8"),
        ("outsmart://:klant@http%3A%2F%2Flocalhost:5000/openapi/8", "http://localhost:5000/openapi/8"),
    ],
)
def test_of_a_connection_as_a_uri_path_port_and_scheme_count(uri: str, address: str) -> None:
    kept = Connection.from_uri(f"{uri}?software_token=soft", conn_id="outsmart_test")
    access = Access.read(kept.host, kept.password, kept.extra_dejson, port=kept.port, schema=kept.schema)
    assert (access.base_url, access.token, access.software_token) == (address, "klant", "soft")


def test_a_uri_to_another_machine_may_not_travel_readable() -> None:
    kept = Connection.from_uri("outsmart://http://:klant@bv.example.nl:80/openapi/8", conn_id="outsmart_test")
    with pytest.raises(OutSmartConfigurationError, match="https"):
        Access.read(kept.host, kept.password, {"software_token": "soft"}, port=kept.port, schema=kept.schema)
