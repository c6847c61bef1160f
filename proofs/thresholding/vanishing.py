"""A soft or hard threshold that vanishes like k^-q: the gap vanishes like k^(-2q) (theory notes, section 4)."""

from sympy import Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Real, a, beta1, c, d, f, f_star, function, gap0, gradient, i, k, k0, m, mu, over_coordinates, q, r, tau,
    x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, error = (function(name, "natural", result="vector") for name in ("h", "error"))
M, b, low = Real("M"), Real("b"), Real("low")
START = (1 + 2 * beta1**2) * gap0
HIGHEST, LOWEST, LEVEL = H / (k + 1 + k0), r * H / (k + 1 + k0), tau**2 / (k + 1 + k0) ** (2 * q)
NOISE = H * d * tau**2

THEOREM = Theorem(
    id="thresholding.vanishing",
    title="under a vanishing soft or hard threshold AMGT with a harmonic step converges",
    kind="theorem",
    claim="C10 C12",
    verdict="corrects",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), HIGHEST))),
        ("gains_below", ForAll((k, i), le(LOWEST, At(h(k), i)))),
        ("threshold_error", ForAll((k, i), le(At(error(k), i) ** 2, LEVEL))),
        ("first_moment_start", ForAll((i,), eq(At(m(0), i), 0))),
        (
            "first_moment",
            ForAll((k, i), eq(At(m(k + 1), i), beta1 * At(m(k), i) + (1 - beta1) * At(gradient(x(k)), i))),
        ),
        (
            "step",
            ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k), i) * (At(m(k + 1), i) + At(error(k), i)))),
        ),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, H),
        le(0, r),
        le(r, 1),
        le(0, q),
        lt(2 * q, mu * r * H),
        le(2 * L * H, (1 - beta1) * (k0 + 1)),
    ),
    where=((c, mu * r * H), (M, Max(NOISE / (c - 2 * q), START * (k0 + 1) ** (2 * q)))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=M / (k + k0 + 1) ** (2 * q),
    notes="The gains of step k lie in [r H/(k+k0), H/(k+k0)], and the threshold changes no coordinate by more than "
    "tau/(k+k0)^q: thresholding.soft_error, thresholding.hard_error. The gains are a hypothesis here; "
    "thresholding.vanishing_rate derives them for AMGT.",
)


def derive(proof: Proof) -> None:
    highest, lowest, level, V = (function(name, "natural") for name in ("highest", "lowest", "level", "V"))
    deviation = over_coordinates((At(m(k), i) - At(gradient(x(k)), i)) ** 2)
    lyapunov = f(x(k)) - f_star + 2 * HIGHEST / (1 - beta1) * beta1**2 * deviation
    values = {
        highest: Lambda(k, HIGHEST),
        lowest: Lambda(k, LOWEST),
        level: Lambda(k, LEVEL),
        V: Lambda(k, lyapunov),
    }
    _conditions(proof)
    with proof.fix("weighted_error", k, i) as inner:
        here = k + 1 + k0
        inner.combine("gain_nonnegative", le(0, At(h(k), i)), {"gains_below": 1}, LOWEST)
        weights = {"threshold_error": At(h(k), i), "gains_above": tau**2 / here ** (2 * q)}
        inner.combine("here", le(At(h(k), i) * At(error(k), i) ** 2, HIGHEST * LEVEL), weights)
    contraction = proof.cite("thresholding.recurrence", values, why="V contracts by 1 - c/(k+k0) up to h_hi d tau_k^2")
    gap_below = proof.cite("thresholding.recurrence", values, conclusion=1)
    start = proof.cite("thresholding.recurrence", values, conclusion=2, why="and starts at (1+2 beta1^2) gap0 at most")

    with proof.fix("recursion", k) as inner:
        here = k + 1 + k0
        inner.define(low, here ** (-2 * q))
        power = inner.cite("lemmas.power_times_reciprocal", {a: here, q: 2 * q, Real("power"): low})
        inner.combine(
            "here",
            le(values[V](k + 1), (1 - c / here) * values[V](k) + NOISE / here ** (1 + 2 * q)),
            {contraction: 1, "definition_c": values[V](k) / here, power: -NOISE, "definition_low": -NOISE / here},
        )
    first = values[V](0)
    largest = Max(NOISE / (c - 2 * q), first * (k0 + 1) ** (2 * q))
    decay = proof.cite(
        "lemmas.chung",
        {function("e", "natural"): values[V], b: NOISE, q: 2 * q, M: largest},
        why="Chung's lemma: the rate is that of tau_k^2",
    )
    _constant(proof, start, first)
    with proof.fix("rate", k, why="the rate") as inner:
        inner.combine(
            "here",
            le(f(x(k)) - f_star, THEOREM.bound),
            {gap_below: 1, decay: 1, "constant": (k + k0 + 1) ** (-2 * q)},
        )


def _conditions(proof: Proof) -> None:
    """The gains are ordered, nonnegative and decrease; the exponent is admissible for Chung's lemma."""
    here = k + 1 + k0
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    with proof.fix("gains_ordered", k) as inner:
        inner.combine("ordered", le(LOWEST, HIGHEST), {le(r, 1): H / here})
    with proof.fix("gains_decrease", k) as inner:
        inner.combine("decrease", le(HIGHEST.subs(k, k + 1), HIGHEST), {}, H, multiplier=here * (here + 1))
    proof.combine(
        "short",
        le(2 * L * HIGHEST.subs(k, 0), 1 - beta1),
        {le(2 * L * H, (1 - beta1) * (k0 + 1)): 1},
        multiplier=k0 + 1,
    )
    proof.combine("c_above", lt(2 * q, c), {lt(2 * q, mu * r * H): 1, "definition_c": -1})
    proof.combine(
        "c_below",
        le(c, k0 + 1),
        {"definition_c": 1, le(mu, L): r * H, le(r, 1): L * H, le(2 * L * H, (1 - beta1) * (k0 + 1)): 1},
        L * H,
        beta1 * (k0 + 1),
        why="c = mu r H <= L H <= k0 + 1",
    )


def _constant(proof: Proof, start, first) -> None:
    """The constant with (1+2 beta1^2) gap0 in place of the start is at least Chung's."""
    power = (k0 + 1) ** (2 * q)
    noise = proof.law("max_left", NOISE / (c - 2 * q), START * power)
    above = proof.law("max_left", START * power, NOISE / (c - 2 * q))
    proof.combine("noise_below", le(NOISE / (c - 2 * q), M), {noise: 1, "definition_M": -1})
    proof.combine("start_below", le(first * power, M), {start: power, above: 1, "definition_M": -1})
    proof.law("max_least", NOISE / (c - 2 * q), first * power, M, name="constant")


def check():
    from fractions import Fraction

    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.problems import Quadratic
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import error_thresholds, momentum, point, threshold_errors, values_along

    parameters = Parameters.of(THEOREM, known=(mu, L, beta1))

    def model(draw):  # AMGT's soft or hard threshold, or any error that is as small
        if drawing.pick(draw, (False, False, True)):
            return pushed(draw)
        problem = draw(pl_problems())
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw), k: drawing.pick(draw, range(1, 6))}
        drawn = {**known, **draw(parameters.strategy(known))}
        lows, highs, levels = (values_along(one, drawn, steps=5) for one in (LOWEST, HIGHEST, LEVEL))
        sizes = map(drawing.root_below, levels)
        return {
            f: problem,
            **drawn,
            x(0): point(draw, problem),
            h: [drawing.gains(draw, low, high, problem.d) for low, high in zip(lows, highs, strict=True)],
            error: [drawing.gains(draw, -size, size, problem.d) for size in sizes],
            "threshold": error_thresholds(draw, abs(drawn[tau]), drawn[q]),
        }

    def pushed(draw):
        """From the minimizer, by nearly the largest errors, in one direction: the gap soon follows tau_k^2.

        A thousandth of room everywhere, so that balls can tell.
        """
        curvature, power, last = Fraction(drawing.pick(draw, (1, 2, 100))), drawing.pick(draw, (10, 1, 3)), 12
        near, rate = Fraction(999, 1000), power * Fraction(drawing.pick(draw, (20, 4, 3)))
        drawn = {
            **{mu: curvature, L: curvature, beta1: Fraction(0), r: near**2, q: Fraction(power)},
            **{H: rate / curvature, k0: 2 * rate, tau: drawing.positive(draw) * (2 * rate) ** power},
            k: drawing.pick(draw, range(1, last)),
        }
        highs, levels = (values_along(one, drawn, steps=last) for one in (HIGHEST, LEVEL))
        return {
            f: Quadratic([curvature]),
            **drawn,
            x(0): [Fraction(0)],
            h: [[high * near] for high in highs],
            error: [[drawing.root_below(level) * near] for level in levels],
            "threshold": None,
        }

    return StepCheck(THEOREM, model, lambda values, ar: {error: threshold_errors(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
