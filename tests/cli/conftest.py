"""Running ``amgt`` in the test's process, with a cache and theorem folders of the test's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from amgt_theory.catalogue import proofs_folder
from amgt_theory.cli import main
from amgt_theory.cli._workspace import Workspace

Amgt = Callable[..., Result]


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty user cache."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def proofs(tmp_path: Path) -> Path:
    """A folder with two short theorems."""
    folder = tmp_path / "proofs" / "lemmas"
    folder.mkdir(parents=True)
    for name in ("pl.py", "gradient_gap.py"):
        shutil.copy(proofs_folder() / "lemmas" / name, folder)
    return folder.parent


@pytest.fixture
def amgt() -> Amgt:
    """Runs amgt on the project's own theorems, or on those in the folder given as ``proofs``."""

    def run(*arguments: object, proofs: Path | None = None) -> Result:
        workspace = Workspace(proofs) if proofs else None
        return CliRunner().invoke(main, list(map(str, arguments)), obj=workspace)

    return run


@pytest.fixture
def certificate(amgt: Amgt, tmp_path: Path) -> Path:
    """The certificate of lemmas.pl."""
    assert amgt("prove", "lemmas.pl", "--out", tmp_path / "certificates").exit_code == 0
    return tmp_path / "certificates" / "lemmas.pl.json"
