"""AMGT with a non-increasing step: all gradients are at most G = sqrt(2 L (1 + beta1^2) gap0), which no one assumed.

Theory notes, sections 3 and 6. That the Lyapunov function does not increase needs no lower bound on the gains but that
they are nonnegative; so it never exceeds its start, and this bounds the gradients.
"""

from sympy import sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import (
    DECREASING_STEP, DESCENDING, POSITIVE_STEP, V, highest_gain, lyapunov_function, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, G, L, a, beta1, eps, f, f_star, gap0, gradient, i, k, m, square, x, y
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
STEP_CONDITION = le(2 * L * step_size(1), eps * (1 - beta1) ** 2)

THEOREM = Theorem(
    id="momentum.gradients_bounded",
    title="AMGT with a non-increasing step: all gradients are at most sqrt(2 L (1+beta1^2) gap0)",
    kind="lemma",
    claim="C4",
    source="theory notes, section 3, strongly_convex.power_rate; section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *DESCENDING,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", STEP_CONDITION),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(0, gap0),
    ),
    where=((G, sqrt(2 * L * START)),),
    over=(k,),
    quantity=square(gradient(x(k))),
    bound=G**2,
    also=(
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        le(V(0), START),
        ForAll((k,), le(2 * L * step_size(k + 1), eps * (1 - beta1) ** 2)),
        lt(0, G),
    ),
    notes="Clip, norm clip or none, with any thresholds tau_k > 0; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.cite("momentum.highest_gain", conclusion=1, name="highest_positive")
    with proof.induction(k, {"step_bounded": le(step_size(k + 1), step_size(1))}) as (_, step):
        step.combine("next", le(step_size(k + 2), step_size(1)), {"decreasing_step": 1, "step_bounded": 1})
    with proof.fix("every_step", k, why="the step condition holds at every step") as inner:
        inner.combine(
            "here",
            le(2 * L * step_size(k + 1), eps * (1 - beta1) ** 2),
            {"step_bounded": 2 * L, "step_condition": 1},
        )
    _decrease(proof)
    _start(proof)
    _gradient_bound(proof)


def _decrease(proof: Proof) -> None:
    """V does not increase, and is never less than the gap."""
    with proof.fix("decreases", k, why="so the Lyapunov function does not increase") as inner:
        inner.use("every_step", {})
        inner.cite("momentum.not_rising")
    why = "nor is it ever less than the gap"
    proof.cite("momentum.not_rising", {k: 0}, conclusion=1, name="above_gap", why=why)


def _start(proof: Proof) -> None:
    weight = highest_gain(1) / (1 - beta1)
    initial = proof.summed(
        "initial_deviation",
        eq((At(m(0), i) - At(gradient(x(0)), i)) ** 2, At(gradient(x(0)), i) ** 2),
        {"first_moment_start": None},
    )
    gradient_gap = proof.cite("lemmas.gradient_gap", {y: x(0)})
    small = proof.combine("weight_small", le(2 * L * weight, 1), {STEP_CONDITION: 1}, multiplier=eps * (1 - beta1) ** 2)
    proof.use("positive_step", {k: 0})
    start = proof.combine(
        "start",
        le(V(0), START),
        {
            Taken("lyapunov", {k: 0}): 1,
            initial: weight * beta1**2,
            gradient_gap: weight * beta1**2,
            small: beta1**2 * gap0,
            "gap": -1,
        },
        why="V_0 <= (1+beta1^2) gap0, since d_1 = -beta1 g_1",
    )
    with proof.induction(k, {"bounded": le(V(k), START)}, why="so V stays below that") as (base, step):
        base.combine("first", le(V(0), START), {start: 1})
        step.combine("next", le(V(k + 1), START), {"decreases": 1, "bounded": 1})


def _gradient_bound(proof: Proof) -> None:
    inside = L * START
    proof.combine("inside_positive", lt(0, inside), {}, inside)
    squared = proof.cite("lemmas.root_double", {a: inside})
    proof.cite("lemmas.root_double", {a: inside}, conclusion=1)
    with proof.fix("gradients", k, why="which bounds the gradients") as inner:
        gap = inner.cite("lemmas.gradient_gap", {y: x(k), gap0: f(x(k)) - f_star})
        inner.combine(
            "here", le(square(gradient(x(k))), G**2), {gap: 1, "above_gap": 2 * L, "bounded": 2 * L, squared: -1}
        )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(smooth_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
