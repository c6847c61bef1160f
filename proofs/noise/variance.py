"""Unbiased gradient noise of bounded variance, without momentum: a rate in expectation (theory notes, section 4)."""

from sympy import Lambda, Max, Sum

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Natural, Real, c, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, k0, mu, n, p, q, r, sigma,
    square,
)  # fmt: skip
from amgt_theory.theorem import Theorem

N, gain, M, b = Natural("N"), Real("gain"), Real("M"), Real("b")
weight = function("weight", "natural")
x, h, error = (function(name, "natural", "natural", result="vector") for name in ("x", "h", "error"))
PHI = Lambda(gain, gain - L * gain**2 / 2)
HIGHEST, LOWEST = H / (k + 1 + k0), r * H / (k + 1 + k0)
GRADIENT, GAIN, ERROR = At(gradient(x(k, n)), i), At(h(k, n), i), At(error(k, n), i)
EXPONENT = mu * r * H * (2 - L * r * H / (k0 + 1))
NOISE = L * H**2 * sigma**2 / 2


def mean(value):
    """The average of a function of the outcome n."""
    return Sum(weight(n) * value, (n, 1, N))


def expected_gap(step):
    return mean(f(x(step, n))) - f_star


THEOREM = Theorem(
    id="noise.variance",
    title="under unbiased noise of bounded variance the expected gap is of order 1/k",
    kind="theorem",
    claim="C11",
    verdict="proves",
    source="theory notes, section 4, noise.variance",
    setting=(
        *DESCENT_LEMMA,
        *PL,
        ("weights_nonnegative", ForAll((n,), le(0, weight(n)))),
        ("weights_total", eq(Sum(weight(n), (n, 1, N)), 1)),
        ("gains_above", ForAll((k, n, i), le(GAIN, HIGHEST))),
        ("gains_below", ForAll((k, n, i), le(LOWEST, GAIN))),
        ("unbiased", ForAll((k, i), eq(mean(GAIN * GRADIENT * ERROR), 0))),
        ("unbiased_squared_gain", ForAll((k, i), eq(mean(GAIN**2 * GRADIENT * ERROR), 0))),
        ("variance", ForAll((k,), le(mean(square(error(k, n))), sigma**2))),
        ("step", ForAll((k, n, i), eq(At(x(k + 1, n), i), At(x(k, n), i) - GAIN * (GRADIENT + ERROR)))),
        ("gap", eq(gap0, expected_gap(0))),
    ),
    assumptions=(lt(0, mu), le(mu, L), lt(0, H), le(0, r), le(r, 1), le(0, k0), le(L * H, k0 + 1), lt(1, c)),
    where=((c, EXPONENT), (M, Max(NOISE / (c - 1), (k0 + 1) * gap0))),
    over=(k,),
    quantity=expected_gap(k),
    bound=M / (k + k0 + 1),
    notes="Outcome n of N is one course of all randomness, with probability weight(n); the number of steps with noise "
    "is finite, but as large as one likes. Where the noise is unbiased given the past and the gains do not "
    "depend on this step's noise, the averages of h g e and h^2 g e vanish; that is what is assumed. "
    "The gains of step k lie in [r H/(k+k0), H/(k+k0)]; no momentum, no clip.",
)


def derive(proof: Proof) -> None:
    here = k + 1 + k0
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine(
        "c_below",
        le(c, k0 + 1),
        {"definition_c": L, le(mu, L): k0 + 1},
        mu * (k0 + 1) * (1 - L * r * H / (k0 + 1)) ** 2,
        multiplier=L,
        why="c <= k0 + 1, since mu phi(h) <= L phi(h) <= 1/2",
    )
    with proof.fix("recursion", k, why="one step, averaged") as inner:
        _one_step(inner, here)
    decay = proof.cite(
        "lemmas.chung_reciprocal",
        {
            function("e", "natural"): Lambda(k, expected_gap(k)),
            b: NOISE,
            M: Max(NOISE / (c - 1), (k0 + 1) * expected_gap(0)),
        },
        why="Chung's lemma with q = 1",
    )
    constant = Real("constant")
    same = proof.rewrite("same_start", "gap", constant, Max(NOISE / (c - 1), (k0 + 1) * constant))
    with proof.fix("rate", k, why="the rate") as inner:
        inner.combine(
            "here",
            le(expected_gap(k), THEOREM.bound),
            {decay: 1, same: -1 / (k + k0 + 1), "definition_M": -1 / (k + k0 + 1)},
        )


def _one_step(proof: Proof, here) -> None:
    squared_gradient = mean(square(gradient(x(k, n))))
    for name in ("gains_above", "gains_below", "step"):
        with proof.fix(f"{name}_here", n, i) as coordinate:
            coordinate.use(name, {})
    for name in ("unbiased", "unbiased_squared_gain"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    proof.combine("ordered", le(LOWEST, HIGHEST), {le(r, 1): H / here})
    values = {
        function(name, "natural", result="vector"): Lambda(n, value)
        for name, value in (("before", x(k, n)), ("after", x(k + 1, n)), ("h", h(k, n)), ("error", error(k, n)))
    }
    step = proof.cite("noise.averaged_step", {**values, h_lo: LOWEST, h_hi: HIGHEST})
    pl = proof.cite("noise.averaged_pl", {function("before", "natural", result="vector"): Lambda(n, x(k, n))})
    smallest = _smallest(proof, here)
    positive = _nonnegative(proof, squared_gradient)
    proof.combine("c_positive", le(0, c), {lt(1, c): 1}, 1)
    proof.combine(
        "here",
        le(expected_gap(k + 1), (1 - c / here) * expected_gap(k) + NOISE / here**2),
        {step: 1, smallest: squared_gradient, pl: c / (2 * mu * here), "variance": L / 2 * HIGHEST**2},
        signs=[positive],
        why="the expected gap contracts by 1 - c/(k+k0) up to the variance",
    )


def _smallest(proof: Proof, here):
    """Both ends of the interval of gains decrease f by at least c/(2 mu (k+k0))."""
    goal = c / (2 * mu * here)
    lower = proof.combine(
        "lower_end",
        le(goal, PHI(LOWEST)),
        {"definition_c": 1 / (2 * mu * here)},
        L * (r * H) ** 2 * k / (2 * here**2 * (k0 + 1)),
    )
    chord = 1 - L * H * (1 + r) / (2 * here)
    rising = proof.combine(
        "rising", le(0, chord), {le(L * H, k0 + 1): 1 + r, le(r, 1): k0 + 1}, 2 * k, multiplier=2 * here
    )
    proof.combine("upper_end", le(goal, PHI(HIGHEST)), {lower: 1, le(r, 1): H / here * chord}, signs=[rising])
    return proof.law("min_greatest", PHI(LOWEST), PHI(HIGHEST), goal)


def _nonnegative(proof: Proof, squared_gradient):
    with proof.fix("squares", n) as inner:
        square_ = At(gradient(x(k, n)), i) ** 2
        inner.summed("square", le(0, square_), {}, square_)
    values = {"value": 0, "first": square(gradient(x(k, n))), "B": 0, "C": 0, "D": 0, "E": 0}
    average = proof.cite(
        "lemmas.average_combination",
        {
            **{function(name, "natural"): Lambda(n, value) for name, value in values.items()},
            b: 0,
            c: 0,
            p: 0,
            q: 0,
        },
    )
    return proof.combine("average_nonnegative", le(0, squared_gradient), {average: 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import chances, courses, point, values_along, zero_mean

    def model(draw):  # k0 is large enough for c > 1
        problem, steps = draw(pl_problems()), drawing.pick(draw, (1, 2, 3))
        share, part = (drawing.between(draw, Fraction(1, 10), Fraction(1)) for _ in range(2))
        late = problem.L / problem.mu / (share * part * (2 - share * part)) * (1 + drawing.positive(draw))
        drawn = {k0: late - 1, r: share, H: part * late / problem.L, sigma: drawing.signed(draw)}
        intervals = zip(*(values_along(one, drawn, steps) for one in (LOWEST, HIGHEST)), strict=True)
        return {
            f: problem,
            **drawn,
            k: steps,
            "starts": [(one, point(draw, problem)) for one in chances(draw, 2)],
            "gains": [[drawing.gains(draw, *one, problem.d) for _ in range(2)] for one in intervals],
            "errors": [[zero_mean(draw, problem.d, drawn[sigma]) for _ in range(3)] for _ in range(steps)],
        }

    def compute(values, ar):
        def answers(step, place, slope):
            errors = values["errors"][step][place % 3]
            return [(ar.number(chance), ar.add(slope, ar.vector(one)), one) for chance, one in errors]

        return courses(values, ar, answers, "error")

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
