"""Derivations: proofs written as named SymPy steps, turned into certificates for the kernel."""

from amgt_theory.derivation.certify import Derivation, bound_to, certificate, derive, statement
from amgt_theory.derivation.proof import Fact, Line, Proof, Taken

__all__ = ["Derivation", "Fact", "Line", "Proof", "Taken", "bound_to", "certificate", "derive", "statement"]
