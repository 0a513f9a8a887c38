"""Preparing a clone costs nothing the second time, and whatever goes wrong is one sentence."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Bootstrap = Callable[..., "subprocess.CompletedProcess[str]"]
# in the place of every Python that a machine may have, for a machine that has none
_NO_PYTHON = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    shutil.copy(root / "bin" / "bootstrap", tmp_path / "bin")
    for name in ("pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(root / name, tmp_path)
    return tmp_path


@pytest.fixture
def bootstrap(clone: Path) -> Bootstrap:
    def run(**variables: str) -> "subprocess.CompletedProcess[str]":
        environment = {"PATH": os.environ["PATH"], "HOME": str(clone), "PYTHON": sys.executable, **variables}
        return subprocess.run(
            [clone / "bin" / "bootstrap"], env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_a_clone_that_is_prepared_is_left_alone_in_no_time(clone: Path, bootstrap: Bootstrap) -> None:
    (clone / ".venv").mkdir()
    command = "{ echo 1; cat pyproject.toml requirements.txt requirements-dev.txt; pwd; } | cksum"
    stamp = subprocess.run(["sh", "-c", command], cwd=clone, capture_output=True, text=True, check=True).stdout
    (clone / ".venv" / ".bootstrap-stamp").write_text(stamp, encoding="utf-8")
    begin = time.monotonic()
    done = bootstrap()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - begin < 5


def test_a_machine_without_python_is_told_what_to_install(clone: Path, bootstrap: Bootstrap) -> None:
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        (clone / "bin" / name).write_text(_NO_PYTHON, encoding="utf-8")
        (clone / "bin" / name).chmod(0o755)
    done = bootstrap(PYTHON="", PATH=f"{clone / 'bin'}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert done.stderr.startswith("bootstrap: no Python 3.11, 3.12 or 3.13 (with venv) found: install one")
    assert len(done.stderr.splitlines()) == 1


def test_a_python_that_does_not_suit_is_named(bootstrap: Bootstrap) -> None:
    done = bootstrap(PYTHON="/no/such/python")
    assert done.returncode == 1
    assert done.stderr.startswith("bootstrap: PYTHON=/no/such/python is not a Python 3.11, 3.12 or 3.13")
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_named(clone: Path, bootstrap: Bootstrap) -> None:
    (clone / ".airflow").write_text("a file where a folder should be", encoding="utf-8")
    done = bootstrap()
    assert done.returncode == 1
    assert done.stderr == (
        f"bootstrap: cannot write in {clone}: make this folder yours (chown) or clone where you may write.\n"
    )


@pytest.mark.slow
def test_without_network_one_sentence_says_what_to_check(clone: Path, bootstrap: Bootstrap) -> None:
    nowhere = "http://127.0.0.1:9/simple"
    done = bootstrap(PIP_INDEX_URL=nowhere, PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull, UV_CACHE_DIR=str(clone / "uv"))
    assert done.returncode == 1
    assert done.stderr.startswith("bootstrap: the packages could not be installed: check the network")
    assert len(done.stderr.splitlines()) == 1
    assert "127.0.0.1" in (clone / ".airflow" / "bootstrap.log").read_text(encoding="utf-8")
    assert not (clone / ".venv" / ".bootstrap-stamp").exists()
