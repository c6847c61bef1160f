"""Updates rounded to a grid, after a clip or not: geometric decay to a neighbourhood, in closed form.

Theory notes, sections 1 and 4; compressed.grid_step is the step. The gain of the clip takes off one of the two factors
by which rounding errors count as errors of the moment.
"""

from sympy import Add, Lambda, Mul, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, beta1, d, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu, rho, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, t, quantized, error = (function(name, "natural", result="vector") for name in ("h", "t", "quantized", "error"))
corrected = function("corrected", "natural")
Delta, least, half, root = (Real(name) for name in ("Delta", "least", "half", "root"))
MOMENT, CLIP = At(m(k + 1), i), At(t(k), i)
UPDATE = corrected(k) * At(quantized(k), i)
ERROR = At(quantized(k), i) - CLIP * MOMENT / corrected(k)
NOISE, LOWEST = h_hi * d * Delta**2 / (4 * least), least * h_lo

THEOREM = Theorem(
    id="compressed.grid_rate",
    title="with updates rounded to a grid of width Delta the gap decays to a multiple of d (Delta/2)^2",
    kind="theorem",
    claim="C8",
    verdict="corrects",
    source="theory notes, section 1, the gain sandwich, and section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), h_hi))),
        ("gains_below", ForAll((k, i), le(h_lo, At(h(k), i)))),
        ("correction_positive", ForAll((k,), lt(0, corrected(k)))),
        ("correction_below", ForAll((k,), le(corrected(k), 1))),
        ("clip_above", ForAll((k, i), le(CLIP, 1))),
        ("clip_below", ForAll((k, i), le(least, CLIP))),
        ("not_farther_than_next", ForAll((k, i), le(ERROR**2, (ERROR + Delta) ** 2))),
        ("not_farther_than_previous", ForAll((k, i), le(ERROR**2, (ERROR - Delta) ** 2))),
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
        lt(0, h_lo),
        le(h_lo, h_hi),
        lt(0, least),
        le(least, 1),
        lt(0, Delta),
        le(2 * L * h_hi, 1 - beta1),
    ),
    where=((rho, 1 - mu * LOWEST),),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=rho**k * (1 + 2 * beta1**2) * gap0 + (1 - rho**k) * NOISE / (mu * LOWEST),
    notes="quantized is the multiple of Delta nearest to the clipped corrected moment t m/(1-beta1^k), corrected is "
    "1-beta1^k, or 1 without bias correction; h are the gains without the clip. Without a clip least is 1, with one "
    "min(1, tau/G). The notes say |r|^2 <= d (Delta/2)^2 max(1, G/tau), where the clipped gains lead to the factor "
    "1/least^2 in the neighbourhood: one of the errors, one of h_lo. compressed.grid_power_rate derives G for AMGT.",
)


def derive(proof: Proof) -> None:
    rounding, gain = UPDATE / CLIP - MOMENT, At(h(k), i) * CLIP
    _constants(proof)
    with proof.fix("clip_positive", k, i) as inner:
        inner.combine("here", lt(0, CLIP), {"clip_below": 1, lt(0, least): 1})
    with proof.fix("gain_nonnegative", k, i) as inner:
        inner.combine("here", le(0, At(h(k), i)), {"gains_below": 1, lt(0, h_lo): 1})
    with proof.fix("gains_with_clip_above", k, i) as inner:
        inner.use("gain_nonnegative", {})
        inner.combine("here", le(gain, h_hi), {"gains_above": 1, "clip_above": At(h(k), i)})
    with proof.fix("gains_with_clip_below", k, i) as inner:
        inner.use("gain_nonnegative", {})
        inner.combine("here", le(LOWEST, gain), {"gains_below": least, "clip_below": At(h(k), i)})
    why = "rounding is an error of at most Delta/2, and of the two factors 1/t the gain takes one off"
    with proof.fix("weighted_rounding", k, i, why=why) as inner:
        for fact in ("not_farther_than_next", "not_farther_than_previous", "correction_positive", "clip_positive"):
            inner.use(fact, {})
        clipped = {Real("Q"): At(quantized(k), i), Real("a"): CLIP * MOMENT / corrected(k)}
        small = inner.cite("compressed.grid_rounding", clipped)
        ratio, area = At(h(k), i) / CLIP, Delta**2 / 4
        weights = {
            small: ratio * corrected(k) ** 2,
            "correction_below": ratio * area * (1 + corrected(k)),
            "clip_below": ratio * area / least,
            "gains_above": area / least,
            "half_squared": -h_hi,
        }
        inner.combine("here", le(gain * rounding**2, h_hi * half**2), weights, signs=["gain_nonnegative"])
    with proof.fix("step_with_error", k, i) as inner:
        inner.use("clip_positive", {})
        moved = Mul(-At(h(k), i) * CLIP, MOMENT + rounding, evaluate=False)
        inner.combine("here", eq(At(x(k + 1), i), Add(At(x(k), i), moved, evaluate=False)), {"step": 1})
    values = {
        h: Lambda(k, Lambda(i, gain)),
        error: Lambda(k, Lambda(i, rounding)),
        tau: half,
        h_lo: LOWEST,
    }
    rate = proof.cite("thresholding.neighbourhood_rate", values, why="which acts as a threshold at Delta/2 does")
    with proof.fix("rate", k, why="the rate") as inner:
        scale = (1 - rho**k) * h_hi * d / (mu * LOWEST)
        inner.combine("here", le(THEOREM.quantity, THEOREM.bound), {rate: 1, "half_squared": scale})


def _constants(proof: Proof) -> None:
    proof.combine("lowest_positive", lt(0, LOWEST), {}, LOWEST)
    proof.combine("ordered", le(LOWEST, h_hi), {le(h_lo, h_hi): 1, le(least, 1): h_lo})
    proof.define(root, sqrt(least))
    squared = proof.law("sqrt_square", least)
    proof.combine("root_squared", eq(root**2, least), {"definition_root": root + sqrt(least), squared: 1})
    proof.combine("root_nonnegative", le(0, root), {"definition_root": -1}, sqrt(least))
    proof.define(half, Delta * root / (2 * least))
    proof.combine(
        "half_squared",
        eq(half**2, Delta**2 / (4 * least)),
        {"definition_half": half + Delta * root / (2 * least), "root_squared": Delta**2 / (4 * least**2)},
    )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.optimizers import GridRounding
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import momentum, point, size_of_gradient, updates_along

    parameters, steps = Parameters.of(THEOREM, known=(mu, L, beta1, Delta)), range(1, 6)

    def model(draw):
        problem = draw(pl_problems())
        start, biased = point(draw, problem), drawing.pick(draw, (False, True))
        width = size_of_gradient(problem, start) * drawing.positive(draw)
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw), Delta: width, k: drawing.pick(draw, steps)}
        drawn = {**known, **draw(parameters.strategy(known))}
        return {
            f: problem,
            **drawn,
            x(0): start,
            h: [drawing.gains(draw, drawn[h_lo], drawn[h_hi], problem.d) for _ in steps],
            corrected: [1 if biased else 1 - drawn[beta1] ** step for step in steps],
            t: [drawing.gains(draw, drawn[least], 1, problem.d) for _ in steps],
        }

    def compute(values, ar):
        rounded = GridRounding(values["Delta"]).bind(ar)
        answers = []

        def update(step, moment):
            correction = ar.number(values["corrected"][step])
            whole = ar.div(ar.mul(ar.vector(values["t"][step]), moment), correction)
            answers.append(rounded(whole, whole, step + 1))
            return ar.mul(correction, answers[-1])

        updates_along(values, ar, update)
        return {quantized: answers}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
