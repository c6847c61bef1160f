"""README's generated parts say what the theorem files say; `make catalogue` brings them up to date."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.cli import main
from amgt_theory.evidence_store import EvidenceStore
from amgt_theory.report.readme import catalogue_table, generated_parts, rewritten

README = proofs_folder().parent / "README.md"


def columns(table: str) -> list[tuple[str, ...]]:
    """The table without its column for the status."""
    rows = [line.split(" | ") for line in table.strip().splitlines()]
    return [(*row[:3], *row[4:]) for row in rows]


def test_the_catalogue_in_readme_is_up_to_date() -> None:
    catalogue = Catalogue.of(proofs_folder())
    shown = README.read_text(encoding="utf-8").partition("<!-- catalogue:begin -->")[2].partition("<!--")[0]
    expected = catalogue_table(catalogue, dict.fromkeys(catalogue.entries, "proved"))
    assert columns(shown) == columns(expected), "run make catalogue"


@pytest.mark.slow
def test_statuses_and_verdicts_in_readme_are_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    parts = generated_parts(Catalogue.of(proofs_folder()), EvidenceStore.of(proofs_folder()))
    assert rewritten(text, parts) == text, "run make catalogue"


def test_the_python_examples() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False)
    assert tried > 5
    assert failed == 0


def examples() -> list[tuple[str, str]]:
    """The commands that README shows, and what it says they print."""
    text = README.read_text(encoding="utf-8").replace("\\\n", "")
    return re.findall(r"^    \$ amgt (.+)\n((?:    .*\n)+)", text, flags=re.MULTILINE)


@pytest.mark.parametrize(("command", "printed"), examples(), ids=range(len(examples())))
def test_the_commands(command: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where an example reads a certificate, it is that of an earlier command
    runner = CliRunner()
    runner.invoke(main, ["prove", "lemmas.pl", "--out", "audit/certificates"])
    result = runner.invoke(main, shlex.split(command))
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines() if line.strip()] == [
        line.split() for line in printed.splitlines() if line.strip()
    ]
