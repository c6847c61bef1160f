"""The proof checker: the trusted base. Standard library only; read FORMAT.md, then terms.py to checker.py in order."""

from amgt_theory.kernel.checker import FORMAT, Proved, verify
from amgt_theory.kernel.reading import Rejected

__all__ = ["FORMAT", "Proved", "Rejected", "verify"]
