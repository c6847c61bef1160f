"""Updates rounded to a grid: geometric decay to a neighbourhood, in closed form (theory notes, sections 1 and 4)."""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, beta1, d, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu, rho, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, quantized, error = (function(name, "natural", result="vector") for name in ("h", "quantized", "error"))
corrected, Delta = function("corrected", "natural"), Real("Delta")
MOMENT = At(m(k + 1), i)
UPDATE = corrected(k) * At(quantized(k), i)
ERROR = At(quantized(k), i) - MOMENT / corrected(k)
NOISE = h_hi * d * Delta**2 / 4

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
        lt(0, Delta),
        le(2 * L * h_hi, 1 - beta1),
    ),
    where=((rho, 1 - mu * h_lo),),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=rho**k * (1 + 2 * beta1**2) * gap0 + (1 - rho**k) * NOISE / (mu * h_lo),
    notes="quantized is the multiple of Delta nearest to the corrected moment m/(1-beta1^k), corrected is 1-beta1^k, "
    "or 1 without bias correction. No threshold; compressed.grid_step is one step after a clip.",
)


def derive(proof: Proof) -> None:
    with proof.fix("rounding", k, i, why="rounding is an error of at most Delta/2") as inner:
        for fact in ("not_farther_than_next", "not_farther_than_previous", "correction_positive", "correction_below"):
            inner.use(fact, {})
        small = inner.cite(
            "compressed.grid_rounding", {Real("Q"): At(quantized(k), i), Real("a"): MOMENT / corrected(k)}
        )
        inner.combine(
            "here",
            le((UPDATE - MOMENT) ** 2, (Delta / 2) ** 2),
            {small: corrected(k) ** 2, "correction_below": Delta**2 / 4 * (1 + corrected(k))},
        )
    with proof.fix("step_with_error", k, i) as inner:
        moved = At(h(k), i) * (MOMENT + (UPDATE - MOMENT))
        inner.combine("here", eq(At(x(k + 1), i), At(x(k), i) - moved), {"step": 1})
    values = {error: Lambda(k, Lambda(i, UPDATE - MOMENT)), tau: Delta / 2}
    proof.cite("thresholding.neighbourhood_rate", values, why="which acts as a threshold at Delta/2 does")


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
        }

    def compute(values, ar):
        rounded = GridRounding(values["Delta"]).bind(ar)
        answers = []

        def update(step, moment):
            correction = ar.number(values["corrected"][step])
            whole = ar.div(moment, correction)
            answers.append(rounded(whole, whole, step + 1))
            return ar.mul(correction, answers[-1])

        updates_along(values, ar, update)
        return {quantized: answers}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
