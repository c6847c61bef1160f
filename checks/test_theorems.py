"""Every theorem of the catalogue is attacked; a tight one must not survive a bound that is 1% better."""

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import FAIL, PASS, SHARD, StepCheck, case_text, check_of, run, too_good

CATALOGUE = Catalogue.of(proofs_folder())
TIGHT = [entry.id for entry in CATALOGUE.entries.values() if entry.tight]
ENOUGH = 8 * SHARD  # cases within which the better bound has to be refuted


def check(identity: str) -> StepCheck:
    found = check_of(CATALOGUE, identity)
    if found is None:
        pytest.skip(f"{identity} has no check")
    return found


@pytest.mark.parametrize("identity", CATALOGUE.entries)
def test_theorem_holds(identity: str) -> None:
    result = run(check(identity), SHARD)
    assert result.verdict == PASS, f"{result.verdict}\n{result.counterexample and case_text(result.counterexample)}"


@pytest.mark.slow
@pytest.mark.parametrize("identity", CATALOGUE.entries)
def test_theorem_holds_on_many_cases(identity: str) -> None:
    result = run(check(identity), 20 * SHARD, seed=1)
    assert result.verdict == PASS, f"{result.verdict}\n{result.counterexample and case_text(result.counterexample)}"


@pytest.mark.parametrize("identity", TIGHT)
def test_tight_bound_cannot_be_improved(identity: str) -> None:
    result = run(too_good(check(identity)), ENOUGH)
    assert result.verdict == FAIL, f"no case refutes a bound that is 1% better; the nearest: {result.worst}"


def test_every_theorem_has_a_check() -> None:
    without = [identity for identity in CATALOGUE.entries if check_of(CATALOGUE, identity) is None]
    assert not without, f"{', '.join(without)}: write a check() in the file"
