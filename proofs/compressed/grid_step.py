"""An update rounded to a grid, after a clip or not: one step contracts up to a neighbourhood (theory notes, section 1).

A clip is a gain t and rounding an error r, of |r_i| <= Delta/2 in the clipped moment and |r_i|/t_i in the moment. The
descent only pays h_i t_i (r_i/t_i)^2, where h are the gains without the clip, so 1/t_i <= max(1, G/tau) enters once.
"""

from sympy import Add, Lambda, Mul

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import L, Real, Vector, beta1, d, f, h_hi, h_lo, i, mu, y, z
from amgt_theory.theorem import Theorem

m, h, t, quantized = Vector("m"), Vector("h"), Vector("t"), Vector("quantized")
V, V_next, corrected, Delta, least = map(Real, "V V_next corrected Delta least".split())
ERROR = quantized[i] - t[i] * m[i] / corrected
LOWEST = least * h_lo

THEOREM = Theorem(
    id="compressed.grid_step",
    title="an update rounded to a grid of width Delta contracts up to a multiple of d (Delta/2)^2",
    kind="theorem",
    claim="C8",
    verdict="corrects",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        *SMOOTH,
        *PL,
        ("correction_positive", lt(0, corrected)),
        ("correction_below", le(corrected, 1)),
        ("clip_above", ForAll((i,), le(t[i], 1))),
        ("clip_below", ForAll((i,), le(least, t[i]))),
        ("not_farther_than_next", ForAll((i,), le(ERROR**2, (ERROR + Delta) ** 2))),
        ("not_farther_than_previous", ForAll((i,), le(ERROR**2, (ERROR - Delta) ** 2))),
        *one_step(corrected * quantized[i], 2 * h_hi / (1 - beta1)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        lt(0, least),
        le(least, 1),
        lt(0, Delta),
        le(2 * L * h_hi, 1 - beta1),
    ),
    quantity=V_next,
    bound=(1 - mu * LOWEST) * V + h_hi * d * Delta**2 / (4 * least),
    notes="quantized is the multiple of Delta nearest to the clipped corrected moment t m/(1-beta1^k); h are the gains "
    "without the clip. Without a clip least is 1, with one min(1, tau/G). The notes say |r|^2 <= d (Delta/2)^2 "
    "max(1, G/tau); as an error of the moment r has that factor squared, and the gains of the clip take one off.",
)


def derive(proof: Proof) -> None:
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    rounding = corrected * quantized[i] / t[i] - m[i]
    proof.combine("lowest_nonnegative", le(0, LOWEST), {}, LOWEST)
    proof.combine("ordered", le(LOWEST, h_hi), {le(h_lo, h_hi): 1, le(least, 1): h_lo})
    with proof.fix("gain_positive", i) as inner:
        inner.combine("here", lt(0, t[i]), {"clip_below": 1, lt(0, least): 1})
    with proof.fix("gain_nonnegative", i) as inner:
        inner.combine("here", le(0, h[i]), {"gains_below": 1, le(0, h_lo): 1})
    with proof.fix("small", i, why="rounding changes the clipped moment by at most Delta/2") as inner:
        for fact in ("not_farther_than_next", "not_farther_than_previous"):
            inner.use(fact, {})
        inner.cite("compressed.grid_rounding", {Real("Q"): quantized[i], Real("a"): t[i] * m[i] / corrected})
    with proof.fix("step_with_error", i) as inner:
        inner.use("gain_positive", {})
        moved = Mul(-h[i] * t[i], m[i] + rounding, evaluate=False)
        inner.combine("here", eq(z[i], Add(y[i], moved, evaluate=False)), {"step": 1})
    with proof.fix("gains_with_clip_above", i) as inner:
        inner.use("gain_nonnegative", {})
        inner.combine("here", le(h[i] * t[i], h_hi), {"gains_above": 1, "clip_above": h[i]})
    with proof.fix("gains_with_clip_below", i) as inner:
        inner.use("gain_nonnegative", {})
        inner.combine("here", le(LOWEST, h[i] * t[i]), {"gains_below": least, "clip_below": h[i]})
    step = proof.cite(
        "thresholding.error_step",
        {Vector("h"): Lambda(i, h[i] * t[i]), Vector("error"): Lambda(i, rounding), h_lo: LOWEST},
        conclusion=1,
        why="one step whose update carries this error",
    )
    level = Delta**2 / 4
    total = proof.summed(
        "total_error",
        le(h[i] * t[i] * rounding**2, h_hi * level / least),
        {
            "small": h[i] * corrected**2 / t[i],
            "correction_below": h[i] * level * (1 + corrected) / t[i],
            "clip_below": h[i] * level / (t[i] * least),
            "gains_above": level / least,
        },
        signs=["gain_nonnegative", "gain_positive"],
        why="of the two factors 1/t_i the gain takes one off",
    )
    proof.combine("contraction", le(V_next, THEOREM.bound), {step: 1, total: 1}, why="together")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import GridRounding
    from amgt_theory.strategies import drawing, moment_near_gradient, near_gradient, pl_problems
    from amgt_theory.strategies.perturbed import gain_interval, momentum, size_of_gradient

    def model(draw):
        problem, weight = draw(pl_problems()), momentum(draw)
        low, high = gain_interval(draw, (1 - weight) / 2 / problem.L)
        smallest = drawing.pick(draw, (1, drawing.between(draw, 0, 1, open_low=True)))
        near = near_gradient(draw, problem)
        return {
            **{f: problem, beta1: weight, h_lo: low, h_hi: high, least: smallest, **near},
            h: drawing.gains(draw, low, high, problem.d),
            t: drawing.gains(draw, smallest, 1, problem.d),
            corrected: drawing.between(draw, 0, 1, open_low=True),
            Delta: size_of_gradient(problem, near["y"]) * drawing.positive(draw),
        }

    def compute(values, ar):
        moment = moment_near_gradient(values, ar)
        clipped = ar.div(ar.mul(ar.vector(values["t"]), moment), ar.number(values["corrected"]))
        return {m: moment, quantized: GridRounding(values["Delta"]).bind(ar)(clipped, clipped, 1)}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
