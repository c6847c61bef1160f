"""What is known about a theorem's proof: always the outcome of a check, never typed."""

from __future__ import annotations

import time
from dataclasses import dataclass

from amgt_theory import kernel
from amgt_theory.catalogue import Catalogue
from amgt_theory.derivation import bound_to
from amgt_theory.errors import DerivationError


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
    start = time.perf_counter()
    try:
        text = catalogue.certificate(identity)
        proved = kernel.verify(text)[-1]
        reason = bound_to(catalogue.theorem(identity), proved)
        axioms, lemmas = sorted(proved.axioms), sorted(proved.lemmas)
    except (DerivationError, kernel.Rejected) as error:
        reason, axioms, lemmas = str(error), [], []
    seconds = time.perf_counter() - start
    return Evidence(identity, "unproved" if reason else "proved", reason, tuple(axioms), tuple(lemmas), seconds)
