"""Wrong requests: one clear line on stderr, nothing on stdout, exit code 2, no traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

RATE = "strongly_convex.power_rate"
VALUES = {
    "mu": "1", "L": "10", "alpha": "1", "beta1": "1/2", "beta2": "0.99", "eps": "1", "tau": "10", "k0": "100",
    "gap0": "5",
}  # fmt: skip


def predict(**changes: Any) -> list[str]:
    """The request for the rate at VALUES with some changed, or, with None, left out."""
    values = {**VALUES, **changes}
    return ["predict", RATE, *(word for name, value in values.items() if value for word in ("-p", f"{name}={value}"))]


def refused(result: Any) -> str:
    """The one line with which a request was refused."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("amgt: ")
    assert "Traceback" not in result.output
    return str(line)


@pytest.mark.parametrize("command", ["prove", "predict"])
def test_unknown_theorem_suggests_the_nearest(amgt: Any, command: str) -> None:
    assert "unknown theorem 'lemmas.pll'; did you mean 'lemmas.pl'?" in refused(amgt(command, "lemmas.pll"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["prov"], "No such command"),
        (["prove", "--explin"], "--explain"),
        (["prove", "--checker", "oracle"], "kernel"),
        (["verify"], "Missing argument"),
        (["list", "extra"], "unexpected extra argument"),
        (["predict"], "Missing argument"),
        (["run", "--steps", "0"], "--steps"),
        (["run", "--steps", "ten"], "--steps"),
        (["run", "--problem", "quadratc"], "did you mean 'quadratic'?"),
        (["run", "-p", "mu"], "NAME=VALUE"),
        (["run", "-p", "betta1=1/2"], "did you mean 'beta1'?"),
        (["run", "-p", "d=1.5"], "d = 3/2 is not a whole number"),
        (["run", "-p", "d=0"], "d = 0"),
        (["run", "-p", "alpha=0"], "alpha = 0 violates"),
        (["run", "-p", "tau=-1"], "tau = -1 violates"),
        (["run", "-p", "mu=20", "-p", "L=10"], "mu = 20, L = 10 violate"),
        (["run", "-p", "x0_dist=-1"], "x0_dist = -1 violates"),
        (["run", "-p", "mu=1", "-p", "mu=2"], "given twice"),
    ],
)
def test_usage(amgt: Any, arguments: list[str], says: str) -> None:
    assert says in refused(amgt(*arguments))


@pytest.mark.parametrize(
    ("changes", "options", "says"),
    [
        ({}, [], "give --at 1,10,100 or --tol"),
        ({}, ["--at", "1", "--tol", "1"], "exclude each other"),
        ({"betta1": "1"}, ["--at", "1"], "did you mean 'beta1'?"),
        ({"tau": None, "eps": None}, ["--at", "1"], "no value for eps, tau"),
        ({"mu": "20"}, ["--at", "1"], "needs mu <= L; here 20 > 10"),
        ({"k0": "3"}, ["--at", "1"], "increase k0"),
        ({"beta1": "1"}, ["--at", "1"], "needs beta1 < 1"),
        ({"mu": "nan"}, ["--at", "1"], "mu = 'nan' is not a finite exact number"),
        ({"tau": "inf"}, ["--at", "1"], "tau = 'inf' is not a finite exact number"),
        ({"L": "1e999999999"}, ["--at", "1"], "L = '1e999999999' is not a finite"),
        ({"L": "ten"}, ["--at", "1"], "L = 'ten' is not a finite exact number"),
        ({"L": "__import__('os')"}, ["--at", "1"], "is not a finite exact number"),
        ({"L": "1/0"}, ["--at", "1"], "L = '1/0' is not a finite"),
        ({}, ["--at", "0"], "k = 0 violates k >= 1"),
        ({}, ["--at", "-5"], "k = -5 violates k >= 1"),
        ({}, ["--at", "1.5"], "k = 1.5 is not a whole number"),
        ({}, ["--at", "1,,2"], "k = '' is not a finite"),
        ({}, ["--at", "nan"], "is not a finite"),
        ({}, ["--tol", "0"], "tol"),
        ({}, ["--tol", "-1"], "tol"),
        ({}, ["--tol", "nan"], "tol"),
        ({}, ["--at", "1", "--plot", "bound.txt"], "must end in .png, .svg or .pdf"),
    ],
)
def test_predict_refuses(amgt: Any, changes: dict[str, Any], options: list[str], says: str) -> None:
    assert says in refused(amgt(*predict(**changes), *options))


def test_a_bound_free_of_k_takes_no_k(amgt: Any) -> None:
    assert "does not depend on k" in refused(amgt("predict", "lemmas.pl", "-p", "mu=1", "-p", "gap0=1", "--at", "1"))


@pytest.mark.parametrize("place", ["file/below", "file"])
def test_unwritable_folder(amgt: Any, proofs: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    assert "cannot write" in refused(amgt("audit", "-o", tmp_path / place, proofs=proofs))
    assert (tmp_path / "file").read_text() == "mine"


def test_plot_without_matplotlib_names_the_remedy(amgt: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    line = refused(amgt(*predict(), "--at", "10", "--plot", tmp_path / "bound.png"))
    assert line == "amgt: --plot needs matplotlib; install it: pip install 'amgt_theory[plot]'"


def test_a_theorem_file_that_is_not_python(amgt: Any, proofs: Path) -> None:
    (proofs / "lemmas" / "broken.py").write_text("THEOREM = (")
    assert "broken.py is not Python" in refused(amgt("list", proofs=proofs))


def test_interrupt_is_one_line(amgt: Any, proofs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("amgt_theory.cli._workspace.Workspace.prove", interrupted)
    result = amgt("prove", proofs=proofs)
    assert result.exit_code == 130
    assert result.stdout == ""
    assert result.stderr.split() == ["amgt:", "interrupted"]
