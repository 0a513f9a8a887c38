"""Makes the copy in which rules are broken, so that no mutant ever stands in the working tree."""

from __future__ import annotations

import ast
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Each rule with the tests that state it. All are pure: no Airflow, no sandbox, no network.
RULES: Mapping[str, str] = {
    "koppeling.money": "test_money.py",
    "koppeling.identity": "test_identity.py",
    "koppeling.text": "test_text.py",
    "koppeling.agreement": "test_agreement.py",
    "koppeling.house_numbers": "test_house_numbers.py",
    "koppeling.party_names": "test_party_names.py",
    "koppeling.mapping": "test_mapping.py",
    "koppeling.mapping_file": "test_mapping_file.py",
    "koppeling.invoicing": "invoicing",
    "koppeling.export.verify": "export/test_verify.py",
    "koppeling.export.paper": "export/test_paper.py",
    "koppeling.export.billing": "export/test_billing.py",
    "koppeling.imports.recognition": "imports/test_recognition.py",
}
_COPIED = {
    "plugins/koppeling": "src/koppeling",
    "plugins/outsmart": "src/outsmart",
    "plugins/reeleezee": "src/reeleezee",
}
_DATA = ("include/mappings", "pyproject.toml", "tests/koppeling/conftest.py")
# Half a minute for what takes milliseconds: a busy machine must not make a living mutant look as if it hung.
_SETUP = """\
[mutmut]
source_paths = src
only_mutate =
{files}
also_copy = include
pytest_add_cli_args =
    -p
    no:cacheprovider
pytest_add_cli_args_test_selection =
{tests}
timeout_constant = 10.0
timeout_multiplier = 3.0
use_git_change_detection = false
"""
# A test of examples comes before one that searches, and nothing is shrunk: that a mutant is noticed is enough.
_CONFTEST = """\
import pytest
from hypothesis import Phase, settings

PHASES = [Phase.explicit, Phase.generate]
settings.register_profile("mutation", derandomize=True, deadline=None, database=None, phases=PHASES)
settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: hasattr(getattr(item, "function", None), "hypothesis"))
"""


def prepare(bench: Path, modules: Iterable[str]) -> None:
    """Fill an empty folder with the code, the pure tests of these rules and the configuration of mutmut."""
    chosen = sorted(modules)
    for source, target in _COPIED.items():
        _copy(ROOT / source, bench / target)
    for name in _DATA:
        _copy(ROOT / name, bench / name)
    tests = [f"tests/koppeling/{RULES[module]}" for module in chosen]
    for name in tests:
        _copy(ROOT / name, bench / name)
    for path in (bench / "src/koppeling").rglob("*.py"):
        path.write_text(without_property_decorators(path.read_text(encoding="utf-8")), encoding="utf-8")
    (bench / "tests/conftest.py").write_text(_CONFTEST, encoding="utf-8")
    files = [f"src/{module.replace('.', '/')}{suffix}" for module in chosen for suffix in (".py", "/*.py")]
    setup = _SETUP.format(files=_listed(files), tests=_listed(tests))
    (bench / "setup.cfg").write_text(setup, encoding="utf-8")


def environment() -> dict[str, str]:
    """Without the paths of the working tree, and the same order of sets in every run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONPATH", "PYTEST_"))}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return kept | fixed


def without_property_decorators(source: str) -> str:
    """`@property` above a method is written below it: mutmut leaves decorated methods alone, and ours hold totals."""
    lines = source.splitlines()
    for node in sorted(_properties(ast.parse(source)), key=lambda method: method.lineno, reverse=True):
        decorator = node.decorator_list[0]
        indent = " " * node.col_offset
        lines.insert(node.end_lineno or node.lineno, f"{indent}{node.name} = {ast.unparse(decorator)}({node.name})")
        del lines[decorator.lineno - 1]
    return "\n".join(lines) + "\n"


def _properties(tree: ast.Module) -> list[ast.FunctionDef]:
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [m for m in methods if [ast.unparse(d) for d in m.decorator_list] in (["property"], ["cached_property"])]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, target)


def _listed(names: Iterable[str]) -> str:
    return "\n".join(f"    {name}" for name in names)
