"""Verdicts are computed: what each mixture of theorems says about a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from amgt_theory.audit import CLAIMS, Claim, Support, audit, judge
from amgt_theory.catalogue import Catalogue, Entry, proofs_folder
from amgt_theory.errors import InvalidInput
from amgt_theory.evidence import Evidence

CLAIM = Claim("C1", "a claim")


def support(verdict: str, status: str = "proved", check: str | None = None, name: str = "doc.one") -> Support:
    entry = Entry(name, Path(), f"title of {name}", "theorem", "C1", False, verdict)
    reason = "" if status == "proved" else "no weights"
    return Support(entry, Evidence(name, status, reason, (), (), 0.0), "a <= b", check)


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ((), "OPEN"),
        (("supports",), "OPEN"),
        (("proves",), "PROVED"),
        (("proves", "supports"), "PROVED"),
        (("corrects",), "CORRECTED"),
        (("corrects", "proves"), "CORRECTED"),
        (("refutes",), "REFUTED"),
        (("refutes", "supports"), "REFUTED"),
        (("refutes", "proves"), "REFUTED"),
        (("refutes", "corrects"), "CORRECTED"),
    ],
)
def test_verdict(roles: tuple[str, ...], verdict: str) -> None:
    finding = judge(CLAIM, map(support, roles))
    assert finding.verdict == verdict
    assert bool(finding.missing) == (verdict == "OPEN")


@pytest.mark.parametrize("role", ["proves", "corrects", "refutes", "supports"])
def test_one_unproved_theorem_leaves_the_claim_open(role: str) -> None:
    finding = judge(CLAIM, [support("proves"), support(role, "unproved", name="doc.two")])
    assert finding.verdict == "OPEN"
    assert finding.missing == ("doc.two is unproved (no weights)",)


@pytest.mark.parametrize("outcome", ["FAIL", "UNKNOWN"])
def test_a_check_that_does_not_pass_leaves_the_claim_open(outcome: str) -> None:
    assert judge(CLAIM, [support("proves", check="PASS")]).verdict == "PROVED"
    finding = judge(CLAIM, [support("proves", check=outcome)])
    assert finding.verdict == "OPEN"
    assert outcome in finding.statement


def test_the_statement_says_what_holds_and_what_does_not() -> None:
    finding = judge(CLAIM, [support("refutes", name="doc.no"), support("corrects", name="doc.yes")])
    assert finding.statement == "Title of doc.yes: a <= b. As written it is false: title of doc.no: a <= b"


def evidence(status: str, *names: str) -> dict[str, Evidence]:
    return {name: Evidence(name, status, "", (), (), 0.0) for name in names}


def test_every_claim_is_listed_and_an_open_one_does_not_fail() -> None:
    result = audit(Catalogue({}), {})
    assert [finding.claim for finding in result.findings] == list(CLAIMS)
    assert {finding.verdict for finding in result.findings} == {"OPEN"}
    assert result.held


def test_an_unproved_lemma_fails() -> None:
    entry = Entry("doc.lemma", Path(), "a lemma", "lemma", None, False, "supports")
    assert not audit(Catalogue({entry.id: entry}), evidence("unproved", entry.id)).held


def test_a_claim_that_does_not_exist_is_refused() -> None:
    entry = Entry("doc.one", Path(), "a title", "theorem", "C1 C77", False, "proves")
    with pytest.raises(InvalidInput, match=r"unknown claim of doc.one 'C77'"):
        audit(Catalogue({entry.id: entry}), evidence("proved", entry.id))


def test_entries_say_what_the_theorems_say() -> None:
    """Entries are read from the source; what they say must be what running the file says."""
    catalogue = Catalogue.of(proofs_folder())
    for entry in catalogue.entries.values():
        theorem = catalogue.theorem(entry.id)
        said = (theorem.id, theorem.title, theorem.kind, theorem.claim, theorem.tight, theorem.verdict)
        assert said == (entry.id, entry.title, entry.kind, entry.claim, entry.tight, entry.verdict)
