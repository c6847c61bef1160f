"""Momentum with any gains between r H/(k+k0) and H/(k+k0): gap_k = O(k^(-2c)), c = mu r H (theory notes, section 3).

The gains need not come from AMGT; sharp_exponent is the case where they do.
"""

from sympy import Expr, Lambda, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import FIRST_MOMENT, V, deviation
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Real, a, beta1, c, f, f_star, function, gap0, i, k, k0, m, mu, r, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
highest, lowest = function("highest", "natural"), function("lowest", "natural")
C, width, radius, ratio = (Real(name) for name in "C width radius ratio".split())
SPAN, HALF = k + 1 + k0, Rational(1, 2)
HIGHEST, LOWEST = H / SPAN, r * H / SPAN
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0
SHORT = le(8 * L * H, (1 - beta1) ** 2 * (k0 + 1))
LYAPUNOV = Lambda(k, f(x(k)) - f_star + sqrt(L * HIGHEST) / L * beta1**2 * deviation(k))


def remaining(n: Expr) -> Expr:
    """A bound on the losses after step n."""
    return 3 * c * width / ((1 - beta1) * sqrt(n + k0 + HALF))


def loss(n: Expr) -> Expr:
    return remaining(n) - remaining(n + 1)


THEOREM = Theorem(
    id="strongly_convex.sharp_gains",
    title="momentum with gains between r H/(k+k0) and H/(k+k0) has the exponent 2 mu r H",
    kind="theorem",
    claim="C1",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), HIGHEST))),
        ("gains_below", ForAll((k, i), le(LOWEST, At(h(k), i)))),
        *FIRST_MOMENT,
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k), i) * At(m(k + 1), i)))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, H),
        lt(0, r),
        le(r, 1),
        SHORT,
    ),
    where=((c, mu * r * H), (C, 3 * c * sqrt(L * H) / ((1 - beta1) * sqrt(k0 + HALF)))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * exp(C) * ((k0 + 1) / (k + k0 + 1)) ** (2 * c),
    notes="Step k + 1 has the gains h(k). f need only satisfy the PL inequality; strong convexity gives it "
    "(lemmas.pl). No larger exponent holds for gains H/(k+k0) (strongly_convex.sharp_gains_tight).",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * r * H)
    with proof.fix("gains_ordered", k) as inner:
        inner.combine("ordered", le(LOWEST, HIGHEST), {le(r, 1): H / SPAN})
    with proof.fix("gains_decrease", k) as inner:
        inner.combine("decrease", le(HIGHEST.subs(k, k + 1), HIGHEST), {}, H, multiplier=SPAN * (SPAN + 1))
    proof.combine("short", le(8 * L * HIGHEST.subs(k, 0), (1 - beta1) ** 2), {SHORT: 1}, multiplier=k0 + 1)
    values = {highest: Lambda(k, HIGHEST), lowest: Lambda(k, LOWEST), V: LYAPUNOV}
    for number, name in enumerate(("contraction", "gap_below", "start")):
        why = ("V contracts by 1 - 2 mu h_lo (1 - 3/4 nu)", "", "and starts little above the gap")[number]
        proof.cite("momentum.sharp_run", values, conclusion=number, name=name, why=why)
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, LYAPUNOV(k)), {"gap_below": 1, floor: 1})
    _losses(proof)
    _rate(proof)


def _losses(proof: Proof) -> None:
    """The losses (3/2) c nu_k/(k+k0) add up to C at most."""
    proof.define(width, sqrt(L * H))
    squared = proof.law("sqrt_square", L * H)
    proof.combine("width_squared", eq(width**2, L * H), {"definition_width": width + sqrt(L * H), squared: 1})
    proof.combine("width_nonnegative", le(0, width), {"definition_width": -1}, sqrt(L * H))
    with proof.fix("contraction_with_loss", k, why="the loss telescopes, by the midpoint rule") as inner:
        inner.define(radius, sqrt(SPAN))
        roots = {
            a: SPAN,
            Real("before"): sqrt(SPAN - HALF),
            Real("here"): radius,
            Real("after"): sqrt(SPAN + HALF),
        }
        telescoped = inner.cite("lemmas.root_sum", roots)
        inner.cite("lemmas.root_sum", roots, conclusion=2, name="radius_positive")
        radius_squared = inner.law("sqrt_square", SPAN)
        inner.define(ratio, width / radius)
        inner.combine("ratio_nonnegative", le(0, ratio), {"definition_ratio": -1}, width / radius)
        weights = {
            "definition_ratio": -(ratio + width / radius),
            "width_squared": -1 / radius**2,
            radius_squared: L * H / (SPAN * radius**2),
            "definition_radius": L * H * (radius + sqrt(SPAN)) / (SPAN * radius**2),
        }
        inner.combine("ratio_squared", le(L * HIGHEST, ratio**2), weights)
        values = {Real("x"): L * HIGHEST, Real("y"): ratio}
        below = inner.cite("lemmas.sqrt_bound", values, why="nu_k <= sqrt(L H/(k+k0))/(1-beta1)")
        here, portion = LYAPUNOV(k), Rational(3, 2) / (SPAN * (1 - beta1))
        weights = {
            "contraction": 1,
            "definition_c": here * (2 / SPAN - portion * sqrt(L * HIGHEST)),
            below: here * c * portion,
            "definition_ratio": here * c * portion,
            telescoped: here * Rational(3, 2) * c * width / (1 - beta1),
        }
        inner.combine(
            "here", le(LYAPUNOV(k + 1), (1 - 2 * c / SPAN + loss(k)) * here), weights, signs=["nonnegative"]
        )


def _rate(proof: Proof) -> None:
    values = {
        function("e", "natural"): LYAPUNOV,
        function("loss", "natural"): Lambda(k, loss(k)),
        function("S", "natural"): Lambda(k, remaining(k)),
        c: 2 * c,
    }
    rate = proof.cite("lemmas.recursion_perturbed", values, why="so the exponent is 2 c")
    proof.use("nonnegative", {k: 0}, name="start_nonnegative")
    with proof.fix("rate", k, why="the rate") as inner:
        power, spent = ((k0 + 1) / (k + k0 + 1)) ** (2 * c), remaining(0) - remaining(k)
        weights = {"definition_C": -1, "definition_width": 3 * c / ((1 - beta1) * sqrt(k0 + HALF))}
        inner.combine("spent", le(spent, C), weights, remaining(k))
        why = "all losses together are at most C"
        total = inner.cite("lemmas.exp_monotone", {Real("x"): spent, Real("y"): C}, why=why)
        weights = {"gap_below": 1, rate: 1, total: power * LYAPUNOV(0), "start": power * exp(C)}
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), weights)


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import momentum, point

    def model(draw):
        problem, weight, late, steps = draw(pl_problems()), momentum(draw), drawing.positive(draw), 5
        part, least = (drawing.between(draw, Fraction(0), Fraction(1), open_low=True) for _ in range(2))
        largest = part * (1 - weight) ** 2 * (late + 1) / (8 * problem.L)
        gains = [largest / (step + late) for step in range(1, steps + 1)]
        return {
            **{f: problem, beta1: weight, k0: late, H: largest, r: least},
            k: drawing.pick(draw, range(1, steps + 1)),
            x(0): point(draw, problem),
            h: [drawing.gains(draw, least * high, high, problem.d) for high in gains],
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
