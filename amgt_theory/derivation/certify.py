"""From a theorem and its derivation to a certificate, and from a certificate to evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from amgt_theory import kernel, language
from amgt_theory.derivation.proof import Line, Proof, variables_of
from amgt_theory.theorem import Theorem

Derive = Callable[[Proof], None]


@dataclass(frozen=True)
class Derivation:
    """A derivation carried out: lines for the reader, a document for the kernel, ids of the theorems it cites."""

    theorem: Theorem
    lines: tuple[Line, ...]
    document: dict[str, Any]
    cites: tuple[str, ...]


def derive(theorem: Theorem, steps: Derive, resolve: Callable[[str], Theorem]) -> Derivation:
    """Carry out the steps of a theorem's proof.

    Raises DerivationError when a step is malformed; whether the steps prove the statement is for the kernel to say.
    """
    proof = Proof(dict(theorem.hypotheses), resolve)
    steps(proof)
    return Derivation(theorem, tuple(proof.lines), {**statement(theorem), "steps": proof.steps}, tuple(proof.used))


def statement(theorem: Theorem) -> dict[str, Any]:
    """The statement of a theorem in the kernel's language."""
    return {
        "id": theorem.id,
        "variables": [language.declaration(variable) for variable in variables_of(theorem)],
        "hypotheses": [[name, language.to_kernel(formula)] for name, formula in theorem.hypotheses],
        "conclusions": [language.to_kernel(conclusion) for conclusion in theorem.conclusions],
    }


def certificate(derivations: Sequence[Derivation]) -> str:
    """The text of a certificate: the theorems in order, the main one last."""
    text = json.dumps({"format": kernel.FORMAT, "theorems": [one.document for one in derivations]}, indent=1)
    return _compact(text)


def _compact(text: str) -> str:
    """Innermost lists on one line, so that a term reads as a term."""
    innermost = re.compile(r"\[([^\[\]{}]*)\]")
    for _ in range(4):
        text = innermost.sub(lambda found: f"⟦{' '.join(found[1].split())}⟧", text)
    return text.replace("⟦", "[").replace("⟧", "]") + "\n"


def bound_to(theorem: Theorem, proved: kernel.Proved) -> str:
    """Why ``proved`` is not the statement of ``theorem``; empty when it is."""
    document = statement(theorem)
    expected = kernel.Proved(
        theorem.id,
        tuple(document["variables"]),
        tuple((name, formula) for name, formula in document["hypotheses"]),
        tuple(document["conclusions"]),
        frozenset(),
        frozenset(),
    )
    if proved.id != theorem.id:
        return f"the certificate is about {proved.id}, not {theorem.id}"
    if proved.variables != expected.variables:
        return "the certificate declares other variables than the theorem"
    if len(proved.conclusions) != len(expected.conclusions):
        return "the certificate has another number of conclusions than the theorem"
    if proved.keys() != expected.keys():
        return "the certificate proves another statement: its hypotheses or conclusion differ from the theorem's"
    return ""
