"""Adam with a constant step comes down by alpha - eps a step, until it is that near (theory notes, section 7)."""

from sympy import Abs, Max

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import alpha, eps, function, k, x0_dist
from amgt_theory.theorem import Theorem

X = function("X", "natural")
SIZE, NEXT, NEAR = Abs(X(k)), Abs(X(k + 1)), alpha - eps

THEOREM = Theorem(
    id="adam.descent",
    title="Adam with a constant step comes down by alpha - eps a step, until it is that near",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.two_cycle",
    setting=(
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha * X(k) / (Abs(X(k)) + eps)))),
        ("start", eq(x0_dist, Abs(X(0)))),
    ),
    assumptions=(lt(0, eps), lt(eps, alpha)),
    over=(k,),
    quantity=SIZE,
    bound=Max(NEAR, x0_dist - k * NEAR),
    tight=True,
    notes="beta1 = beta2 = 0 on f = x^2/2.",
)


def derive(proof: Proof) -> None:
    proof.combine("near_positive", lt(0, NEAR), {lt(eps, alpha): 1})
    for number, name in ((1, "turning"), (2, "staying")):
        proof.cite("adam.size_step", conclusion=number, name=name)
    with proof.induction(k, {"down": le(SIZE, THEOREM.bound)}) as (base, step):
        begun = base.law("max_left", x0_dist, NEAR)
        base.combine("there", le(Abs(X(0)), Max(NEAR, x0_dist)), {begun: 1, "start": -1})
        left, bound = x0_dist - (k + 1) * NEAR, THEOREM.bound.xreplace({k: k + 1})
        at_near, at_left = step.law("max_left", NEAR, left), step.law("max_left", left, NEAR)
        goal = le(NEXT, bound)
        with step.cases("side", SIZE + eps, alpha, goal) as (turning, staying):
            turned = turning.use("turning", {})
            turning.combine(
                "there",
                goal,
                {turned: SIZE + eps, at_near: SIZE + eps},
                SIZE**2,
                NEAR * eps,
                multiplier=SIZE + eps,
            )
            stayed = staying.use("staying", {})
            staying.combine("lower", le(NEXT, SIZE - NEAR), {stayed: SIZE + eps, "side": eps}, multiplier=SIZE + eps)
            staying.combine("near", le(NEAR, bound + NEAR), {at_near: 1}, NEAR)
            staying.combine("left", le(x0_dist - k * NEAR, bound + NEAR), {at_left: 1})
            largest = staying.law("max_least", NEAR, x0_dist - k * NEAR, bound + NEAR)
            staying.combine("there", goal, {"lower": 1, "down": 1, largest: 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import adam
    from amgt_theory.problems import Quadratic
    from amgt_theory.strategies import drawing, walk

    def model(draw):
        size = drawing.positive(draw)
        small = drawing.between(draw, Fraction(0), size, open_low=True, open_high=True)
        start = drawing.pick(draw, (1, -1)) * size * drawing.between(draw, Fraction(0), Fraction(8))
        return {"f": Quadratic([1]), "method": adam(size, beta1=0, beta2=0, eps=small), "start": [start], "steps": 8}

    return StepCheck(THEOREM, model, lambda values, ar: {X: [state.x[0] for state in walk(values, ar)]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
