"""One step under random gradient errors, averaged over finitely many outcomes (theory notes, section 4).

An expectation is a weighted average over outcomes 1..N of everything that has happened so far. Unbiased errors
average to 0 against whatever is known before them; two such averages are needed.
"""

from sympy import Lambda, Min, Sum

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Natural, Real, f, function, gradient, h_hi, h_lo, i, k, n, over_coordinates, p, q, square, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

N, gain = Natural("N"), Real("gain")
weight = function("weight", "natural")
before, after, h, error = (function(name, "natural", result="vector") for name in ("before", "after", "h", "error"))
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))


def mean(value, outcomes=N):
    """The average of a function of the outcome n."""
    return Sum(weight(n) * value, (n, 1, outcomes))


GRADIENT, GAIN, ERROR = At(gradient(before(n)), i), At(h(n), i), At(error(n), i)

THEOREM = Theorem(
    id="noise.averaged_step",
    title="one step under unbiased gradient errors lowers the expected value up to the variance",
    kind="lemma",
    claim="C8 C11",
    source="theory notes, section 4, compressed.qsgd and noise.variance",
    setting=(
        *DESCENT_LEMMA,
        ("weights_nonnegative", ForAll((n,), le(0, weight(n)))),
        ("gains_above", ForAll((n, i), le(GAIN, h_hi))),
        ("gains_below", ForAll((n, i), le(h_lo, GAIN))),
        ("unbiased", ForAll((i,), eq(mean(GAIN * GRADIENT * ERROR), 0))),
        ("unbiased_squared_gain", ForAll((i,), eq(mean(GAIN**2 * GRADIENT * ERROR), 0))),
        ("step", ForAll((n, i), eq(At(after(n), i), At(before(n), i) - GAIN * (GRADIENT + ERROR)))),
    ),
    assumptions=(lt(0, L), le(0, h_lo), le(h_lo, h_hi)),
    quantity=mean(f(after(n))),
    bound=mean(f(before(n))) - SMALLEST * mean(square(gradient(before(n)))) + L / 2 * h_hi**2 * mean(square(error(n))),
    tight=True,
    notes="The outcomes are those of all randomness up to and including this step, as many as one likes; the weights "
    "are their probabilities. Where the errors are unbiased given the past, and the gains do not depend on this step's "
    "errors, the averages of h g e and h^2 g e vanish in every coordinate; that is what is assumed.",
)

FIRST_CROSS, SECOND_CROSS = GAIN * GRADIENT * ERROR, GAIN**2 * GRADIENT * ERROR


def derive(proof: Proof) -> None:
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    with proof.fix(
        "every_outcome", n, why="in every outcome the descent lemma, with what averages to 0 kept apart"
    ) as inner:
        descent = inner.use("descent_lemma", {y: before(n), z: after(n)})
        decrease = _decrease(inner)
        inner.combine(
            "here",
            le(
                f(after(n)),
                f(before(n))
                - SMALLEST * square(gradient(before(n)))
                - over_coordinates(FIRST_CROSS)
                + L * over_coordinates(SECOND_CROSS)
                + L / 2 * h_hi**2 * square(error(n)),
            ),
            {descent: 1, decrease: 1},
        )
    first = _vanishing(proof, "first", "unbiased", FIRST_CROSS)
    second = _vanishing(proof, "second", "unbiased_squared_gain", SECOND_CROSS)
    values = {
        "value": f(after(n)),
        "first": f(before(n)),
        "B": square(gradient(before(n))),
        "C": over_coordinates(FIRST_CROSS),
        "D": over_coordinates(SECOND_CROSS),
        "E": square(error(n)),
    }
    average = proof.cite(
        "lemmas.average_combination",
        {
            **{function(name, "natural"): Lambda(n, value) for name, value in values.items()},
            Real("b"): -SMALLEST,
            Real("c"): -1,
            p: L,
            q: L / 2 * h_hi**2,
        },
        why="averaged over the outcomes",
    )
    proof.combine(
        "averaged_step",
        le(THEOREM.quantity, THEOREM.bound),
        {average: 1, first: -1, second: L},
        why="the errors being unbiased, only their variance is left",
    )


def _decrease(proof: Proof):
    """One outcome, coordinate by coordinate."""
    change = At(after(n), i) - At(before(n), i)
    with proof.fix("decrease_i", i) as inner:
        above, below = inner.use("gains_above", {}), inner.use("gains_below", {})
        inner.combine("nonnegative", le(0, GAIN), {below: 1, le(0, h_lo): 1})
        smallest = inner.cite("lemmas.smallest_decrease", {Real("h"): GAIN})
        inner.combine(
            "here",
            le(
                GRADIENT * change + L / 2 * change**2,
                -SMALLEST * GRADIENT**2 - FIRST_CROSS + L * SECOND_CROSS + L / 2 * h_hi**2 * ERROR**2,
            ),
            {smallest: GRADIENT**2, above: L / 2 * ERROR**2 * (h_hi + GAIN), "step": None},
        )
    return proof.total("decrease", "decrease_i")


def _vanishing(proof: Proof, name: str, hypothesis: str, cross):
    """The average of a sum over coordinates vanishes when that of every coordinate does."""
    nothing = proof.total(f"{name}_total", hypothesis)
    exchange = proof.cite(
        "lemmas.average_exchange",
        {
            function("value", "natural", result="vector"): Lambda(n, Lambda(i, cross)),
            function("partial", "natural", result="vector"): Lambda(k, Lambda(i, mean(cross, k))),
            function("total", "natural"): Lambda(n, over_coordinates(cross)),
        },
    )
    return proof.combine(
        f"{name}_vanishes", eq(mean(over_coordinates(cross)), 0), {proof.use(exchange, {k: N}): 1, nothing: 1}
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, smooth_problems
    from amgt_theory.strategies.perturbed import gain_interval, noisy_outcomes

    def model(draw):
        problem = draw(smooth_problems())
        low, high = gain_interval(draw, drawing.pick(draw, (1, 2, 10)) / problem.L)
        chances, points, gains, errors = noisy_outcomes(draw, problem, low, high)
        outcomes = {N: len(chances) - 1, weight: chances, before: points, h: gains, error: errors}
        return {f: problem, h_lo: low, h_hi: high, **outcomes}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
