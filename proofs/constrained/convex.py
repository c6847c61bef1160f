"""A merely convex function on a bounded box (theory notes, section 5).

The gap vanishes like one over the sum of the gains; with a harmonic step that is 1/log k.
"""

from sympy import Lambda, Max, Min, Rational, Sum, log

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import CONVEX, SMOOTH, SOLUTION_IN_BOX, START_IN_BOX, inside, lower, upper
from amgt_theory.iteration_laws import FIRST_MOMENT
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Real, beta1, f, f_star, function, gap0, gradient, i, j, k, k0, m, mu, over_coordinates, r, square,
    x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, V = function("h", "natural", result="vector"), function("V", "natural")
highest, lowest = function("highest", "natural"), function("lowest", "natural")
slope0, start, radius, growth, t = (Real(name) for name in ("slope0", "start", "radius", "growth", "t"))
LARGEST, SMALLEST = Lambda(k, H / (k + k0)), Lambda(k, r * H / (k + k0))
DEVIATION = over_coordinates((At(m(k), i) - At(gradient(x(k)), i)) ** 2)
LYAPUNOV = Lambda(k, f(x(k)) - f_star + LARGEST(k + 1) * beta1**2 / (1 - beta1) * DEVIATION)
HARMONIC, LOGARITHM = Sum(1 / (j + k0), (j, 1, k)), log((k + k0 + 1) / (k0 + 1))
NEAR, FAR = r * H / (2 * radius**2), (1 - beta1) * (k0 + 1) / (4 * start)

THEOREM = Theorem(
    id="constrained.convex",
    title="a merely convex function on a bounded box: a gap of 1/log k",
    kind="theorem",
    claim="C9",
    verdict="corrects",
    source="theory notes, section 5, constrained.convex",
    setting=(
        *SMOOTH,
        *CONVEX,
        *FIRST_MOMENT,
        ("gains_above", ForAll((k, i), le(At(h(k + 1), i), LARGEST(k + 1)))),
        ("gains_below", ForAll((k, i), le(SMALLEST(k + 1), At(h(k + 1), i)))),
        (
            "step",
            ForAll(
                (k, i),
                eq(
                    At(x(k + 1), i),
                    Max(lower[i], Min(upper[i], At(x(k), i) - At(h(k + 1), i) * At(m(k + 1), i))),
                ),
            ),
        ),
        *START_IN_BOX,
        *SOLUTION_IN_BOX,
        ("size_of_box", ForAll((y,), le(over_coordinates((x_star[i] - y[i]) ** 2), radius**2), inside(y))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
    ),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, H),
        lt(0, r),
        le(r, 1),
        lt(0, radius),
        lt(0, gap0),
        le(0, slope0),
        le(2 * L * H, (1 - beta1) * (k0 + 1)),
    ),
    where=((start, gap0 + H * beta1**2 * slope0 / ((k0 + 1) * (1 - beta1))), (growth, Min(NEAR, FAR))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=1 / (1 / start + growth * LOGARITHM),
    notes="radius bounds the distance of the minimizer from the points of the box. The notes ask for h_lo V_0 <= "
    "R^2 (1-beta1)/2; then growth is r H/(2 R^2). While the share h_lo V/R^2 is above (1-beta1)/2 the gap contracts "
    "geometrically, which the other member of the minimum covers. slope0 is the squared gradient at the start, which "
    "matters with momentum only.",
)


def derive(proof: Proof) -> None:
    _run(proof)
    values = {highest: LARGEST, lowest: SMALLEST, V: LYAPUNOV, mu: 0}
    names = ("decrease", "contraction", "above_gap", "nonnegative")
    for number, name in enumerate(names):
        why = (
            "a step contracts, whatever share t of the way to the minimizer it is compared with" if number == 1 else ""
        )
        proof.cite("constrained.recurrence", values, name=name, conclusion=number, why=why)
    with proof.induction(k, {"below_start": le(LYAPUNOV(k), start)}) as (base, step):
        _begin(base)
        step.combine("next", le(LYAPUNOV(k + 1), start), {"decrease": 1, "below_start": 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for name, one in (("near_positive", NEAR), ("far_positive", FAR)):
        proof.combine(name, lt(0, one), {}, one)
    proof.combine("growth_positive", lt(0, growth), {"definition_growth": -1}, Min(NEAR, FAR))
    with proof.fix("one_step", k, why="so the inverse grows at every step") as inner:
        _one_step(inner)
    with proof.induction(k, {"sum_nonnegative": le(0, HARMONIC)}) as (_, step):
        step.combine("next", le(0, HARMONIC.subs(k, k + 1)), {"sum_nonnegative": 1}, 1 / (k + 1 + k0))
    with proof.induction(
        k,
        {"grown": le(LYAPUNOV(k) * (1 + start * growth * HARMONIC), start)},
        why="so the inverse grows with the sum of the gains",
    ) as (base, step):
        base.use("below_start", {k: 0})
        value, gain = LYAPUNOV(k), growth / (k + 1 + k0)
        step.use("nonnegative", {})
        total = 1 + start * growth * HARMONIC.subs(k, k + 1)
        step.combine("total", le(0, total), {"sum_nonnegative": start * growth}, 1, start * gain)
        step.combine(
            "next",
            le(LYAPUNOV(k + 1) * total, start),
            {"one_step": total, "grown": 1},
            multiplier=1 + gain * value,
        )
    harmonic = proof.cite("lemmas.harmonic_sum", why="which grows like a logarithm")
    with proof.fix("rate", k) as inner:
        sure = inner.use(harmonic, {})
        inner.use("nonnegative", {})
        late = inner.cite("lemmas.log_lower", {Real("x"): (k + k0 + 1) / (k0 + 1)})
        inner.combine("logarithm", le(0, LOGARITHM), {late: 1}, k / (k + k0 + 1))
        inner.combine(
            "here",
            le(f(x(k)) - f_star, THEOREM.bound),
            {
                "above_gap": 1 / start + growth * LOGARITHM,
                "grown": 1 / start,
                sure: LYAPUNOV(k) * growth,
            },
            multiplier=1 / start + growth * LOGARITHM,
        )


def _run(proof: Proof) -> None:
    """What constrained.recurrence asks of the gains and of the run."""
    proof.combine(
        "start_positive",
        lt(0, start),
        {"definition_start": -1, lt(0, gap0): 1},
        H * beta1**2 * slope0 / ((k0 + 1) * (1 - beta1)),
    )
    proof.combine(
        "first_step", le(2 * L * LARGEST(1), 1 - beta1), {le(2 * L * H, (1 - beta1) * (k0 + 1)): 1}, multiplier=k0 + 1
    )
    with proof.fix("gains_positive", k) as inner:
        inner.combine("here", lt(0, SMALLEST(k + 1)), {}, SMALLEST(k + 1))
    with proof.fix("gains_ordered", k) as inner:
        inner.combine("here", le(SMALLEST(k + 1), LARGEST(k + 1)), {le(r, 1): LARGEST(k + 1)})
    with proof.fix("gains_decrease", k) as inner:
        later = (k + 1 + k0) * (k + 2 + k0)
        inner.combine("here", le(LARGEST(k + 2), LARGEST(k + 1)), {}, H, multiplier=later)
    with proof.fix("positive_gains", k, i) as inner:
        inner.combine("here", lt(0, At(h(k + 1), i)), {"gains_below": 1}, SMALLEST(k + 1))
    for number, name in enumerate(("projected_optimum", "projected", "above_lower", "below_upper")):
        proof.cite("constrained.box_run", name=name, conclusion=number)
    with proof.fix("optimal_here", k) as inner:
        for name in ("above_lower", "below_upper"):
            inner.use(name, {})
        inner.use("optimal", {y: x(k)})
    with proof.fix("near", k) as inner:
        for name in ("above_lower", "below_upper"):
            inner.use(name, {})
        inner.use("size_of_box", {y: x(k)})


def _begin(proof: Proof) -> None:
    first = proof.summed(
        "first_deviation",
        eq((At(m(0), i) - At(gradient(x(0)), i)) ** 2, At(gradient(x(0)), i) ** 2),
        {"first_moment_start": None},
    )
    weight = LARGEST(1) * beta1**2 / (1 - beta1)
    proof.combine(
        "begin",
        le(LYAPUNOV(0), start),
        {first: weight, "gap": -1, "slope": -weight, "definition_start": -1},
    )


def _one_step(proof: Proof) -> None:
    value, gain = LYAPUNOV(k), SMALLEST(k + 1)
    share, most = gain * value / radius**2, (1 - beta1) / 2
    goal = le(LYAPUNOV(k + 1) * (1 + growth / (k + 1 + k0) * value), value)
    for source, at in (("nonnegative", k), ("nonnegative", k + 1), ("near", k), ("below_start", k)):
        proof.use(source, {k: at})
    near, far = proof.law("min_left", NEAR, FAR), proof.law("min_left", FAR, NEAR)
    proof.combine("near_growth", le(growth, NEAR), {"definition_growth": 1, near: 1})
    proof.combine("far_growth", le(growth, FAR), {"definition_growth": 1, far: 1})
    with proof.cases("share", share, most, goal) as (small, large):
        small.note("Up to the share h_lo V/R^2 of (1-beta1)/2 that is t, and the inverse grows by h_lo/(2 R^2).")
        small.combine("share_nonnegative", le(0, share), {}, share)
        small.combine("share_small", le(2 * share, 1 - beta1), {"share": 2})
        contraction = small.use("contraction", {t: share})
        factor = gain / (2 * radius**2)
        lowered = small.combine(
            "lowered",
            le(LYAPUNOV(k + 1), value - factor * value**2),
            {contraction: 1, "near_1": share**2 / (2 * gain)},
        )
        small.combine(
            "there",
            goal,
            {lowered: 1 + factor * value, "near_growth": LYAPUNOV(k + 1) * value / (k + 1 + k0)},
            factor**2 * value**3,
        )
        large.note("Above it t = (1-beta1)/2, and V contracts by a quarter of 1 - beta1.")
        large.combine("most_nonnegative", le(0, most), {lt(beta1, 1): Rational(1, 2)})
        large.combine("most_small", le(2 * most, 1 - beta1), {})
        contraction = large.use("contraction", {t: most})
        lowered = large.combine(
            "lowered",
            le(LYAPUNOV(k + 1), (1 - most / 2) * value),
            {contraction: 1, "near_1": most**2 / (2 * gain), "share": most * radius**2 / (2 * gain)},
        )
        slow = large.combine(
            "slow",
            le(growth / (k + 1 + k0) * value, most / 2),
            {"far_growth": value / (k + 1 + k0), "below_start_1": FAR / (k + 1 + k0)},
            most / 2 * k / (k + 1 + k0),
        )
        large.combine(
            "there",
            goal,
            {lowered: 1 + growth / (k + 1 + k0) * value, slow: (1 - most / 2) * value},
            most**2 / 4 * value,
        )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import constrained, drawing, harmonic_bounds_of

    def model(draw):
        return {**constrained.in_a_box(draw, flat=True), "larger": drawing.pick(draw, (1, 2, 10, 1000))}

    def compute(values, ar):
        largest, ratio = harmonic_bounds_of(values, ar)
        return {H: largest, r: ratio, **constrained.radius_of_box(values, ar)}

    return TrajectoryCheck(THEOREM, model, compute, along={h: lambda run: run.h})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
