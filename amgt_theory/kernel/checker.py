"""From the text of a certificate to what it proves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from amgt_theory.kernel.axioms import AXIOMS, Formula
from amgt_theory.kernel.formulas import Key, check, key
from amgt_theory.kernel.reading import Rejected, bounded_work, read
from amgt_theory.kernel.rules import Proof
from amgt_theory.kernel.scope import Scope
from amgt_theory.kernel.terms import LABEL

FORMAT = "amgt-certificate/1"
MAX_THEOREMS = 1_000


@dataclass(frozen=True)
class Proved:
    """A theorem the kernel has accepted: for all variables, the hypotheses imply each conclusion.

    ``axioms`` are names of kernel axioms, ``lemmas`` ids of theorems proved earlier in the same certificate;
    both include what the lemmas themselves rest on.
    """

    id: str
    variables: tuple[Any, ...]
    hypotheses: tuple[tuple[str, Formula], ...]
    conclusions: tuple[Formula, ...]
    axioms: frozenset[str]
    lemmas: frozenset[str]

    def formula(self, number: object) -> Formula:
        """Conclusion ``number`` with its quantifiers and hypotheses."""
        if not isinstance(number, int) or not 0 <= number < len(self.conclusions):
            raise Rejected(f"{self.id} has no conclusion {number!r}")
        return ("all", self.variables, tuple(formula for _, formula in self.hypotheses), self.conclusions[number])

    def keys(self) -> tuple[Key, ...]:
        """What is proved, in a form that can be compared: equal keys are equal statements."""
        return tuple(key(self.formula(number)) for number in range(len(self.conclusions)))


def verify(text: str) -> tuple[Proved, ...]:
    """Check a certificate; the last theorem is the one it is about.

    Raises Rejected with the reason. See FORMAT.md for the format and what acceptance means.
    """
    document = read(text)
    if not isinstance(document, dict) or set(document) != {"format", "theorems"}:
        raise Rejected("not a certificate: the keys must be format and theorems")
    if document["format"] != FORMAT:
        raise Rejected(f"the format is {document['format']!r}, not {FORMAT!r}")
    if not isinstance(document["theorems"], tuple) or not 0 < len(document["theorems"]) <= MAX_THEOREMS:
        raise Rejected(f"not a certificate: there is no theorem, or more than {MAX_THEOREMS}")
    proved: dict[str, Proved] = {}
    try:
        with bounded_work():
            for theorem in document["theorems"]:
                one = _theorem(theorem, proved)
                proved[one.id] = one
    except RecursionError:
        raise Rejected("a term is nested too deeply") from None
    return tuple(proved.values())


def _theorem(theorem: Any, earlier: dict[str, Proved]) -> Proved:
    if not isinstance(theorem, dict) or set(theorem) != {"id", "variables", "hypotheses", "conclusions", "steps"}:
        raise Rejected("a theorem needs exactly: id, variables, hypotheses, conclusions, steps")
    identity = theorem["id"]
    if not isinstance(identity, str) or not LABEL.fullmatch(identity) or identity in earlier or identity in AXIOMS:
        raise Rejected(f"{identity!r} cannot be the id of a theorem here")
    try:
        scope = Scope()
        for declaration in theorem["variables"]:
            scope.declare(declaration)
        for name, formula in theorem["hypotheses"]:
            scope.learn(name, formula)
        if not theorem["conclusions"]:
            raise Rejected("there is no conclusion")
        for conclusion in theorem["conclusions"]:
            check(conclusion, scope.sorts)
        proof = Proof({name: one.formula for name, one in earlier.items()})
        proof.run(theorem["steps"], scope)
        for conclusion in theorem["conclusions"]:
            if not scope.knows(conclusion):
                raise Rejected(f"the steps do not reach the conclusion {conclusion!r}")
    except Rejected as error:
        raise Rejected(f"{identity}: {error}") from None
    except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise Rejected(f"{identity}: malformed ({type(error).__name__})") from None
    axioms, lemmas = frozenset(proof.appeals & AXIOMS.keys()), frozenset(proof.appeals & earlier.keys())
    deep = [earlier[name] for name in lemmas]
    return Proved(
        identity,
        theorem["variables"],
        theorem["hypotheses"],
        theorem["conclusions"],
        axioms.union(*(one.axioms for one in deep)),
        lemmas.union(*(one.lemmas for one in deep)),
    )
