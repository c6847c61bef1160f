"""What is known about a theorem's proof: always the outcome of a check, never typed."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from amgt_theory.catalogue import Catalogue
from amgt_theory.errors import AmgtError
from amgt_theory.kernel import Proved, Rejected, verify


@dataclass(frozen=True)
class Evidence:
    """The kernel's answer on one theorem.

    ``status`` is "proved" when the kernel accepted a certificate bound to the statement, else "unproved" with the
    ``reason``; ``axioms`` are the kernel's axioms and ``lemmas`` the theorems it rests on, also indirectly; ``seconds``
    is what its derivation took.
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
    return prove_all(catalogue, [identity])[identity]


def prove_all(catalogue: Catalogue, identities: Iterable[str]) -> dict[str, Evidence]:
    """Derive the theorems one after the other, then have the kernel verify one certificate of them all.

    What several theorems cite is verified once. When the kernel rejects the whole, each theorem is verified by itself.
    """
    reasons: dict[str, str] = {}
    seconds: dict[str, float] = {}
    for identity in identities:
        start = time.perf_counter()
        try:
            catalogue.derivations(identity)
            reasons[identity] = ""
        except AmgtError as error:
            reasons[identity] = f"the derivation fails: {error}"
        except Exception as error:  # a theorem's file is code; one that fails must not hide the others
            reasons[identity] = f"its file fails with {type(error).__name__}: {error}"
        seconds[identity] = time.perf_counter() - start
    derived = [identity for identity, reason in reasons.items() if not reason]
    answers = _verified(catalogue, derived)
    return {one: _evidence(catalogue, one, reason or answers[one], seconds[one]) for one, reason in reasons.items()}


def _verified(catalogue: Catalogue, derived: list[str]) -> dict[str, Proved | str]:
    """What the kernel has accepted, or its reason, by theorem."""
    if not derived:
        return {}
    try:
        proved = {one.id: one for one in verify(catalogue.certificate(*derived))}
        return {identity: proved[identity] for identity in derived}
    except Rejected as error:
        if len(derived) == 1:
            return {derived[0]: str(error)}
        return {identity: _verified(catalogue, [identity])[identity] for identity in derived}


def _evidence(catalogue: Catalogue, identity: str, answer: Proved | str, seconds: float) -> Evidence:
    from amgt_theory.derivation import bound_to  # SymPy; evidence of earlier runs is read without it

    reason = answer if isinstance(answer, str) else bound_to(catalogue.theorem(identity), answer)
    if reason or isinstance(answer, str):
        return Evidence(identity, "unproved", reason, (), (), seconds)
    return Evidence(identity, "proved", "", tuple(sorted(answer.axioms)), tuple(sorted(answer.lemmas)), seconds)
