"""What a report says, before any markup: one structure for all renderers."""

from __future__ import annotations

from dataclasses import dataclass

from amgt_theory.audit import Audit
from amgt_theory.catalogue import Catalogue, Entry
from amgt_theory.derivation import Derivation
from amgt_theory.evidence import Evidence
from amgt_theory.kernel.axioms import AXIOMS
from amgt_theory.language import Formula

TITLE = "Audit of the AMGT convergence claims"
MEANINGS = (
    ("PROVED", "the claim holds as the abstract says it, under the hypotheses of the theorems named"),
    ("CORRECTED", "it holds after the change that the statement names"),
    ("REFUTED", "as the abstract says it, it is false"),
    ("OPEN", "no verdict yet; what is missing is said"),
)
WHAT_PROVED_MEANS = (
    "A theorem is proved when the kernel, a small program that trusts nothing it reads, accepted a certificate whose "
    "hypotheses and conclusion are the theorem's. That is a statement about exact arithmetic under the hypotheses "
    "listed: it does not say that a given implementation, network or data set satisfies them, nor that the bound is "
    "the best one. A verdict is computed from the theorems; nobody types it in."
)
HOW_TO_CHECK = "amgt verify certificates/*.json"


@dataclass(frozen=True)
class Section:
    """One theorem: its entry, what is known of it, and its derivation when it is proved."""

    entry: Entry
    evidence: Evidence
    derivation: Derivation | None

    @property
    def rests_on(self) -> str:
        """The axioms and theorems it rests on, in one sentence."""
        axioms = ", ".join(self.evidence.axioms) or "ordered-field arithmetic only"
        cited = f"; theorems cited: {', '.join(self.evidence.lemmas)}" if self.evidence.lemmas else ""
        return f"Axioms: {axioms}{cited}"


@dataclass(frozen=True)
class Report:
    """An audit and the theorems behind it."""

    audit: Audit
    sections: tuple[Section, ...]

    @property
    def axioms(self) -> dict[str, Formula]:
        """The kernel axioms that something rests on."""
        from amgt_theory.derivation.laws import LAWS

        used = {axiom for section in self.sections for axiom in section.evidence.axioms}
        return {name: LAWS[name] for name in AXIOMS if name in used}


def report(catalogue: Catalogue, audit: Audit) -> Report:
    """The report on ``audit``: theorems first, then the lemmas they rest on."""
    sections = [_section(catalogue, evidence) for evidence in audit.evidence.values()]
    return Report(audit, tuple(sorted(sections, key=lambda section: section.entry.kind == "lemma")))


def _section(catalogue: Catalogue, evidence: Evidence) -> Section:
    entry = catalogue.entry(evidence.id)
    if evidence.status != "proved":  # its file may not even run
        return Section(entry, evidence, None)
    return Section(entry, evidence, catalogue.derivation(entry.id))
