"""One step of AMGT, the (k+1)-st, contracts its Lyapunov function wherever its own step is small enough.

For runs whose first steps are too large (theory notes, section 3, any_step); momentum.recurrence has the other case.
"""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import (
    DECREASING_STEP, DESCENDING, POSITIVE_STEP, V, deviation, gain, highest_gain, lyapunov_function, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, L, beta1, eps, gradient, h_lo, i, k, m, mu, x, y
from amgt_theory.theorem import Theorem

HIGHEST = highest_gain(k + 1)

THEOREM = Theorem(
    id="momentum.indexed_step",
    title="one step of AMGT contracts its Lyapunov function where that step is small",
    kind="lemma",
    claim="C6",
    source="theory notes, section 3, momentum.lyapunov_step and strongly_convex.any_step",
    setting=(
        *SMOOTH,
        *PL,
        *DESCENDING,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("gains_below", ForAll((i,), le(h_lo, gain(k + 1)))),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        le(0, h_lo),
        le(h_lo, HIGHEST),
        le(2 * L * step_size(k + 1), eps * (1 - beta1) ** 2),
    ),
    quantity=V(k + 1),
    per=V(k),
    bound=1 - mu * h_lo,
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    highest_positive = proof.cite("momentum.highest_gain", conclusion=1)
    positive = proof.use(highest_positive, {})
    step = proof.cite("momentum.indexed_descent", why="what the step takes off V, without the PL inequality")
    small = proof.cite("momentum.indexed_descent", conclusion=1, why="the step condition: L h_hi <= (1-beta1)/2")
    pl = proof.use("pl", {y: x(k)}, why="the PL inequality turns |g|^2 into the gap")
    rate_left = proof.combine(
        "rate_left",
        le(0, 1 - beta1 - 2 * mu * h_lo),
        {small: 1, le(mu, L): 2 * h_lo, le(h_lo, HIGHEST): 2 * L},
        why="and mu h_lo is as small",
    )
    offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
    squares = proof.summed("squares", le(0, offset), {}, offset)
    proof.combine("left_over", le(0, HIGHEST * (1 - beta1 - 2 * mu * h_lo)), {positive: 1 - beta1 - 2 * mu * h_lo})
    proof.combine(
        "contraction",
        le(V(k + 1), THEOREM.bound * V(k)),
        {
            step: 1,
            pl: h_lo / 2,
            "left_over": beta1**2 / (2 * (1 - beta1)) * deviation(k),
            "lyapunov": mu * h_lo,
        },
        signs=[squares, rate_left],
        why="so |d|^2 keeps enough of its weight",
    )


def check():
    from functools import reduce

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, pl_problems, runs

    def model(draw):
        late = drawing.natural(draw, 12)
        return {**draw(runs(pl_problems(), powers=(0, 1), late=late)), k: late}

    def compute(values, ar):  # the largest h_lo that the hypothesis allows
        return {h_lo: ar.lower(reduce(ar.minimum, values["run"].h(values["k"] + 1)))}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
