"""``amgt latex``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest


def test_a_document(amgt: Any, tmp_path: Path) -> None:
    result = amgt("latex", "lemmas.pl", "lemmas.gradient_gap", "-o", tmp_path / "two.tex")
    assert result.exit_code == 0
    text = (tmp_path / "two.tex").read_text()
    assert text.startswith(r"\documentclass")
    assert text.count(r"\begin{proof}") == 2
    assert "unproved as far as is known here: lemmas.pl, lemmas.gradient_gap" in result.stderr


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs pdflatex")
def test_a_pdf_beside_it(amgt: Any, tmp_path: Path) -> None:
    assert amgt("latex", "lemmas.pl", "-o", tmp_path / "one.tex", "--pdf").exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == {"one.tex", "one.pdf"}


def test_without_pdflatex_nothing_is_written(amgt: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = amgt("latex", "lemmas.pl", "-o", tmp_path / "one.tex", "--pdf")
    assert result.exit_code == 2
    assert "pdflatex is not installed" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["lemmas.pl"], "Missing option '-o'"),
        (["lemmas.pll", "-o", "x.tex"], "did you mean 'lemmas.pl'?"),
        (["lemmas.pl", "-o", "x.pdf"], "name the LaTeX file, such as x.tex"),
        (["lemmas.pl", "-o", "/dev/null"], "it is not a file"),
        (["lemmas.pl", "-o", "."], "it is not a file"),
    ],
)
def test_refused(amgt: Any, words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = amgt("latex", *words)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert says in line
    assert list(tmp_path.iterdir()) == []


def test_a_derivation_that_fails_is_no_wrong_request(amgt: Any, proofs: Path, tmp_path: Path) -> None:
    file = proofs / "lemmas" / "pl.py"
    file.write_text(file.read_text().replace("mu * (x_star[i] - y[i])", "mu * (x_star[i] + y[i])"))
    result = amgt("latex", "lemmas.pl", "-o", tmp_path / "one.tex", proofs=proofs)
    assert result.exit_code == 1
    assert result.stderr.startswith("amgt: pl: no weights")
    assert not (tmp_path / "one.tex").exists()
