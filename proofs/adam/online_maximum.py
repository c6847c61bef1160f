"""The running maximum of the second moment changes only at the large gradients (theory notes, section 7)."""

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, KEPT, MAXIMUM, V, W
from amgt_theory.symbols import beta2, k, n
from amgt_theory.theorem import Theorem


THEOREM = Theorem(
    id="adam.online_maximum",
    title="the maximum of the second moment changes only at the large gradients",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *MAXIMUM,
    ),
    assumptions=(lt(2, C),),
    where=((beta2, DECAY),),
    over=(n,),
    quantity=V(3 * n + 2),
    bound=V(3 * n + 1),
    direction="exact",
    also=(
        ForAll((n,), eq(V(3 * n + 3), V(3 * n + 1))),
        ForAll((n,), le(KEPT * C**2, V(3 * n + 1))),
        ForAll((n,), le(V(3 * n + 1), C**2)),
    ),
    tight=True,
)


def derive(proof: Proof) -> None:
    for number, name in enumerate(("first", "first_small", "", "", "second_below", "third_below")):
        if name:
            proof.cite("adam.online_moments", conclusion=number, name=name)
    for name, number, below in (("second", 2, "second_below"), ("third", 3, "third_below")):
        with proof.fix(name, n) as inner:
            if number == 3:
                previous = inner.use("second", {})
            old, new = V(3 * n + number - 1), W(3 * n + number)
            step = inner.use("maximum", {k: 3 * n + number - 1})
            rises = inner.law("max_left", W(3 * n + 1), V(3 * n))
            first = inner.use("maximum", {k: 3 * n})
            carried = {previous: -1} if number == 3 else {}
            inner.combine("below", le(new, old), {inner.use(below, {}): 1, rises: 1, first: -1, **carried})
            keeps, largest = inner.law("max_left", old, new), inner.law("max_least", old, new, old)
            same = inner.equal("same", largest, keeps)
            goal = eq(V(3 * n + number), V(3 * n + 1))
            inner.combine("there", goal, {step: 1, same: 1, **({previous: 1} if number == 3 else {})})
    with proof.fix("large", n) as inner:
        rises = inner.law("max_left", W(3 * n + 1), V(3 * n))
        inner.combine("there", le(KEPT * C**2, V(3 * n + 1)), {"first": 1, rises: 1, Taken("maximum", {k: 3 * n}): -1})
    with proof.induction(n, {"small": le(V(3 * n), C**2)}) as (_, step):
        _small(step)
        step.combine("next", le(V(3 * n + 3), C**2), {"third": 1, "small_first": 1})
    with proof.fix("bounded", n) as inner:
        inner.use("small", {})
        _small(inner)


def _small(proof: Proof) -> None:
    proof.use("first_small", {})
    largest = proof.law("max_least", V(3 * n), W(3 * n + 1), C**2)
    proof.combine("small_first", le(V(3 * n + 1), C**2), {Taken("maximum", {k: 3 * n}): 1, largest: 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        drawn = online.averages(draw, THEOREM)
        return {**drawn, "V(0)": drawing.between(draw, Fraction(0), drawn["C"] ** 2)}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
