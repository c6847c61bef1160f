"""The theorems a command works on, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.evidence import Evidence, prove_all
from amgt_theory.evidence_store import EvidenceStore


@dataclass(frozen=True)
class Workspace:
    """The theorem files in one folder; commands get it as click's object, tests give their own."""

    folder: Path = field(default_factory=proofs_folder)

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue.of(self.folder)

    @cached_property
    def store(self) -> EvidenceStore:
        return EvidenceStore.of(self.folder)

    def chosen(self, ids: tuple[str, ...]) -> list[str]:
        """The ids asked for, each once; all when none is. Raises InvalidInput for an id that does not exist."""
        return [self.catalogue.entry(one).id for one in dict.fromkeys(ids)] or list(self.catalogue.entries)

    def status(self, identity: str) -> str:
        """What earlier runs found out about a theorem; "unproved" when there is no evidence."""
        evidence = self.store.load().get(identity)
        return "unproved" if evidence is None else evidence.status

    def prove(self, identities: Iterable[str]) -> dict[str, Evidence]:
        """Prove theorems and keep the evidence."""
        evidence = prove_all(self.catalogue, identities)
        self.store.add(*evidence.values())
        return evidence
