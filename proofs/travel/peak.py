"""How high the gap can rise while k + k0 <= T, whatever the step (theory notes, section 3, any_step).

No step is long, so the gap stays below its peak, and gradients and moments below that of the peak.
"""

from sympy import Expr, Lambda, Min, Pow, Rational, Sum, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, DESCENT_LEMMA
from amgt_theory.iteration_laws import HARMONIC, MOMENT_RATIO, RATES, SHORT_STEPS, amgt, deviation, step_size
from amgt_theory.language import ForAll, Formula, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, Vector, a, alpha, beta1, d, eps, f, f_star, gap0, gradient, i, j, k, k0, m, n, s, square, tau,
    x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

R, T, peak, longest, steepest = (Real(name) for name in "R T peak longest steepest".split())
X, Y, HALF = Real("x"), Real("y"), Rational(1, 2)
FIRST, LAST = k0 + 1 + HALF, T + HALF
REACH, TRAVELLED = Min(R, tau / eps), 1 / (k0 + 1) + log(LAST / FIRST)
SCALE = sqrt(L * d / 2) * alpha * REACH

THEOREM = Theorem(
    id="travel.peak",
    title="while k + k0 <= T the gap stays below a peak that grows like log(T)^2, whatever the step",
    kind="lemma",
    claim="C6",
    source="theory notes, section 3, strongly_convex.any_step",
    setting=(*DESCENT_LEMMA, *BOUNDED_BELOW, *amgt(HARMONIC, SHORT_STEPS), ("gap", eq(gap0, f(x(0)) - f_star))),
    assumptions=(
        *RATES,
        lt(0, eps),
        lt(0, alpha),
        lt(0, tau),
        le(0, k0),
        lt(0, d),
        lt(0, L),
        lt(0, gap0),
        le(k0 + 1, T),
        le(k + k0, T),
    ),
    where=((R, MOMENT_RATIO), (peak, (sqrt(gap0) + SCALE * TRAVELLED) ** 2)),
    quantity=f(x(k)) - f_star,
    bound=peak,
    also=(
        le(square(gradient(x(k))), 2 * L * peak),
        le(deviation(k), (2 - beta1**k) ** 2 * 2 * L * peak),
        lt(0, peak),
    ),
    notes="Any gradients, of any function with a Lipschitz gradient and a minimum. Clip or norm clip at tau; AMSGrad "
    "on or off.",
)


def early(last: Expr) -> Formula:
    return le(last + k0, T)


def gap(last: Expr) -> Expr:
    return f(x(last)) - f_star


def path(last: Expr) -> Expr:
    return Sum(1 / (j + k0), (j, 1, last))


def derive(proof: Proof) -> None:
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    values = {step_size: Lambda(n, HARMONIC(n)), longest: REACH}
    proof.cite("momentum.longest_step", values, conclusion=1, name="moves", why="no step is long")
    proof.cite("momentum.longest_step", values, conclusion=2, name="reach_positive")
    proof.cite("lemmas.gap_growth", values, name="growth", why="the root of the gap grows with the path")
    _path(proof)
    _gap(proof)
    _moments(proof)


def _path(proof: Proof) -> None:
    proof.combine("ordered", le(FIRST, LAST), {le(k0 + 1, T): 1})
    proof.combine("last_positive", lt(0, LAST), {"ordered": 1}, FIRST)
    quotient = proof.cite("lemmas.log_quotient", {X: LAST, Y: FIRST})
    order = proof.cite("lemmas.log_monotone", {X: FIRST, Y: LAST})
    proof.combine("travelled_nonnegative", le(0, TRAVELLED), {quotient: -1, order: 1}, 1 / (k0 + 1))
    with proof.induction(n, {"path_nonnegative": le(0, path(n))}) as (_, step):
        step.combine("next", le(0, path(n + 1)), {"path_nonnegative": 1}, 1 / (n + 1 + k0))
    claims = {"path": ForAll((), le(path(n), TRAVELLED), (early(n),))}
    with proof.induction(n, claims, why="and the path is a logarithm") as (base, step):
        with base.fix("start", assume={"early": early(0)}) as inner:
            inner.combine("here", le(0, TRAVELLED), {"travelled_nonnegative": 1})
        with step.fix("next", assume={"early": early(n + 1)}) as inner:
            end = n + 1 + k0 + HALF
            upper = inner.cite("lemmas.harmonic_sum_upper", {k: n + 1})
            here = inner.cite("lemmas.log_quotient", {X: end, Y: FIRST})
            inner.combine("not_last", le(end, LAST), {"early": 1})
            longer = inner.cite("lemmas.log_monotone", {X: end, Y: LAST})
            inner.combine("here", le(path(n + 1), TRAVELLED), {upper: 1, here: 1, longer: 1, quotient: -1})


def _gap(proof: Proof) -> None:
    near, far = (sqrt(gap0) + SCALE * way for way in (path(n), TRAVELLED))
    with proof.fix("peak_bound", n, assume={"early": early(n)}, why="so the gap is at most its peak") as inner:
        shorter, grown = inner.use(inner.use("path", {}), {}), inner.use("growth", {k: n})
        inner.use("path_nonnegative", {})
        inner.combine("near_nonnegative", le(0, near), {}, near)
        inner.combine("far_nonnegative", le(0, far), {}, far)
        inner.combine(
            "here",
            le(gap(n), peak),
            {grown: 1, shorter: SCALE * (near + far), "definition_peak": -1},
            signs=["reach_positive", "path_nonnegative", "travelled_nonnegative"],
        )
    with proof.fix("steep", n, assume={"early": early(n)}) as inner:
        steep = inner.cite("lemmas.gradient_gap", {y: x(n), gap0: gap(n)})
        inner.combine("here", le(square(gradient(x(n))), 2 * L * peak), {steep: 1, inner.use("peak_bound", {}): 2 * L})
    proof.use("peak_bound", {n: k})
    root = proof.law("sqrt_square", gap0)
    proof.combine(
        "peak_positive",
        lt(0, peak),
        {lt(0, gap0): 1, "definition_peak": -1, root: -1},
        2 * sqrt(gap0) * SCALE * TRAVELLED,
        Pow(SCALE * TRAVELLED, 2, evaluate=False),
    )


def _moments(proof: Proof) -> None:
    """|m_n| <= (1 - beta1^n) sqrt(2 L peak), so that the deviation is at most 2 - beta1^n times that root."""
    proof.combine("inside", lt(0, L * peak), {}, L * peak)
    proof.define(steepest, sqrt(2 * L * peak))
    squared = proof.cite("lemmas.root_double", {a: L * peak, G: steepest})
    proof.cite("lemmas.root_double", {a: L * peak, G: steepest}, conclusion=1)
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=2, name="powers")
    proof.combine("beta1_at_most_one", le(beta1, 1), {lt(beta1, 1): 1})
    claim = le(square(m(n)), (1 - beta1**n) ** 2 * steepest**2)
    with proof.induction(n, {"moments": ForAll((), claim, (early(n),))}, why="as do the moments") as (base, step):
        with base.fix("start", assume={"early": early(0)}) as inner:
            nothing = inner.summed("nothing", eq(At(m(0), i) ** 2, 0), {"first_moment_start": At(m(0), i)})
            inner.combine("here", le(square(m(0)), 0), {nothing: 1})
        with step.fix("next", assume={"early": early(n + 1)}) as inner:
            inner.combine("before", early(n), {"early": 1}, 1)
            inner.use("moments", {})
            inner.combine("slope", le(square(gradient(x(n))), steepest**2), {inner.use("steep", {}): 1, squared: -1})
            inner.combine("kept", le(0, 1 - beta1**n), {inner.use("powers", {k: n}): 1})
            with inner.fix("update", i) as each:
                each.use("first_moment", {k: n})
            values = {Vector("m"): m(n), Vector("g"): gradient(x(n)), Vector("m_next"): m(n + 1)}
            inner.cite("lemmas.moment_step", {**values, s: 1 - beta1**n, G: steepest})
    moment, steep = proof.use(proof.use("moments", {n: k}), {}), proof.use("steep", {n: k})
    first = (1 - beta1**k) * steepest
    proof.combine("first_nonnegative", le(0, first), {proof.use("powers", {}): steepest})
    proof.combine("first_bound", le(square(m(k)), first**2), {moment: 1})
    old, new = At(m(k), i), At(gradient(x(k)), i)
    with proof.fix("difference", i) as inner:
        inner.combine("here", eq(old - new, old + -new), {})
    proof.combine("second_bound", le(square(Lambda(i, -new)), steepest**2), {steep: 1, squared: -1})
    values = {Vector("total"): Lambda(i, old - new), y: m(k), z: Lambda(i, -new)}
    ends = {Real("first"): first, Real("second"): steepest}
    together = proof.cite("lemmas.norm_sum", {**values, **ends}, why="so the moment deviates by no more than both")
    proof.combine(
        "deviation_bound",
        le(deviation(k), (2 - beta1**k) ** 2 * 2 * L * peak),
        {together: 1, squared: (2 - beta1**k) ** 2},
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
