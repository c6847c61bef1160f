"""A harmonic step alpha/(k+k0) is positive and gets shorter (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import HARMONIC
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import alpha, k, k0
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="lemmas.harmonic_step",
    title="a harmonic step is positive and does not increase",
    kind="lemma",
    source="theory notes, section 1, schedules",
    assumptions=(lt(0, alpha), le(0, k0)),
    over=(k,),
    quantity=HARMONIC(k + 2),
    bound=HARMONIC(k + 1),
    also=(ForAll((k,), lt(0, HARMONIC(k + 1))),),
)


def derive(proof: Proof) -> None:
    with proof.fix("decreasing", k) as inner:
        inner.combine("here", le(HARMONIC(k + 2), HARMONIC(k + 1)), {}, alpha, multiplier=(k + 1 + k0) * (k + 2 + k0))
    with proof.fix("positive", k) as inner:
        inner.combine("here", lt(0, HARMONIC(k + 1)), {}, HARMONIC(k + 1))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
