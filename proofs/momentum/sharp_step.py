"""One step with momentum contracts V = gap + sqrt(h_hi/L) |d|^2 by 1 - 2 mu h_lo (1 - (3/4) nu).

Theory notes, section 3, sharp_exponent: twice the contraction of momentum.lyapunov_step, up to a loss that vanishes
with the step.
"""

from sympy import Expr, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    L, Real, Vector, beta1, f, f_star, h_hi, h_lo, i, mu, square, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, deviation, next_deviation = Vector("m"), Vector("h"), Vector("deviation"), Vector("next_deviation")
V, V_next, nu, B, loss = Real("V"), Real("V_next"), Real("nu"), Real("B"), Real("loss")
ROOT = sqrt(L * h_hi)
WEIGHT = ROOT / L
STEP_CONDITION = le(8 * L * h_hi, (1 - beta1) ** 2)

THEOREM = Theorem(
    id="momentum.sharp_step",
    title="the Lyapunov function with weight sqrt(h_hi/L) contracts by 1 - 2 mu h_lo (1 - (3/4) nu) in one step",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *one_step(m[i], WEIGHT),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        STEP_CONDITION,
    ),
    where=((nu, ROOT / (1 - beta1)),),
    quantity=V_next,
    per=V,
    bound=1 - 2 * mu * h_lo * (1 - Rational(3, 4) * nu),
    notes="The weight sqrt(L h_hi)/L is sqrt(h_hi/L). The case nu = sqrt(L h_hi)/(1-beta1) of momentum.weighted_step.",
)


def derive(proof: Proof) -> None:
    _root(proof)
    young = L / 2 + h_hi * beta1**2 * L**2 / (nu * (1 - beta1) ** 2)
    lost = nu / 2 + young * h_hi * (1 + nu)
    _loss(proof, young, lost)
    _weight_condition(proof, young, lost)

    weight = h_hi / (nu * (1 - beta1))
    same_weight = proof.combine(
        "same_weight",
        eq(weight, WEIGHT),
        {"nu_squared": -1, "scaled": nu * (1 - beta1)},
        multiplier=nu * (1 - beta1) * L,
        why="this nu gives the weight sqrt(h_hi/L)",
    )
    for name, value, point, vector in (("lyapunov", V, y, deviation), ("next_lyapunov", V_next, z, next_deviation)):
        proof.combine(
            f"{name}_written",
            eq(value, f(point) - f_star + weight * square(vector)),
            {name: 1, same_weight: -square(vector)},
        )
    step = proof.cite(
        "momentum.weighted_step", {B: young, loss: lost}, why="the general step, at nu = sqrt(L h_hi)/(1-beta1)"
    )
    floor = proof.use("bounded_below", {})
    squares = proof.summed("squares", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    proof.combine("V_nonnegative", le(0, V), {"lyapunov": -1, floor: 1, squares: WEIGHT})
    proof.combine(
        "contraction",
        le(V_next, THEOREM.bound * V),
        {step: 1, "lost": 2 * mu * h_lo * V},
        why="with the loss bounded by (3/4) nu",
    )


def _root(proof: Proof) -> None:
    """nu^2 (1-beta1)^2 = L h_hi, and nu is small."""
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("h_hi_positive", lt(0, h_hi), {lt(0, h_lo): 1, le(h_lo, h_hi): 1})
    inside = proof.combine("inside_positive", lt(0, L * h_hi), {}, L * h_hi)
    root = proof.law("sqrt_square", L * h_hi)
    scaled = proof.combine("scaled", eq(nu * (1 - beta1), ROOT), {"definition_nu": 1 - beta1})
    squared = proof.combine(
        "nu_squared", eq(nu**2 * (1 - beta1) ** 2, L * h_hi), {scaled: nu * (1 - beta1) + ROOT, root: 1}
    )
    proof.combine("nu_nonnegative", le(0, nu), {"definition_nu": -1}, ROOT / (1 - beta1))
    with proof.cases("nu_positive", nu, 0, lt(0, nu)) as (zero, _):
        zero.combine("absurd", lt(0, nu), {inside: 1, squared: -1, "nu_positive": nu * (1 - beta1) ** 2}, nu)
    proof.combine(
        "nu_squared_small",
        le(8 * nu**2, 1),
        {STEP_CONDITION: 1, squared: 8},
        multiplier=(1 - beta1) ** 2,
        why="the step condition, in terms of nu",
    )
    proof.combine(
        "nu_small",
        le(nu, Rational(3, 8)),
        {"nu_squared_small": Rational(1, 8)},
        Rational(1, 64),
        multiplier=nu + Rational(3, 8),
    )


def _loss(proof: Proof, young: Expr, lost: Expr) -> None:
    """B h_hi (1 + nu) <= nu/4, so that the loss is at most (3/4) nu."""
    left = 1 - beta1
    share = left**2 * (Rational(1, 2) + beta1**2 * nu)
    cost = proof.combine(
        "cost",
        eq(young * h_hi, nu**2 * share),
        {"nu_squared": -Rational(1, 2) - beta1**2 * (nu**2 * left**2 + L * h_hi) / (nu * left**2)},
        why="B h_hi in terms of nu",
    )
    largest = proof.combine(
        "largest",
        le(share, Rational(1, 2)),
        {"nu_small": beta1**2 * left**2},
        beta1 / 2,
        beta1 * left / 2 * left * beta1 / 4,
        beta1 * left / 2 * left,
        beta1 * left / 2 * beta1**2,
        why="which is largest at beta1 = 0",
    )
    proof.combine(
        "extra",
        le(young * h_hi * (1 + nu), nu / 4),
        {cost: 1 + nu, largest: nu**2 * (1 + nu), "nu_small": nu / 2, "nu_squared_small": nu / 16},
        why="as nu + nu^2 <= 1/2",
    )
    proof.combine("lost", le(lost, Rational(3, 4) * nu), {"extra": 1}, why="so the loss is at most (3/4) nu")
    proof.combine("at_most_one", le(lost, 1), {"lost": 1, "nu_small": Rational(3, 4)}, Rational(23, 32))


def _weight_condition(proof: Proof, young: Expr, lost: Expr) -> None:
    left = 1 - beta1
    rate = proof.combine("rate", le(mu * h_lo, nu**2 * left**2), {le(mu, L): h_lo, le(h_lo, h_hi): L, "nu_squared": -1})
    proof.combine(
        "weight_condition",
        le(young * h_hi * (1 + nu) + 2 * mu * h_lo * (1 - lost) / left, Rational(1, 2)),
        {"extra": 1, rate: 2 / left, "nu_squared_small": left / 4, "nu_small": Rational(1, 4)},
        2 * mu * h_lo / left * lost,
        beta1 / 4 + Rational(5, 32),
        why="and the weight can pay for |d|^2",
    )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing, moment_near_gradient, near_gradient, pl_problems

    parameters = Parameters.of(THEOREM, known=(mu, L))

    def model(draw):
        problem = draw(pl_problems())
        numbers = draw(parameters.strategy({mu: problem.mu, L: problem.L}))
        gains = drawing.gains(draw, numbers[h_lo], numbers[h_hi], problem.d)
        return {f: problem, h: gains, **numbers, **near_gradient(draw, problem)}

    return StepCheck(THEOREM, model, lambda values, ar: {m: moment_near_gradient(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
