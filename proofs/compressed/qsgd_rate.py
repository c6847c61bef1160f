"""Unbiased random compression of the gradient, without momentum: a rate in expectation (theory notes, section 4)."""

from sympy import Lambda, Min, Sum

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Natural, Real, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, mu, n, omega, over_coordinates, rho,
    square,
)  # fmt: skip
from amgt_theory.theorem import Theorem

N, gain = Natural("N"), Real("gain")
weight = function("weight", "natural")
x, h, quantized = (function(name, "natural", "natural", result="vector") for name in ("x", "h", "quantized"))
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))
GRADIENT, GAIN, QUANTIZED = At(gradient(x(k, n)), i), At(h(k, n), i), At(quantized(k, n), i)
ERROR = QUANTIZED - GRADIENT


def mean(value):
    """The average of a function of the outcome n."""
    return Sum(weight(n) * value, (n, 1, N))


def expected_gap(step):
    return mean(f(x(step, n))) - f_star


THEOREM = Theorem(
    id="compressed.qsgd_rate",
    title="under an unbiased random compression of the gradient the expected gap decays geometrically",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.qsgd; Alistarh et al. (2017)",
    setting=(
        *DESCENT_LEMMA,
        *PL,
        ("weights_nonnegative", ForAll((n,), le(0, weight(n)))),
        ("weights_total", eq(Sum(weight(n), (n, 1, N)), 1)),
        ("gains_above", ForAll((k, n, i), le(GAIN, h_hi))),
        ("gains_below", ForAll((k, n, i), le(h_lo, GAIN))),
        ("unbiased", ForAll((k, i), eq(mean(GAIN * GRADIENT * ERROR), 0))),
        ("unbiased_squared_gain", ForAll((k, i), eq(mean(GAIN**2 * GRADIENT * ERROR), 0))),
        ("variance", ForAll((k,), le(mean(over_coordinates(ERROR**2)), omega * mean(square(gradient(x(k, n))))))),
        ("step", ForAll((k, n, i), eq(At(x(k + 1, n), i), At(x(k, n), i) - GAIN * QUANTIZED))),
        ("gap", eq(gap0, expected_gap(0))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(0, omega),
        le(L * omega * h_hi**2, 2 * SMALLEST),
    ),
    where=((rho, 1 - 2 * mu * (SMALLEST - L * omega * h_hi**2 / 2)),),
    over=(k,),
    quantity=expected_gap(k),
    bound=rho**k * gap0,
    tight=True,
    notes="Outcome n of N is one course of all randomness, with probability weight(n); the number of steps with "
    "randomness is finite, but as large as one likes. What is assumed of the compression is said in compressed.qsgd.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    left = proof.law("min_left", PHI(h_lo), PHI(h_hi))
    proof.combine(
        "rho_nonnegative",
        le(0, rho),
        {"definition_rho": -L, left: 2 * mu * L, le(mu, L): 1},
        mu * (1 - L * h_lo) ** 2,
        L**2 * mu * omega * h_hi**2,
        multiplier=L,
        why="mu phi(h) <= L phi(h) <= 1/2",
    )
    with proof.fix("recurrence", k, why="the expected gap contracts at every step") as inner:
        inner.use("variance", {})
        for name in ("gains_above", "gains_below", "step"):
            with inner.fix(f"{name}_here", n, i) as coordinate:
                coordinate.use(name, {})
        for name in ("unbiased", "unbiased_squared_gain"):
            with inner.fix(f"{name}_here", i) as coordinate:
                coordinate.use(name, {})
        step = inner.cite(
            "compressed.qsgd",
            {
                function(name, "natural", result="vector"): Lambda(n, value)
                for name, value in (
                    ("before", x(k, n)),
                    ("after", x(k + 1, n)),
                    ("h", h(k, n)),
                    ("quantized", quantized(k, n)),
                )
            },
        )
        inner.combine(
            "here", le(expected_gap(k + 1), rho * expected_gap(k)), {step: 1, "definition_rho": -expected_gap(k)}
        )
    with proof.induction(k, {"decay": le(expected_gap(k), THEOREM.bound)}, why="hence geometrically") as (base, step):
        base.combine("start", le(expected_gap(0), gap0), {"gap": -1})
        step.combine("next", le(expected_gap(k + 1), rho ** (k + 1) * gap0), {"recurrence": 1, "decay": rho})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.perturbed import compressed, compressed_steps, courses, exact_gradient, scaled_answers

    def model(draw):  # QSGD in the first step, later answers as far from the gradient; or these in all steps
        step, steps = draw(compressed_steps()), drawing.pick(draw, (1, 2, 3))
        starts = [(chance, place) for chance, place, _ in step["starts"]]
        gains = [[drawing.gains(draw, step["h_lo"], step["h_hi"], step["f"].d) for _ in range(2)] for _ in range(steps)]
        return {**step, k: steps, "starts": starts, "gains": gains}

    def compute(values, ar):
        def answers(step, place, slope):
            if step or not values["s"]:
                return [(chance, answer, answer) for chance, answer in scaled_answers(values, slope, ar)]
            exact = exact_gradient(values["f"], values["starts"][place][1])
            return [(chance, answer, answer) for chance, answer in compressed(values, exact, ar)]

        return courses(values, ar, answers, "quantized")

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
