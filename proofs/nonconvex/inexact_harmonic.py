"""Inexact gradients with harmonic gains: stationary up to a multiple of eta^2 (theory notes, section 6)."""

from sympy import Lambda, Sum, log

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, ERROR_BOUND, START, h, inexact_run
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    H, L, Real, Vector, beta1, eta, function, gap0, gradient, j, k, k0, n, r, square, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

highest, lowest, level = (function(name, "natural") for name in ("highest", "lowest", "level"))
least, squared_gradient = function("least", "natural"), function("squared_gradient", "natural")
LOGARITHM = log((k + k0 + 1) / (k0 + 1))
LARGEST, SMALLEST = Lambda(n, H / (n + k0)), Lambda(n, r * H / (n + k0))
SHORT, SHORT_WITH_MOMENTUM = le(L * H, k0 + 1), le(4 * beta1 * L * H, beta1 * (1 - beta1) * (k0 + 1))

THEOREM = Theorem(
    id="nonconvex.inexact_harmonic",
    title="bounded gradient errors, harmonic gains: stationary up to a multiple of eta^2",
    kind="theorem",
    claim="C4",
    verdict="proves",
    source="theory notes, section 6, nonconvex.inexact",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *inexact_run(LARGEST(k + 1), SMALLEST(k + 1)),
        *ERROR_BOUND,
        ("squared_gradient", ForAll((k,), eq(squared_gradient(k + 1), square(gradient(x(k)))))),
        ("least", ForAll((k, j), le(least(k), square(gradient(x(j)))), (lt(j, k),))),
    ),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, H),
        lt(0, r),
        le(r, 1),
        SHORT,
        SHORT_WITH_MOMENTUM,
        le(1, k),
    ),
    quantity=least(k),
    bound=2 * AMPLIFICATION * eta**2 / r + 2 * START / (r * H * LOGARITHM),
    notes="Gains between r H/(j+k0) and H/(j+k0) in step j. At beta1 = 0 the limit is eta^2/r; r is the inverse "
    "of the ratio r in the notes. The gains are a hypothesis: for AMGT r rests on a bound on the gradients, which does "
    "not follow where errors persist (nonconvex.lasting_errors). nonconvex.vanishing_errors derives it where they "
    "vanish.",
)


def derive(proof: Proof) -> None:
    first = {"short": (SHORT, L * LARGEST(1), 1)}
    first["short_with_momentum"] = (SHORT_WITH_MOMENTUM, 4 * beta1 * L * LARGEST(1), beta1 * (1 - beta1))
    for name, (condition, left, right) in first.items():
        proof.combine(name, le(left, right), {condition: 1}, multiplier=k0 + 1)
    with proof.fix("ordered", n) as inner:
        inner.combine("here", le(SMALLEST(n + 1), LARGEST(n + 1)), {le(r, 1): LARGEST(n + 1)})
    with proof.fix("decreasing", n) as inner:
        inner.combine("here", le(LARGEST(n + 2), LARGEST(n + 1)), {}, H, multiplier=(n + 1 + k0) * (n + 2 + k0))
    proof.cite(
        "nonconvex.inexact",
        {highest: LARGEST, lowest: SMALLEST, level: Lambda(n, eta**2)},
        conclusion=1,
        name="weighted",
        why="the smallest squared gradient times the sum of the gains",
    )
    growth = proof.use(proof.cite("lemmas.harmonic_sum"), {}, why="and the sum grows like a logarithm")
    late = proof.cite("lemmas.log_lower", {Real("x"): (k + k0 + 1) / (k0 + 1)})
    proof.combine("logarithm_positive", lt(0, LOGARITHM), {late: 1, le(1, k): 1 / (k + k0 + 1)}, 1 / (k + k0 + 1))
    floor = proof.use("bounded_below", {Vector("y"): x(0)})
    proof.combine("gap_nonnegative", le(0, gap0), {floor: 1, "gap": -1})
    gains, harmonic = r * H, Sum(1 / (j + k0), (j, 1, k))
    excess = least(k) - 2 * AMPLIFICATION * eta**2 / r
    proof.combine("sum", le(gains * LOGARITHM, gains * harmonic), {growth: gains})
    proof.combine("product", le(excess * (gains * harmonic), 2 * START), {"weighted": 1})
    divided = proof.cite(
        "lemmas.divided",
        {Real("x"): excess, Real("y"): gains * harmonic, Real("z"): gains * LOGARITHM, Real("a"): 2 * START},
        why="so what exceeds the neighbourhood is at most the quotient",
    )
    proof.combine("stationarity", le(least(k), THEOREM.bound), {divided: 1}, why="the smallest squared gradient")


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import (
        drawing,
        harmonic_bounds_of,
        inexact_runs,
        largest_norm,
        later_gains,
        least_squares_of,
        smooth_problems,
    )

    def model(draw):
        momentum = drawing.pick(draw, (False, True))
        run = draw(inexact_runs(smooth_problems(), share="1/4" if momentum else 1, momentum=momentum))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1), "squared_gradient(0)": 0}

    def compute(values, ar):
        largest, ratio = harmonic_bounds_of(values, ar)
        size = ar.upper(largest_norm(values["error"], ar))
        return {H: largest, r: ratio, eta: size, least: least_squares_of(values, ar)}

    return TrajectoryCheck(THEOREM, model, compute, along={h: later_gains})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
