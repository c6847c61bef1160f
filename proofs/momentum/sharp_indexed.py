"""One step of AMGT, the (k+1)-st, contracts its sharp Lyapunov function wherever that step is small enough.

Theory notes, section 3, sharp_exponent. h_lo is any lower end of the gains of this step.
"""

from sympy import Expr, Lambda, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    AMGT, DECREASING_STEP, POSITIVE_STEP, V, deviation, gain, highest_gain, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    L, Real, Vector, beta1, eps, f, f_star, h_hi, h_lo, i, k, m, mu, tau, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

HIGHEST = highest_gain(k + 1)
STEP_CONDITION = le(8 * L * step_size(k + 1), eps * (1 - beta1) ** 3)


def root(n: Expr) -> Expr:
    """sqrt(L h_hi) at step n + 1."""
    return sqrt(L * highest_gain(n + 1))


THEOREM = Theorem(
    id="momentum.sharp_indexed",
    title="one step of AMGT contracts its sharp Lyapunov function where that step is small",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *AMGT,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("gains_below", ForAll((i,), le(h_lo, gain(k + 1)))),
        ("lyapunov", ForAll((k,), eq(V(k), f(x(k)) - f_star + root(k) / L * beta1**2 * deviation(k)))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(0, tau),
        lt(0, h_lo),
        le(h_lo, HIGHEST),
        STEP_CONDITION,
    ),
    quantity=V(k + 1),
    per=V(k),
    bound=1 - 2 * mu * h_lo * (1 - Rational(3, 4) * root(k) / (1 - beta1)),
    also=(le(8 * L * HIGHEST, (1 - beta1) ** 2),),
    notes="sqrt(L h_hi,k)/(1-beta1) is nu_k of the notes.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for number, name in enumerate(("highest_decreases", "highest_positive", "highest_bounded")):
        proof.cite("momentum.highest_gain", conclusion=number, name=name)
    proof.use("highest_decreases", {})
    proof.use("highest_positive", {k: k + 1})
    proof.combine(
        "step_small",
        le(8 * L * HIGHEST, (1 - beta1) ** 2),
        {"highest_bounded": 8 * L, STEP_CONDITION: 1 / (eps * (1 - beta1))},
        why="the step condition: L h_hi <= (1-beta1)^2/8",
    )
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="largest", why="the gains are at most h_hi")
    for name, fact in (("gains_above", "largest"), ("first_moment_here", "first_moment"), ("step_here", "step")):
        with proof.fix(name, i) as coordinate:
            coordinate.use(fact, {})
    for place in (k, k + 1):
        proof.use("lyapunov", {k: place})
    values = {
        y: x(k),
        z: x(k + 1),
        Vector("h"): Lambda(i, gain(k + 1)),
        Vector("m"): m(k),
        Vector("m_next"): m(k + 1),
        h_hi: HIGHEST,
        Real("next_hi"): highest_gain(k + 2),
        Real("V"): V(k),
        Real("V_next"): V(k + 1),
    }
    proof.cite("momentum.sharp_next", values, why="the sharp step")


def check():
    from functools import reduce

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, pl_problems, runs

    def model(draw):
        late = drawing.natural(draw, 12)
        return {**draw(runs(pl_problems(), powers=(0, 1), late=late, share="1/8", damping=3)), k: late}

    def compute(values, ar):  # the largest h_lo that the hypothesis allows
        return {h_lo: ar.lower(reduce(ar.minimum, values["run"].h(values["k"] + 1)))}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
