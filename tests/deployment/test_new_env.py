"""Making .env gives every secret a value of its own and never touches one that exists."""

import re
import shutil
import stat
import subprocess
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    shutil.copy(root / "bin" / "new-env", tmp_path / "bin")
    shutil.copy(root / ".env.example", tmp_path)
    return tmp_path


def _made(folder: Path) -> dict[str, str]:
    done = subprocess.run([folder / "bin" / "new-env"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = (folder / ".env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]", line))


def test_every_secret_is_made_and_every_choice_kept(copy: Path, example: dict[str, str]) -> None:
    made = _made(copy)
    assert made.keys() == example.keys()
    assert {name for name, value in made.items() if not value} == {"COMPOSE_PROFILES"}
    assert {name: made[name] for name, value in example.items() if value} == {k: v for k, v in example.items() if v}


def test_the_secrets_are_fit_for_their_use(copy: Path) -> None:
    made = _made(copy)
    assert len(urlsafe_b64decode(made["AIRFLOW_FERNET_KEY"])) == 32
    assert len(made["AIRFLOW_JWT_SECRET"]) >= 64
    assert made["POSTGRES_PASSWORD"].isalnum()
    assert made["REDIS_PASSWORD"].isalnum()
    secrets = [made[name] for name in made if name.endswith(("_KEY", "_SECRET", "_PASSWORD"))]
    assert len(set(secrets)) == 6


def test_only_the_owner_can_read_it_and_a_second_call_leaves_it_alone(copy: Path) -> None:
    _made(copy)
    before = (copy / ".env").read_text(encoding="utf-8")
    assert stat.S_IMODE((copy / ".env").stat().st_mode) == 0o600
    again = subprocess.run([copy / "bin" / "new-env"], capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert again.stderr.startswith(".env exists already")
    assert (copy / ".env").read_text(encoding="utf-8") == before
