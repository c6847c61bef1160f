"""One step of AMGT, the (k+1)-st, does not raise its Lyapunov function wherever that step is small enough.

Theory notes, section 3: whatever the gradients were, the gains are nonnegative, and that is enough. So a bound on the
gradients need not be known before.
"""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import SMOOTH
from amgt_theory.iteration_laws import (
    DECREASING_STEP, DESCENDING, POSITIVE_STEP, V, deviation, lyapunov_function, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, L, beta1, eps, f, f_star, gradient, h_lo, i, k, m, n, x
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="momentum.not_rising",
    title="one step of AMGT does not raise its Lyapunov function where that step is small",
    kind="lemma",
    claim="C6",
    source="theory notes, section 3, strongly_convex.power_rate and strongly_convex.any_step",
    setting=(*SMOOTH, *DESCENDING, *POSITIVE_STEP, *DECREASING_STEP, *lyapunov_function()),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        le(2 * L * step_size(k + 1), eps * (1 - beta1) ** 2),
    ),
    quantity=V(k + 1),
    bound=V(k),
    also=(ForAll((k,), le(f(x(k)) - f_star, V(k))),),
    notes="Clip, norm clip or none, with any thresholds tau_k > 0; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    highest = proof.cite("momentum.highest_gain", conclusion=1)
    positive = proof.use(highest, {})
    signs = proof.cite("momentum.gain_signs", why="the gains are nonnegative")
    with proof.fix("gains_below", i) as inner:
        inner.use(signs, {})
    step = proof.cite("momentum.indexed_descent", {h_lo: 0})
    with proof.fix("deviations", n) as inner:
        offset = (At(m(n), i) - At(gradient(x(n)), i)) ** 2
        inner.summed("squares", le(0, offset), {}, offset)
    here = proof.use("deviations", {n: k})
    proof.combine(
        "not_rising",
        le(V(k + 1), V(k)),
        {step: 1, positive: beta1**2 * deviation(k) / 2},
        signs=[here],
        why="so the Lyapunov function does not increase",
    )
    with proof.fix("above_gap", n, why="nor is it ever less than the gap") as inner:
        weight = inner.use(highest, {k: n})
        inner.use("deviations", {})
        value = inner.use("lyapunov", {k: n})
        inner.combine(
            "here", le(f(x(n)) - f_star, V(n)), {value: -1, weight: beta1**2 / (1 - beta1) * deviation(n)}
        )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, runs, smooth_problems

    def model(draw):
        late = drawing.natural(draw, 12)
        return {**draw(runs(smooth_problems(), powers=(0, 1), late=late)), k: late}

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
