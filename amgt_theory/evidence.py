"""What is known about a theorem's proof: always the outcome of a check, never typed."""

from __future__ import annotations

import time
from dataclasses import dataclass

from amgt_theory.catalogue import Catalogue
from amgt_theory.errors import AmgtError
from amgt_theory.kernel import Rejected, verify


@dataclass(frozen=True)
class Evidence:
    """The kernel's answer on one theorem.

    ``status`` is "proved" when the kernel accepted a certificate bound to the statement, else "unproved" with the
    ``reason``; ``axioms`` are the kernel's axioms and ``lemmas`` the theorems it rests on, also indirectly.
    """

    id: str
    status: str
    reason: str
    axioms: tuple[str, ...]
    lemmas: tuple[str, ...]
    seconds: float


def prove(catalogue: Catalogue, identity: str) -> Evidence:
    """Derive, certify and verify one theorem.

    >>> from amgt_theory.catalogue import Catalogue, proofs_folder
    >>> prove(Catalogue.of(proofs_folder()), "lemmas.pl").status
    'proved'
    """
    from amgt_theory.derivation import bound_to  # SymPy; evidence of earlier runs is read without it

    start = time.perf_counter()
    status, axioms, lemmas = "unproved", frozenset[str](), frozenset[str]()
    try:
        text = catalogue.certificate(identity)
        proved = verify(text)[-1]
        reason = bound_to(catalogue.theorem(identity), proved)
        if not reason:
            status, axioms, lemmas = "proved", proved.axioms, proved.lemmas
    except (AmgtError, Rejected) as error:
        reason = str(error)
    except Exception as error:  # a theorem's file is code; one that fails must not hide the others
        reason = f"its file fails with {type(error).__name__}: {error}"
    seconds = time.perf_counter() - start
    return Evidence(identity, status, reason, tuple(sorted(axioms)), tuple(sorted(lemmas)), seconds)
