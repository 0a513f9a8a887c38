"""The audit passes, fails or says that it was skipped: never the one for the other."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CLEAN = {"name": "requests", "version": "2.32.0", "vulns": []}
UNKNOWN = {"name": "eigen", "skip_reason": "Dependency not found on PyPI and could not be audited: eigen (1.0)"}
BAD = {
    "name": "urllib3",
    "version": "1.0.0",
    "vulns": [{"id": "GHSA-aaaa-bbbb-cccc", "fix_versions": ["2.0.0"], "aliases": [], "description": ""}],
}
Audit = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def audit(root: Path, tmp_path: Path) -> Audit:
    """Runs a copy of bin/audit with a pip-audit that answers as given and notes how it was called."""
    (tmp_path / "bin").mkdir()
    shutil.copy(root / "bin" / "audit", tmp_path / "bin")
    (tmp_path / "requirements.txt").write_text("requests==2.32.0\n", encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.0.0\n", encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "python3").symlink_to(sys.executable)

    def run(*rows: object, stdout: str = "", stderr: str = "", code: int = 0) -> "subprocess.CompletedProcess[str]":
        said = stdout or (json.dumps({"dependencies": list(rows), "fixes": []}) if rows else "")
        (tmp_path / "said").write_text(said, encoding="utf-8")
        (tmp_path / "trouble").write_text(stderr, encoding="utf-8")
        fake = (
            f'#!/bin/sh\necho "$@" >>{tmp_path}/calls\ncat {tmp_path}/said\ncat {tmp_path}/trouble >&2\nexit {code}\n'
        )
        (tools / "pip-audit").write_text(fake, encoding="utf-8")
        (tools / "pip-audit").chmod(0o755)
        return _run(tmp_path, f"{tools}:{os.defpath}")

    return run


def _run(folder: Path, path: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [folder / "bin" / "audit"], capture_output=True, text=True, check=False, env={"PATH": path}, timeout=60
    )


def test_packages_without_a_known_vulnerability_pass(audit: Audit, tmp_path: Path) -> None:
    done = audit(CLEAN, UNKNOWN)
    assert done.returncode == 0, done.stderr
    assert "audit of requirements.txt: passed" in done.stdout
    assert "1 packages looked up, 1 not known to the advisories" in done.stdout
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert [call.split()[1] for call in calls] == ["requirements.txt", "requirements-dev.txt"]


def test_a_vulnerability_fails_and_says_which_version_mends_it(audit: Audit) -> None:
    done = audit(CLEAN, BAD, code=1)
    assert done.returncode == 1
    assert "urllib3 1.0.0: GHSA-aaaa-bbbb-cccc, mended in 2.0.0" in done.stdout
    assert "FAILED" in done.stderr
    assert "passed" not in done.stdout


def test_a_mirror_that_knows_no_advisories_is_skipped_and_has_not_passed(audit: Audit) -> None:
    done = audit(UNKNOWN, UNKNOWN)
    assert done.returncode == 0
    assert done.stdout.count("skipped: no advisories reachable") == 2
    assert "passed" not in done.stdout


@pytest.mark.parametrize(
    "trouble",
    [
        "ERROR:pip_audit._cli:Failed to connect: Max retries exceeded with url: /pypi/requests/2.32.0/json",
        "pip_audit._service.interface.ConnectionError: Could not connect to PyPI's vulnerability feed",
        "ERROR: Temporary failure in name resolution",
    ],
)
def test_no_connection_is_skipped_and_has_not_passed(audit: Audit, trouble: str) -> None:
    done = audit(stderr=trouble, code=1)
    assert done.returncode == 0
    assert done.stdout.count("skipped: no advisories reachable") == 2
    assert "passed" not in done.stdout


@pytest.mark.parametrize("said", ["", "[]", "{}", "geen json"])
def test_anything_else_that_goes_wrong_fails_with_its_words(audit: Audit, said: str) -> None:
    done = audit(stdout=said, stderr="requirement urllib3 is not pinned", code=1)
    assert done.returncode == 1
    assert "requirement urllib3 is not pinned" in done.stderr


def test_an_accepted_vulnerability_is_handed_on_with_its_id(audit: Audit, tmp_path: Path) -> None:
    ignored = "# uitleg\n\nGHSA-aaaa-bbbb-cccc  # we never parse archives of strangers\n"
    (tmp_path / "bin" / "audit.ignore").write_text(ignored, encoding="utf-8")
    assert audit(CLEAN).returncode == 0
    call = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()[0]
    assert call.endswith("--ignore-vuln GHSA-aaaa-bbbb-cccc")


def test_an_accepted_vulnerability_needs_a_reason(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "bin" / "audit.ignore").write_text("GHSA-aaaa-bbbb-cccc\n", encoding="utf-8")
    done = audit(CLEAN)
    assert done.returncode == 1
    assert "GHSA-aaaa-bbbb-cccc has no reason" in done.stderr


def test_without_the_tool_it_fails(audit: Audit, tmp_path: Path) -> None:
    done = _run(tmp_path, os.defpath)
    assert done.returncode == 1
    assert "pip-audit is not installed" in done.stderr


def test_the_shipped_list_of_accepted_vulnerabilities_gives_a_reason_for_each(root: Path) -> None:
    lines = (root / "bin" / "audit.ignore").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#") and " #" not in line] == []
