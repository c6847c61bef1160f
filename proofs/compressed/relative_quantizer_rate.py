"""A relative quantizer on every update: a polynomial rate with a harmonic step (theory notes, section 4)."""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import deviation
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Real, Vector, beta1, c, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, k0, m, mu, r, theta, x, y,
    z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, quantized = (function(name, "natural", result="vector") for name in ("h", "quantized"))
W = Real("W")
HIGHEST, LOWEST = H / (k + 1 + k0), r * H / (k + 1 + k0)
MOMENT, UPDATE = At(m(k + 1), i), At(quantized(k), i)
SHORT = le(2 * L * (1 + theta) * H, (1 - beta1) * (k0 + 1))

THEOREM = Theorem(
    id="compressed.relative_quantizer_rate",
    title="updates quantized with relative error theta: a polynomial rate, its exponent 1 - theta times as large",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.relative_quantizer",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), HIGHEST))),
        ("gains_below", ForAll((k, i), le(LOWEST, At(h(k), i)))),
        ("quantizer", ForAll((k, i), le((UPDATE - MOMENT) ** 2, theta**2 * MOMENT**2))),
        ("first_moment_start", ForAll((i,), eq(At(m(0), i), 0))),
        ("first_moment", ForAll((k, i), eq(MOMENT, beta1 * At(m(k), i) + (1 - beta1) * At(gradient(x(k)), i)))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k), i) * UPDATE))),
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
        le(0, theta),
        lt(theta, 1),
        SHORT,
    ),
    where=((c, mu * (1 - theta) * r * H),),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=(1 + beta1**2) * gap0 * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="The gains of step k lie in [r H/(k+k0), H/(k+k0)]. Rounding to powers of two is the case theta = 1/3 "
    "(compressed.power_of_two). The quantizer acts on the moment before or after bias correction. Gains are a "
    "hypothesis here; compressed.quantizer_power_rate derives them for AMGT.",
)


def derive(proof: Proof) -> None:
    largest = (1 + theta) * H / (1 - beta1)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("theta_below", lt(0, 1 - theta), {lt(theta, 1): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * (1 - theta) * r * H)
    proof.combine("short", le(2 * L * largest, k0 + 1), {SHORT: 1 / (1 - beta1)})
    proof.combine("largest_nonnegative", le(0, largest), {}, largest)
    with proof.fix("contraction", k, why="every step contracts by 1 - mu (1-theta) h_lo") as inner:
        _step(inner, largest)
    proof.cite("compressed.power_rate", {W: largest}, why="hence the rate")


def _step(proof: Proof, largest) -> None:
    here = k + 1 + k0
    for name in ("gains_above", "gains_below", "step", "quantizer"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    offset = Lambda(k, At(m(k), i) - At(gradient(x(k)), i))
    with proof.fix("deviation_here", i) as coordinate:
        coordinate.combine("deviation", eq(beta1 * offset(k), MOMENT - At(gradient(x(k)), i)), {"first_moment": -1})
    proof.combine("lowest_positive", lt(0, LOWEST), {}, LOWEST)
    proof.combine("ordered", le(LOWEST, HIGHEST), {le(r, 1): H / here})
    scaled = (1 + theta) * HIGHEST
    short = proof.combine("short_here", le(2 * L * scaled, 1 - beta1), {SHORT: 1 / here}, (1 - beta1) * k / here)
    half = (1 - beta1 + 2 * L * scaled) / 2
    proof.combine("half_nonnegative", le(0, half), {lt(beta1, 1): Rational(1, 2)}, L * scaled)
    proof.combine("squares", le(2 * L**2 * scaled**2, (1 - beta1) ** 2), {short: half}, (1 - beta1) ** 2 / 2)
    proof.combine(
        "slow",
        le(2 * mu * (1 - theta) * LOWEST, 1 - beta1),
        {short: 1, "ordered": 2 * L * (1 + theta), le(mu, L): 2 * (1 - theta) * LOWEST},
        4 * L * theta * LOWEST,
    )
    before, after = (f(x(place)) - f_star + largest / here * beta1**2 * deviation(place) for place in (k, k + 1))
    step = proof.cite(
        "compressed.relative_quantizer",
        {
            y: x(k),
            z: x(k + 1),
            Vector("h"): h(k),
            Vector("m"): m(k + 1),
            Vector("quantized"): quantized(k),
            Vector("deviation"): Lambda(i, beta1 * offset(k)),
            Vector("next_deviation"): Lambda(i, beta1 * offset(k + 1)),
            h_lo: LOWEST,
            h_hi: HIGHEST,
            Real("V"): before,
            Real("V_next"): after,
        },
    )
    proof.combine("here", le(after, (1 - c / here) * before), {step: 1, "definition_c": before / here})


def check():
    from fractions import Fraction

    from amgt_theory.checking import ExactArithmetic, StepCheck
    from amgt_theory.errors import UndecidedComparison
    from amgt_theory.optimizers import PowerOfTwo
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.perturbed import compressed_runs, updates_along

    def model(draw):  # rounding to powers of two, or any factors
        rounds = drawing.pick(draw, (False, True))
        error = Fraction(1, 3) if rounds else drawing.between(draw, Fraction(0), Fraction(1), open_high=True)
        run = compressed_runs(draw, Fraction(1, 2) / (1 + error))
        smallest, sizes = [1 - error] * run["f"].d, drawing.pick(draw, (False, True))
        factors = [drawing.gains(draw, 1 - error, 1 + error, run["f"].d) if sizes else smallest for _ in run["h"]]
        return {**run, theta: error, "factors": [] if rounds else factors}

    def updates(values, ar):
        def update(step, moment):
            if values["factors"]:
                return ar.mul(ar.vector(values["factors"][step]), moment)
            return PowerOfTwo().bind(ar)(moment, moment, 1)

        return updates_along(values, ar, update)

    def compute(values, ar):
        try:
            return {quantized: updates(values, ar)}
        except UndecidedComparison:  # between two powers; rationals know
            return {quantized: [ar.vector(one) for one in updates(values, ExactArithmetic())]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
