"""A threshold of at least G never acts: for tau >= G, and so as tau -> infinity, AMGT is the method without one."""

from sympy import Lambda, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import AMGT, DECREASING_STEP, POSITIVE_STEP, B, V, lyapunov, step_size, t
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, beta1, eps, f, f_star, function, gap0, gradient, i, k, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

g = function("g", "natural", result="vector")
START = (1 + beta1**2) * gap0

THEOREM = Theorem(
    id="relations.threshold_out_of_reach",
    title="a threshold of at least G never acts",
    kind="lemma",
    claim="C12",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *AMGT,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", le(2 * L * step_size(1), eps * (1 - beta1) ** 2)),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(lt(0, L), le(0, beta1), lt(beta1, 1), lt(0, eps), lt(0, gap0), le(G, tau)),
    where=((G, sqrt(2 * L * START)),),
    over=(k, i),
    quantity=At(t(k + 1), i),
    bound=1,
    direction="exact",
    tight=True,
    notes="Clip or norm clip; the gains t of the threshold are 1 at every step. No convexity is used.",
)


def derive(proof: Proof) -> None:
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {Real("a"): L * START}, conclusion=1, name="G_positive")
    proof.combine("tau_positive", lt(0, tau), {"G_positive": 1, le(G, tau): 1})
    proof.cite("momentum.gain_nonnegative", conclusion=2, name="threshold_nonnegative")
    proof.cite(
        "momentum.gradients_bounded", {V: Lambda(k, lyapunov(k))}, name="gradients", why="gradients are at most G"
    )
    values = {g: Lambda(k, gradient(x(k)))}
    proof.cite("lemmas.moment_bound", values, name="moment", why="and so are their averages")
    proof.combine("reached", le(1, tau / G), {le(G, tau): 1}, multiplier=G)
    least = proof.law("min_greatest", 1, tau / G, 1)
    with proof.fix("no_threshold", k, i, why="which a threshold above G does not change") as inner:
        inner.use("moment", {k: k + 1})
        above = inner.use("threshold_gain", {B: G})
        below = inner.use("threshold_shrinks", {k: k + 1})
        reached = inner.combine("at_least", le(1, At(t(k + 1), i)), {above: 1, least: 1})
        inner.equal("one", below, reached)


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clips, runs, smooth_problems

    def model(draw):
        return draw(runs(smooth_problems(), powers=(0, 1), threshold=draw(clips())))

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
