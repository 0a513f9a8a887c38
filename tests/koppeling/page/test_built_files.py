"""The files that are served are those that the sources make, and hold nothing that the page's own policy forbids."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from koppeling.page.files import FILES, HEADERS, STATIC

FRONTEND = Path(__file__).resolve().parents[3] / "frontend"


def test_every_file_that_is_served_is_there_and_no_other() -> None:
    assert {file.name for file in STATIC.iterdir()} == set(FILES)


def test_the_page_names_only_its_own_files_and_has_no_script_or_style_of_its_own() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert named
    assert {name.removeprefix("./") for name in named} <= set(FILES)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", page)


def test_nothing_is_asked_of_another_host() -> None:
    for name in ("app.js", "app.css"):
        text = (STATIC / name).read_text(encoding="utf-8")
        hosts = set(re.findall(r"https?://([\w.-]+)", text))
        # names of XML, and the addresses that a form proposes for a connection
        assert hosts <= {"www.w3.org", "app.out-smart.com", "apps.reeleezee.nl"}, name


def test_the_policy_allows_nothing_but_the_page_itself() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy.pop("img-src") == "'self' data:"
    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) <= {"'self'", "'none'"}


@pytest.fixture(scope="module")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Runs npm in a copy of the sources with the packages of the lock."""
    program = shutil.which("npm")
    if program is None:
        pytest.skip("npm is not there: neither built files nor rules of the page were compared with their sources")
    sources = tmp_path_factory.mktemp("frontend") / "frontend"
    shutil.copytree(FRONTEND, sources, ignore=shutil.ignore_patterns("node_modules"))

    def run(*arguments: str) -> None:
        command = [program, *arguments]
        ran = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False, timeout=300)
        assert ran.returncode == 0, ran.stdout + ran.stderr

    run("ci", "--no-audit", "--no-fund", "--ignore-scripts")
    return run


@pytest.mark.slow
def test_a_build_from_the_lock_gives_the_same_files_byte_for_byte(npm: Callable[..., None], tmp_path: Path) -> None:
    npm("run", "build", "--", "--outDir", str(tmp_path), "--emptyOutDir")
    built = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert built == {file.name: file.read_bytes() for file in STATIC.iterdir()}


@pytest.mark.slow
def test_the_pages_own_rules_of_merging_writing_and_sending_hold(npm: Callable[..., None]) -> None:
    npm("test")
