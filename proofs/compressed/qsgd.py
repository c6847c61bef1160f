"""Unbiased random compression of the gradient, without momentum: one step in expectation (theory notes, section 4)."""

from sympy import Lambda, Min, Sum

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Natural, Real, f, f_star, function, gradient, h_hi, h_lo, i, mu, n, omega, over_coordinates, square,
)  # fmt: skip
from amgt_theory.theorem import Theorem

N, gain = Natural("N"), Real("gain")
weight = function("weight", "natural")
before, after, h, quantized = (
    function(name, "natural", result="vector") for name in ("before", "after", "h", "quantized")
)
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))
GRADIENT, GAIN, QUANTIZED = At(gradient(before(n)), i), At(h(n), i), At(quantized(n), i)
ERROR = QUANTIZED - GRADIENT


def mean(value):
    """The average of a function of the outcome n."""
    return Sum(weight(n) * value, (n, 1, N))


THEOREM = Theorem(
    id="compressed.qsgd",
    title="one step with an unbiased random compression of the gradient contracts the expected gap",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.qsgd; Alistarh et al. (2017)",
    setting=(
        *DESCENT_LEMMA,
        *PL,
        ("weights_nonnegative", ForAll((n,), le(0, weight(n)))),
        ("weights_total", eq(Sum(weight(n), (n, 1, N)), 1)),
        ("gains_above", ForAll((n, i), le(GAIN, h_hi))),
        ("gains_below", ForAll((n, i), le(h_lo, GAIN))),
        ("unbiased", ForAll((i,), eq(mean(GAIN * GRADIENT * ERROR), 0))),
        ("unbiased_squared_gain", ForAll((i,), eq(mean(GAIN**2 * GRADIENT * ERROR), 0))),
        ("variance", le(mean(over_coordinates(ERROR**2)), omega * mean(square(gradient(before(n)))))),
        ("step", ForAll((n, i), eq(At(after(n), i), At(before(n), i) - GAIN * QUANTIZED))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(0, omega),
        le(L * omega * h_hi**2, 2 * SMALLEST),
    ),
    quantity=mean(f(after(n))) - f_star,
    per=mean(f(before(n))) - f_star,
    bound=1 - 2 * mu * (SMALLEST - L * omega * h_hi**2 / 2),
    tight=True,
    notes="Expectations are averages over finitely many outcomes of all randomness so far. Assumed are consequences of "
    "E[q | past] = g, gains that do not depend on this step's randomness, and E[|q - g|^2 | past] <= omega |g|^2. "
    "The notes' coarser factor 1 - 2 mu (h_lo - L (1+omega) h_hi^2/2) follows. Attained by f = x^2/2 "
    "with q = 0 or 2 g, evenly.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    kept = SMALLEST - L * omega * h_hi**2 / 2
    room = proof.combine("room", le(0, kept), {le(L * omega * h_hi**2, 2 * SMALLEST): 1}, multiplier=2)
    with proof.fix("step_with_error", n, i) as inner:
        inner.combine("here", eq(At(after(n), i), At(before(n), i) - GAIN * (GRADIENT + ERROR)), {"step": 1})
    step = proof.cite(
        "noise.averaged_step",
        {function("error", "natural", result="vector"): Lambda(n, Lambda(i, ERROR))},
        why="one step, averaged, with the error q - g",
    )
    pl = proof.cite("noise.averaged_pl", why="the PL inequality, averaged")
    proof.combine(
        "contraction",
        le(THEOREM.quantity, THEOREM.bound * THEOREM.per),
        {step: 1, "variance": L / 2 * h_hi**2, pl: kept},
        signs=[room],
        why="the variance takes a part of the squared gradient",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies.perturbed import compressed_outcomes, compressed_steps

    def compute(values, ar):
        chances, points, gains, outcomes = compressed_outcomes(values, ar)
        return {N: len(chances) - 1, weight: chances, before: points, h: gains, quantized: outcomes}

    return StepCheck(THEOREM, lambda draw: draw(compressed_steps()), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
