"""Theorems and derivations as LaTeX, from the same expressions as everything else."""

from amgt_theory.latex._document import document, pdf
from amgt_theory.latex._fragment import latex
from amgt_theory.latex._printer import mathematics
from amgt_theory.latex._prose import prose

__all__ = ["document", "latex", "mathematics", "pdf", "prose"]
