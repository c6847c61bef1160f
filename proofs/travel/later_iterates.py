"""Under the PL inequality AMGT travels at most (4 r/sqrt mu) sqrt(V_k) from step k on, however long it runs.

This is the distance form that needs no convexity: quadratic growth speaks of the distance to the set of minimizers, and
that a point of this set is nearest. The later iterates say it without: the run converges, and x_k is as near to its
limit as to each of them. Theory notes, section 2, quadratic_growth, and section 6.
"""

from sympy import Expr, Lambda, Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    AMGT, DECREASING_STEP, HYPERPARAMETERS, POSITIVE_STEP, V, deviation, gain, highest_gain, lowest_gain,
    lyapunov_function, step_size,
)  # fmt: skip
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, Vector, beta1, eps, f, f_star, function, gap0, gradient, i, k, m, mu, n, over_coordinates, r,
    square, tau, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

reach, root, energy = Real("reach"), Real("root"), Real("energy")
START = (1 + beta1**2) * gap0
RATIO = (G + eps) / (eps * (1 - beta1) * Min(1, tau / G))
LOWEST, HIGHEST = lowest_gain(k + 1, G), highest_gain(k + 1)


def travelled(first: Expr, last: Expr) -> Expr:
    return over_coordinates((At(x(last), i) - At(x(first), i)) ** 2)


THEOREM = Theorem(
    id="travel.later_iterates",
    title="under the PL inequality all later iterates are within (4 r/sqrt mu) sqrt(V_k)",
    kind="theorem",
    claim="C1",
    source="theory notes, section 6; the argument from Lojasiewicz (1963)",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *AMGT,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", le(2 * L * step_size(1), eps * (1 - beta1) ** 2)),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        *HYPERPARAMETERS,
        lt(0, gap0),
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (r, RATIO),
        (reach, 4 * r / sqrt(mu)),
    ),
    over=(k, n),
    quantity=travelled(k, k + n),
    bound=reach**2,
    per=V(k),
    notes="r bounds the ratio of the gains. Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias "
    "correction on.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    for name in ("short", "root_lowered"):
        why = "a step is short against what it takes off sqrt V" if name == "short" else ""
        with proof.fix(name, k, why=why) as inner:
            _step(inner, conclusion=0 if name == "short" else 1)
    with proof.fix("from_here", k, why="so the lengths of the steps telescope") as inner:
        _travel(inner)
    with proof.fix("travel", k, n) as inner:
        inner.use(inner.use("from_here", {}), {})


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for number, name in ((0, "descent"), (1, "gap_below"), (3, "gradients_below")):
        why = "the Lyapunov function loses h_lo |g|^2/2 + h_hi |d|^2/2 in a step" if number == 0 else ""
        proof.cite("momentum.descent", name=name, conclusion=number, why=why)
    proof.cite("momentum.gain_nonnegative", conclusion=2, name="threshold_nonnegative")
    proof.cite("momentum.gradients_bounded", conclusion=3, name="every_step")
    proof.cite("momentum.gradients_bounded", conclusion=4, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    proof.cite("momentum.highest_gain", conclusion=2, name="without_correction")
    values = {function("g", "natural", result="vector"): Lambda(k, gradient(x(k)))}
    proof.cite("momentum.gain_sandwich", values, conclusion=2, name="gains_ordered")
    proof.cite("momentum.gain_nonnegative", name="gains_nonnegative")
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="gains_above")
    proof.combine("r_positive", lt(0, r), {"definition_r": -1}, RATIO)
    proof.define(root, sqrt(mu))
    values = {Real("x"): mu, Real("y"): root}
    proof.cite("lemmas.root_positive", values, name="root_squared")
    proof.cite("lemmas.root_positive", values, conclusion=1, name="root_named_positive")
    proof.combine("root_positive", lt(0, sqrt(mu)), {"definition_root": 1, "root_named_positive": 1})
    proof.combine("reach_nonnegative", le(0, reach), {"definition_reach": -1}, 4 * r / sqrt(mu))
    proof.combine(
        "reach_root", eq(reach * root, 4 * r), {"definition_reach": root, "definition_root": 4 * r / sqrt(mu)}
    )
    proof.combine(
        "reach_squared",
        eq(reach**2 * mu, 16 * r**2),
        {"reach_root": reach * root + 4 * r, "root_squared": -(reach**2)},
    )
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {"gap_below": 1, floor: 1})
    with proof.fix("gains_ratio", k, why="the gains of a step differ by a factor of r at most") as inner:
        inner.use("positive_step", {})
        inner.combine(
            "here",
            le(HIGHEST, r * LOWEST),
            {"without_correction": 1, "definition_r": -LOWEST},
        )


def _step(proof: Proof, conclusion: int) -> None:
    """lemmas.root_decrease at step k + 1: |x_{k+1} - x_k| against V_k - V_{k+1}."""
    for fact in ("positive_step", "corrected", "gains_ratio", "gains_ordered", "nonnegative"):
        proof.use(fact, {})
    proof.use("nonnegative", {k: k + 1})
    g, before, after = At(gradient(x(k)), i), At(m(k), i), At(m(k + 1), i)
    slope = proof.summed("slope", le(0, g**2), {}, g**2)
    spread = proof.summed("spread", le(0, (before - g) ** 2), {}, (before - g) ** 2)
    named = proof.define(energy, square(gradient(x(k))) + beta1**2 * deviation(k))
    proof.combine("energy_nonnegative", le(0, energy), {named: -1, slope: 1, spread: beta1**2})
    lost = proof.combine(
        "lost",
        le(LOWEST * energy, 2 * (V(k) - V(k + 1))),
        {"descent": 2, "gains_ordered_1": beta1**2 * deviation(k), named: LOWEST},
        signs=[spread],
    )
    moved = At(x(k + 1), i) - At(x(k), i)
    length = proof.summed(
        "length",
        le(moved**2, HIGHEST**2 * after**2),
        {"step": moved - gain(k + 1) * after, "gains_above": (HIGHEST + gain(k + 1)) * after**2},
        signs=["gains_nonnegative"],
    )
    parts = proof.summed(
        "parts",
        le(after**2, 2 * g**2 + 2 * beta1**2 * (before - g) ** 2),
        {"first_moment": None},
        (g - beta1 * (before - g)) ** 2,
    )
    T = travelled(k, k + 1)
    loss = V(k) - V(k + 1)
    weights = {length: 1, parts: HIGHEST**2, named: -2 * HIGHEST**2}
    bounded = proof.combine("bounded", le(T, 2 * HIGHEST**2 * energy), weights)
    work = proof.combine("work", le(HIGHEST * energy, 2 * r * loss), {"gains_ratio_1": energy, lost: r})
    proof.combine("summable", le(T, 4 * r * HIGHEST * loss), {bounded: 1, work: 2 * HIGHEST})
    pl = proof.use("pl", {y: x(k)}, why="the PL inequality bounds V by |g|^2 + |d|^2")
    proof.combine(
        "short_step",
        le(2 * mu * HIGHEST, 1 - beta1),
        {le(mu, L): 2 * HIGHEST, "without_correction": 2 * L, "every_step": 1 / (eps * (1 - beta1))},
    )
    value = proof.combine(
        "value",
        le(2 * mu * V(k), energy),
        {
            pl: 1,
            "short_step": beta1**2 / (1 - beta1) * deviation(k),
            "lyapunov": 2 * mu,
            named: -1,
        },
        signs=[spread],
    )
    more = proof.combine("more", le(0, 2 * r * loss + HIGHEST * energy), {work: 1}, 2 * HIGHEST * energy)
    proof.combine(
        "relative",
        le(T * V(k), (reach / 2) ** 2 * loss**2),
        {
            bounded: V(k),
            value: HIGHEST**2 * energy / mu,
            work: (2 * r * loss + HIGHEST * energy) / mu,
            "reach_squared": -(loss**2) / (4 * mu),
        },
        signs=[more],
    )
    proof.combine("decreased", le(V(k + 1), V(k)), {lost: Rational(1, 2)}, LOWEST * energy / 2)
    values = {Real("u"): V(k), Real("v"): V(k + 1), Real("T"): T, Real("p"): 4 * r * HIGHEST, Real("q"): reach / 2}
    proof.cite("lemmas.root_decrease", values, conclusion=conclusion)


def _travel(proof: Proof) -> None:
    start, end, beyond = sqrt(V(k)), sqrt(V(k + n)), sqrt(V(k + n + 1))
    claims = {"way": le(travelled(k, k + n), (reach * (start - end)) ** 2), "lower": le(end, start)}
    with proof.induction(n, claims, why="the distance is at most what sqrt V has lost") as (_, step):
        step.use("short", {k: k + n})
        drop = step.use("root_lowered", {k: k + n})
        step.combine("first", le(0, reach * (start - end)), {"lower": reach})
        step.combine("second", le(0, reach * (end - beyond)), {drop: reach})
        here, there, after = (At(x(one), i) for one in (k, k + n, k + n + 1))
        with step.fix("total", i) as inner:
            inner.combine("here", eq(after - here, (there - here) + (after - there)), {})
        longer = step.cite(
            "lemmas.norm_sum",
            {
                Vector("total"): Lambda(i, after - here),
                y: Lambda(i, there - here),
                z: Lambda(i, after - there),
                Real("first"): reach * (start - end),
                Real("second"): reach * (end - beyond),
            },
        )
        step.combine("next_way", le(travelled(k, k + n + 1), (reach * (start - beyond)) ** 2), {longer: 1})
        step.combine("next_lower", le(beyond, start), {drop: 1, "lower": 1})
    with proof.fix("within", n) as inner:
        inner.use("nonnegative", {})
        whole = inner.law("sqrt_square", V(k))
        inner.combine("rest", le(0, start - end), {"lower": 1})
        inner.combine(
            "here",
            le(travelled(k, k + n), reach**2 * V(k)),
            {"way": 1, whole: reach**2, "rest": reach**2 * end},
            reach**2 * start * end,
        )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import pl_problems, runs

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(pl_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
