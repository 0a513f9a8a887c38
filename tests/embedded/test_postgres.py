"""The PostgreSQL of the tests is really gone when it is killed, and has kept what was stored when it is back."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded.errors import EmbeddedError
from embedded.postgres import NativePostgres, missing_postgres

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_postgres()), reason=missing_postgres()),
]


@pytest.fixture(scope="module")
def database() -> Iterator[NativePostgres]:
    folder = Path(tempfile.mkdtemp(prefix="koppeling-postgres-"))
    folder.chmod(0o755)
    with NativePostgres(folder, "een-wachtwoord") as running:
        running.execute("create table kept (word text)")
        yield running
    shutil.rmtree(folder)


@pytest.mark.parametrize("end", [NativePostgres.kill, NativePostgres.stop], ids=["killed", "stopped"])
def test_what_was_stored_is_there_when_it_is_back(database: NativePostgres, end: object) -> None:
    database.execute("delete from kept; insert into kept values ('werkbon')")
    assert callable(end)
    end(database)
    with pytest.raises(EmbeddedError, match="psql failed"):
        database.execute("select 1")
    database.start()
    assert database.execute("select word from kept") == "werkbon"
    assert "werkbon" in database.dump()


def test_what_does_not_run_cannot_be_killed_and_stopping_it_is_harmless(database: NativePostgres) -> None:
    database.stop()
    database.stop()
    with pytest.raises(EmbeddedError, match="cannot be killed"):
        database.kill()
    database.start()


def test_a_wrong_password_is_refused(database: NativePostgres, tmp_path: Path) -> None:
    stranger = NativePostgres(tmp_path, "een-ander")
    stranger.port = database.port
    with pytest.raises(EmbeddedError, match="password authentication failed"):
        stranger.execute("select 1")
