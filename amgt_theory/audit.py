"""The claims of the AMGT abstract, each with a verdict computed from what was proved.

A theorem names the claim it speaks to (``claim``; several are separated by blanks) and what it means for it
(``verdict``):

* ``proves``: the claim holds as the abstract says it;
* ``corrects``: it holds after a change that the theorem states;
* ``refutes``: as the abstract says it, it is false;
* ``supports``: it belongs to the claim's proof or context and decides nothing alone.

Only when every theorem named for a claim is proved, and passes its check where it has one, is there a verdict:
CORRECTED when a theorem corrects it, else REFUTED when one refutes it, else PROVED when one proves it. Otherwise it is
OPEN, with what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from amgt_theory.catalogue import Catalogue, Entry
from amgt_theory.errors import unknown_name
from amgt_theory.evidence import Evidence

if TYPE_CHECKING:
    from amgt_theory.theorem import Theorem

PAPER = (
    "Laisin, Edike et al., Improved Convergence in Deep Neural Networks using a Modified Adaptive Moment Gradient "
    "Thresholding Algorithm, J. Comput. Appl. 2025, doi 10.63561/jca.v2i4.1069"
)
VERDICTS = {"corrects": "CORRECTED", "refutes": "REFUTED", "proves": "PROVED"}  # the first that applies
OPEN = "OPEN"
REASON = 160  # characters of a reason in a verdict; the evidence has all of it


@dataclass(frozen=True)
class Claim:
    """What the abstract says, in its words."""

    id: str
    text: str


CLAIMS = (
    Claim("C1", "under strong convexity with a rate of O(k^(-mu/2))"),
    Claim("C2", "linear convergence"),
    Claim("C3", "global convergence under bounded gradient approximation errors"),
    Claim("C4", "convergence to stationary points in non-convex scenarios"),
    Claim("C5", "sensitivity to spectral properties"),
    Claim("C6", "resilience to learning rate variations"),
    Claim("C7", "surpasses standard Adam in convergence behaviour"),
    Claim("C8", "support for quantized and sparsified updates"),
    Claim("C9", "constrained environments"),
    Claim("C10", "high-dimensional"),
    Claim("C11", "noisy"),
    Claim("C12", "momentum thresholding to improve performance"),
)


@dataclass(frozen=True)
class Support:
    """One theorem that speaks to a claim, with what is known of it.

    ``conclusion`` is the formula it proves, as text; ``check`` is None while it has no check.
    """

    entry: Entry
    evidence: Evidence
    conclusion: str = ""
    check: str | None = None

    @property
    def missing(self) -> str:
        """Why it cannot be relied on; empty when it can."""
        if self.evidence.status != "proved":
            return f"{self.entry.id} is unproved ({shorten(self.evidence.reason, REASON)})"
        if self.check not in (None, "PASS"):
            return f"the check of {self.entry.id} says {self.check}"
        return ""


@dataclass(frozen=True)
class Finding:
    """The verdict on one claim. ``missing`` says, for an open claim, what stands in the way."""

    claim: Claim
    verdict: str
    supports: tuple[Support, ...]
    missing: tuple[str, ...]

    @property
    def statement(self) -> str:
        """What holds and what does not, with the formulas."""
        return ". ".join(self.missing or (f"{words}: {one.conclusion}" for words, one in self._said()))

    @property
    def lines(self) -> tuple[str, ...]:
        """What holds and what does not, in words, a theorem a line."""
        return self.missing or tuple(words for words, _ in self._said())

    @property
    def parts(self) -> tuple[tuple[str, tuple[Support, ...]], ...]:
        """The theorems that say it, in groups, each with the words that introduce it; none for an open claim."""
        if self.missing:
            return ()

        def those(*roles: str) -> tuple[Support, ...]:
            return tuple(one for role in roles for one in self.supports if one.entry.verdict == role)

        true, false = those("corrects", "proves"), those("refutes")
        context = those("supports") if false and not true else ()
        groups = (("", true), ("as written it is false: ", false), ("but: ", context))
        return tuple((lead, group) for lead, group in groups if group)

    def _said(self) -> Iterator[tuple[str, Support]]:
        for lead, group in self.parts:
            for one in group:
                words = lead + one.entry.title
                yield words[0].upper() + words[1:], one

    def record(self) -> dict[str, Any]:
        """The finding as JSON data."""
        evidence = [
            {
                "id": one.entry.id,
                "verdict": one.entry.verdict,
                "status": one.evidence.status,
                "checkers": {"kernel": "accepted" if one.evidence.status == "proved" else one.evidence.reason},
                "check": one.check,
                "axioms": list(one.evidence.axioms),
                "lemmas": list(one.evidence.lemmas),
            }
            for one in self.supports
        ]
        return {
            "id": self.claim.id,
            "text": self.claim.text,
            "verdict": self.verdict,
            "statement": self.statement,
            "theorems": [one.entry.id for one in self.supports],
            "evidence": evidence,
        }


@dataclass(frozen=True)
class Audit:
    """Verdicts on all claims, and the evidence on all theorems, also those that serve no claim."""

    findings: tuple[Finding, ...]
    evidence: Mapping[str, Evidence]
    checks: Mapping[str, str]
    seconds: float

    @property
    def unproved(self) -> tuple[str, ...]:
        return tuple(name for name, one in self.evidence.items() if one.status != "proved")

    @property
    def refuted(self) -> tuple[str, ...]:
        return tuple(finding.claim.id for finding in self.findings if finding.verdict == "REFUTED")

    @property
    def failed_checks(self) -> tuple[str, ...]:
        return tuple(name for name, outcome in self.checks.items() if outcome != "PASS")

    @property
    def held(self) -> bool:
        """Nothing was refuted, unproved or failed. A claim that is open for want of a theorem does not count."""
        return not (self.unproved or self.refuted or self.failed_checks)

    @property
    def summary(self) -> str:
        """The outcome in one line."""
        verdicts = [finding.verdict for finding in self.findings]
        counts = [f"{verdicts.count(one)} {one.lower()}" for one in (*VERDICTS.values(), OPEN) if one in verdicts]
        proved = f"{len(self.evidence) - len(self.unproved)} of {len(self.evidence)} theorems proved"
        return f"{len(verdicts)} claims: {', '.join(counts)}; {proved}"

    def record(self) -> dict[str, Any]:
        """The audit as JSON data."""
        return {"claims": [finding.record() for finding in self.findings], "seconds": round(self.seconds, 3)}


def judge(claim: Claim, supports: Iterable[Support]) -> Finding:
    """The verdict on one claim from the theorems that speak to it."""
    supports = tuple(supports)
    missing = [one.missing for one in supports if one.missing]
    present = {one.entry.verdict for one in supports}
    deciding = next((role for role in VERDICTS if role in present), None)
    if not supports:
        missing.append("no theorem speaks to it yet")
    elif deciding is None:
        missing.append("no theorem decides it yet")
    if missing:
        return Finding(claim, OPEN, supports, tuple(missing))
    return Finding(claim, VERDICTS[deciding or ""], supports, ())


def audit(
    catalogue: Catalogue, evidence: Mapping[str, Evidence], checks: Mapping[str, str] | None = None, seconds: float = 0
) -> Audit:
    """Judge every claim from the evidence on every theorem.

    ``checks`` is the outcome (PASS, FAIL, UNKNOWN, VACUOUS) of a theorem's property-based check, where it has one;
    ``seconds`` what proving and checking took.
    """
    serving: dict[str, list[Entry]] = {claim.id: [] for claim in CLAIMS}
    for entry in catalogue.entries.values():
        for name in (entry.claim or "").split():
            if name not in serving:
                raise unknown_name(f"claim of {entry.id}", name, serving)
            serving[name].append(entry)
    outcome = checks or {}

    def support(entry: Entry) -> Support:
        proved = evidence[entry.id].status == "proved"
        conclusion = _conclusion(catalogue.theorem(entry.id)) if proved else ""
        return Support(entry, evidence[entry.id], conclusion, outcome.get(entry.id))

    findings = tuple(judge(claim, map(support, serving[claim.id])) for claim in CLAIMS)
    return Audit(findings, evidence, outcome, seconds)


def _conclusion(theorem: Theorem) -> str:
    """The main conclusion, with the definitions it uses."""
    from amgt_theory.printing import text

    where = ", ".join(f"{symbol} = {text(value)}" for symbol, value in reversed(theorem.where))
    return text(theorem.conclusions[0]) + (f" where {where}" if where else "")
