"""Is an optimizer's claimed convergence bound true, and how do you know? Theorems, proofs, numbers and runs.

>>> import amgt_theory as at
>>> t = at.theorem("strongly_convex.power_rate")
>>> f = t.predictor(mu=1, L=10, alpha="1/10", beta1="9/10", beta2="0.999", eps=1, tau=1, k0=199, gap0="1/2")
>>> f([1, 1000]).round(6).tolist()
[0.90498, 0.897775]
>>> amgt = at.AMGT(alpha="1/10", eps=1, k0=199, threshold=at.Clip(1))
>>> run = at.run(amgt, at.problem("quadratic", mu=1, L=10, d=2), [1, 0], steps=3)

Importing this package is quick: what needs SymPy or NumPy is imported when it is first asked for. Besides the names
below, every public name of ``amgt_theory.optimizers`` and ``amgt_theory.problems`` is here.
"""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.errors import AmgtError, DerivationError, InvalidInput, UndecidedComparison

if TYPE_CHECKING:
    import sympy

    from amgt_theory.evidence import Evidence
    from amgt_theory.predictor import Predictor, RecursivePredictor
    from amgt_theory.theorem import Theorem

__all__ = [
    "AmgtError",
    "CataloguedTheorem",
    "DerivationError",
    "InvalidInput",
    "UndecidedComparison",
    "theorem",
    "theorems",
]

LAZY = ("amgt_theory.optimizers", "amgt_theory.problems")


@dataclass(frozen=True)
class CataloguedTheorem:
    """A theorem of the catalogue with all that derives from its one statement."""

    catalogue: Catalogue
    id: str

    @property
    def statement(self) -> Theorem:
        """The statement: quantity, bound, hypotheses, source."""
        return self.catalogue.theorem(self.id)

    @property
    def title(self) -> str:
        """What it says, in a few words."""
        return self.statement.title

    @property
    def bound(self) -> sympy.Expr:
        """The bound; :attr:`definitions` says what its symbols stand for."""
        from sympy import sympify

        return sympify(self.statement.bound)

    @property
    def definitions(self) -> dict[Any, sympy.Expr]:
        """Definitions of symbols such as c and G; each may use the ones before it."""
        return dict(self.statement.definitions)

    @property
    def assumptions(self) -> tuple[Any, ...]:
        """The relations between parameters under which the bound holds."""
        return self.statement.assumptions

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the numbers a predictor needs."""
        from amgt_theory.predictor import parameters

        return tuple(parameters(self.statement))

    @property
    def evidence(self) -> Evidence:
        """What the kernel says of the theorem's proof: kept from an earlier run on the same sources, or found now."""
        from amgt_theory.evidence import prove
        from amgt_theory.evidence_store import EvidenceStore

        store = EvidenceStore.of(self.catalogue.entry(self.id).path.parents[1])
        known = store.load()
        if self.id not in known:
            known[self.id] = prove(self.catalogue, self.id)
            store.add(known[self.id])
        return known[self.id]

    @property
    def status(self) -> str:
        """ "proved" or "unproved", from :attr:`evidence`."""
        return self.evidence.status

    @property
    def exponent(self) -> sympy.Expr:
        """c when the bound decays as k^-c; raises InvalidInput when it does not decay like a power."""
        from amgt_theory.predictor import exponent

        return exponent(self.statement)

    def predictor(
        self,
        *,
        backend: str = "numpy",
        bits: int | None = None,
        relative_radius: Any = None,
        recursive: bool = False,
        **values: Any,
    ) -> Predictor | RecursivePredictor:
        """The bound at ``values``, as a function of k; see :func:`amgt_theory.predictor.predictor`.

        ``recursive`` takes the sharper bounds that the theorem's file computes one iteration after the other; raises
        InvalidInput when it has none.
        """
        from amgt_theory.predictor import predictor

        recursion = getattr(self.catalogue.module(self.id), "recursion", None) if recursive else None
        if recursive and recursion is None:
            raise InvalidInput(f"{self.id}: its file has no recursion; use recursive=False")
        return predictor(self.statement, values, backend, bits, relative_radius, recursion)

    def latex(self) -> str:
        """Statement and derivation as a LaTeX fragment; see :func:`amgt_theory.latex.document`."""
        from amgt_theory.latex import latex

        return latex(self.statement, self.catalogue.derivation(self.id))


def theorem(identity: str) -> CataloguedTheorem:
    """The theorem with this id; raises InvalidInput, naming the nearest id, when there is none.

    >>> theorem("lemmas.pll")
    Traceback (most recent call last):
    amgt_theory.errors.InvalidInput: unknown theorem 'lemmas.pll'; did you mean 'lemmas.pl'?
    """
    return CataloguedTheorem(_catalogue(), _catalogue().entry(identity).id)


def theorems() -> tuple[str, ...]:
    """The ids of all theorems, sorted.

    >>> "lemmas.pl" in theorems()
    True
    """
    return tuple(_catalogue().entries)


@cache
def _catalogue() -> Catalogue:
    return Catalogue.of(proofs_folder())


def __getattr__(name: str) -> Any:
    """A public name of a package in LAZY, imported now; a submodule is for the import system to find."""
    if not name.startswith("_") and importlib.util.find_spec(f"{__name__}.{name}") is None:
        for home in map(importlib.import_module, LAZY):
            if name in home.__all__:
                return getattr(home, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for home in map(importlib.import_module, LAZY) for name in home.__all__)})


class _Package(ModuleType):
    """Keeps the function ``theorem`` in place: importing the module of that name would put the module there."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "theorem":
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
