"""The REST client logs in by itself, pages through lists and turns a refusal into one sentence."""

from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from embedded.rest import AirflowApi, AirflowApiError


@pytest.fixture
def api(httpserver: HTTPServer) -> Iterator[AirflowApi]:
    client = AirflowApi(httpserver.url_for("").rstrip("/"), "admin", "geheim-1")
    yield client
    client.close()


def test_a_token_that_expires_during_a_long_demo_is_renewed(api: AirflowApi, httpserver: HTTPServer) -> None:
    tokens = iter(["first", "second"])
    httpserver.expect_request("/auth/token", "POST").respond_with_handler(
        lambda _: Response(f'{{"access_token": "{next(tokens)}"}}', content_type="application/json")
    )

    def variable(request: Request) -> Response:
        expired = request.headers["Authorization"] == "Bearer first"
        body = '{"detail": "Token Expired"}' if expired else '{"key": "k", "value": "v"}'
        return Response(body, 401 if expired else 200, content_type="application/json")

    httpserver.expect_request("/api/v2/variables/k").respond_with_handler(variable)
    assert api.variable("k") == "v"
    assert next(tokens, None) is None


def test_lists_of_more_than_one_page_are_read_wholly(api: AirflowApi, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/auth/token", "POST").respond_with_json({"access_token": "t"})
    for offset, names in ((0, ["a", "b"]), (2, ["c"])):
        httpserver.expect_request("/api/v2/pools", query_string=f"limit=100&offset={offset}").respond_with_json(
            {"pools": [{"name": name} for name in names], "total_entries": 3}
        )
    assert api.pool_names() == {"a", "b", "c"}


def test_a_dag_that_cannot_be_read_is_told_with_its_error(api: AirflowApi, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/auth/token", "POST").respond_with_json({"access_token": "t"})
    httpserver.expect_request("/api/v2/dags/x").respond_with_json({"detail": "not found"}, status=404)
    error = {"filename": "dags/x.py", "stack_trace": "Traceback\nImportError: no module named y\n"}
    httpserver.expect_request("/api/v2/importErrors").respond_with_json({"import_errors": [error], "total_entries": 1})
    with pytest.raises(Exception, match=r"DAG x cannot be read: dags/x\.py: ImportError: no module named y"):
        api.wait_for_dag("x", timeout=5)


def test_a_scheduled_runs_id_survives_the_url(api: AirflowApi, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/auth/token", "POST").respond_with_json({"access_token": "t"})
    run_id = "scheduled__2026-01-01T00:15:00+00:00"
    httpserver.expect_request(f"/api/v2/dags/d/dagRuns/{run_id}").respond_with_json({"state": "running"})
    httpserver.expect_request(f"/api/v2/dags/d/dagRuns/{run_id}/taskInstances").respond_with_json(
        {"task_instances": [{"task_id": "t", "map_index": 2, "state": None}], "total_entries": 1}
    )
    result = api.run("d", run_id)
    assert (result.state, dict(result.tasks)) == ("running", {"t[2]": "none"})


def test_a_refusal_names_call_status_and_reason(api: AirflowApi, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/auth/token", "POST").respond_with_json({"access_token": "t"})
    httpserver.expect_request("/api/v2/dags/d/dagRuns").respond_with_json({"detail": "name: must be text"}, status=400)
    with pytest.raises(AirflowApiError, match="Airflow answered 400 to POST dags/d/dagRuns: name: must be text"):
        api.trigger("d")
