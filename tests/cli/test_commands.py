"""What the commands do when all is well."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from amgt_theory.evidence_store import EvidenceStore

VALUES = "mu=1 L=10 alpha=1 beta1=1/2 beta2=0.99 eps=1 tau=10 k0=100 gap0=5".split()
PREDICT = ["predict", "strongly_convex.power_rate", *(word for value in VALUES for word in ("-p", value))]


def document(result: Any) -> Any:
    """The JSON document that is all of stdout."""
    return json.loads(result.stdout)


def test_list_knows_what_prove_found(amgt: Any, proofs: Path) -> None:
    before = document(amgt("list", "--json", proofs=proofs))
    assert [row["id"] for row in before] == ["lemmas.gradient_gap", "lemmas.pl"]
    assert {row["status"] for row in before} == {"unproved"}
    assert set(before[0]) == {"id", "title", "kind", "status", "claim", "tight", "checkers"}
    assert "no evidence yet: run amgt prove" in amgt("list", proofs=proofs).stdout
    assert amgt("prove", "lemmas.pl", proofs=proofs).exit_code == 0
    after = document(amgt("list", "--json", proofs=proofs))
    assert [row["status"] for row in after] == ["unproved", "proved"]


def test_an_edited_theorem_has_no_evidence(amgt: Any, proofs: Path) -> None:
    amgt("prove", proofs=proofs)
    with (proofs / "lemmas" / "pl.py").open("a") as file:
        file.write("# edited\n")
    assert {row["status"] for row in document(amgt("list", "--json", proofs=proofs))} == {"unproved"}


@pytest.mark.parametrize("content", ["", "[1]", '{"id": 3}', '[{"id": "lemmas.pl"}]'])
def test_damaged_evidence_is_no_evidence(amgt: Any, proofs: Path, content: str) -> None:
    amgt("prove", proofs=proofs)
    EvidenceStore.of(proofs).path.write_text(content)
    assert {row["status"] for row in document(amgt("list", "--json", proofs=proofs))} == {"unproved"}


def test_a_cache_that_cannot_be_written_is_no_error(amgt: Any, proofs: Path, cache: Path) -> None:
    (cache / "amgt_theory").write_text("in the way")
    assert amgt("prove", proofs=proofs).exit_code == 0
    assert amgt("list", proofs=proofs).exit_code == 0


def test_prove(amgt: Any, proofs: Path, tmp_path: Path) -> None:
    result = amgt("prove", "--json", "--checker", "kernel", "--out", tmp_path / "out", proofs=proofs)
    assert result.exit_code == 0
    records = document(result)
    assert [record["id"] for record in records] == ["lemmas.gradient_gap", "lemmas.pl"]
    assert set(records[0]) == {"id", "status", "checkers", "axioms", "conclusion", "seconds"}
    assert records[0]["checkers"] == {"kernel": "accepted"}
    assert records[0]["conclusion"] == "sum_i(gradient(y)[i]^2) <= 2*L*gap0"
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == ["lemmas.gradient_gap.json", "lemmas.pl.json"]
    assert amgt("verify", *files).exit_code == 0


def test_explain_says_what_a_theorem_rests_on(amgt: Any) -> None:
    shown = amgt("prove", "--explain", "lemmas.log_bound").stdout
    for part in ("0 < x", "log(x) <= x - 1", "exp_bound, exp_log"):
        assert part in shown


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("bound=2 * mu * gap0", "bound=3 * mu * gap0", "rejected: "),
        ("mu * (x_star[i] - y[i])", "mu * (x_star[i] + y[i])", "no weights make the sides equal"),
        ("def derive(proof: Proof) -> None:", "def derive(proof: Proof) -> None:\n    1 / 0", "ZeroDivisionError"),
        ("bound=2 * mu * gap0", "bound=2.0 * mu * gap0", "not exact"),
        ("from amgt_theory.derivation import Proof", "import no_such_module", "ModuleNotFoundError"),
    ],
)
def test_a_wrong_theorem_is_unproved_and_hides_no_other(
    amgt: Any, proofs: Path, old: str, new: str, says: str
) -> None:
    file = proofs / "lemmas" / "pl.py"
    source = file.read_text()
    assert old in source
    file.write_text(source.replace(old, new))
    result = amgt("prove", "--json", proofs=proofs)
    assert result.exit_code == 1
    good, bad = document(result)
    assert (good["status"], bad["status"]) == ("proved", "unproved")
    assert says in bad["checkers"]["kernel"]


def test_predict(amgt: Any) -> None:
    result = amgt(*PREDICT, "--at", "1,10,1e3", "--json")
    assert result.exit_code == 0
    record = document(result)
    assert set(record) == {"id", "parameters", "quantity", "at", "bound"}
    assert record["at"] == [1, 10, 1000]
    assert record["parameters"]["beta1"] == 0.5
    assert record["bound"] == sorted(record["bound"], reverse=True)
    assert "unproved as far as is known" in result.stderr


def test_predict_inverts(amgt: Any) -> None:
    record = document(amgt(*PREDICT, "--tol", "3", "--json"))
    k = record["iterations"]
    before, at = document(amgt(*PREDICT, "--at", f"{k - 1},{k}", "--json"))["bound"]
    assert at <= 3 < before
    assert document(amgt(*PREDICT, "--tol", "1e-9", "--json"))["iterations"] is None


def test_predict_without_k(amgt: Any) -> None:
    record = document(amgt("predict", "lemmas.pl", "-p", "mu=1/3", "-p", "gap0=3", "--json"))
    assert (record["at"], record["bound"]) == (None, 2.0)
    assert record["parameters"] == {"mu": "1/3", "gap0": 3}


def test_numbers_beyond_doubles_are_spelled_out(amgt: Any) -> None:
    record = document(amgt("predict", "lemmas.pl", "-p", "mu=1e-200", "-p", "gap0=1e-200", "--json"))
    assert record["bound"] == "2.0e-400"


def test_run_stays_below_its_bound(amgt: Any) -> None:
    result = amgt("run", "--steps", "50", "--json")
    record = document(result)
    assert result.exit_code == 0
    assert record["k"] == list(range(1, 51))
    assert all(gap <= bound for gap, bound in zip(record["gap"], record["bound"], strict=True))


def test_run_without_a_theorem_says_why(amgt: Any) -> None:
    result = amgt("run", "--steps", "5", "-p", "k0=0", "--json")
    assert document(result)["bound"] is None
    assert "increase k0" in result.stderr


@pytest.mark.parametrize("request_", [[*PREDICT, "--at", "100"], [*PREDICT, "--tol", "3"], ["run", "--steps", "20"]])
def test_plot(amgt: Any, tmp_path: Path, request_: list[str]) -> None:
    pytest.importorskip("matplotlib")
    for ending in ("png", "svg", "pdf"):
        assert amgt(*request_, "--plot", tmp_path / f"bound.{ending}").exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == {"bound.png", "bound.svg", "bound.pdf"}
    assert (tmp_path / "bound.png").read_bytes().startswith(b"\x89PNG")


PROBE = """
import sys
from amgt_theory.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    code = end.code
heavy = {{"sympy", "numpy", "flint", "hypothesis", "matplotlib", "mpmath"}} & set(sys.modules)
sys.exit(f"imports {{heavy}}" if heavy else code)
"""


@pytest.mark.parametrize("line", ["--help", "list", "list --json", "verify CERTIFICATE", "prove --help"])
def test_quick_commands_import_nothing_heavy(certificate: Path, line: str) -> None:
    words = [str(certificate) if word == "CERTIFICATE" else word for word in line.split()]
    code = PROBE.format(arguments=words)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_installed_program() -> None:
    program = Path(sys.executable).with_name("amgt")
    if not program.exists():
        pytest.skip("amgt is not installed")
    for arguments, code in ((["prove", "lemmas.pl", "--json"], 0), (["prove", "lemmas.plx"], 2), (["nonsense"], 2)):
        done = subprocess.run([program, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == code
        assert "Traceback" not in done.stderr
        assert (done.stdout == "") == (code == 2)


def test_a_closed_pipe_is_no_traceback() -> None:
    program = Path(sys.executable).with_name("amgt")
    if not program.exists():
        pytest.skip("amgt is not installed")
    command = f"'{program}' run --steps 3000 --json | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert "Traceback" not in done.stderr
