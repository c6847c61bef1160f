"""A constant soft or hard threshold: geometric decay to a neighbourhood, in closed form (theory notes, section 4)."""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, beta1, d, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu, over_coordinates, rho, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, error = (function(name, "natural", result="vector") for name in ("h", "error"))
NOISE = h_hi * d * tau**2
START = (1 + 2 * beta1**2) * gap0

THEOREM = Theorem(
    id="thresholding.neighbourhood_rate",
    title="under a soft or hard threshold the gap decays geometrically to a multiple of d tau^2",
    kind="theorem",
    claim="C10 C12",
    verdict="corrects",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), h_hi))),
        ("gains_below", ForAll((k, i), le(h_lo, At(h(k), i)))),
        ("weighted_error", ForAll((k, i), le(At(h(k), i) * At(error(k), i) ** 2, h_hi * tau**2))),
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
        lt(0, h_lo),
        le(h_lo, h_hi),
        le(2 * L * h_hi, 1 - beta1),
    ),
    where=((rho, 1 - mu * h_lo),),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=rho**k * START + (1 - rho**k) * NOISE / (mu * h_lo),
    notes="A soft or hard threshold that changes no coordinate by more than tau satisfies weighted_error, as gains are "
    "at most h_hi (thresholding.soft_error, thresholding.hard_error). A clip is a gain and costs no such term. Gains "
    "are a hypothesis here; thresholding.linear_rate derives them for AMGT.",
)


def derive(proof: Proof) -> None:
    highest, lowest, level, V = (function(name, "natural") for name in ("highest", "lowest", "level", "V"))
    deviation = over_coordinates((At(m(k), i) - At(gradient(x(k)), i)) ** 2)
    lyapunov = f(x(k)) - f_star + 2 * h_hi / (1 - beta1) * beta1**2 * deviation
    values = {highest: Lambda(k, h_hi), lowest: Lambda(k, h_lo), level: Lambda(k, tau**2), V: Lambda(k, lyapunov)}
    contraction = proof.cite("thresholding.recurrence", values, why="V contracts by 1 - mu h_lo up to h_hi d tau^2")
    gap_below = proof.cite("thresholding.recurrence", values, conclusion=1)
    start = proof.cite("thresholding.recurrence", values, conclusion=2, why="and starts at (1+2 beta1^2) gap0 at most")
    at_most_one = proof.use(proof.cite("thresholding.recurrence", values, conclusion=3), {k: 0})

    proof.combine("rho_nonnegative", le(0, rho), {"definition_rho": -1, at_most_one: 1}, mu * h_lo)
    proof.combine("rho_below", lt(rho, 1), {"definition_rho": 1}, mu * h_lo)
    proof.combine("rate_positive", lt(0, 1 - rho), {"rho_below": 1})
    with proof.fix("recurrence", k) as inner:
        now = values[V](k)
        inner.combine("here", le(values[V](k + 1), rho * now + NOISE), {contraction: 1, "definition_rho": -now})
    decay = proof.cite(
        "lemmas.recursion_neighbourhood",
        {function("e", "natural"): values[V], Real("b"): NOISE},
        why="the closed form of this recursion",
    )
    with proof.fix("rate", k, why="so the gap decays to the neighbourhood") as inner:
        excess = (1 - rho**k) * NOISE / (mu * h_lo * (1 - rho))
        inner.combine(
            "here",
            le(f(x(k)) - f_star, THEOREM.bound),
            {gap_below: 1, decay: 1, start: rho**k, "definition_rho": excess},
        )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import error_thresholds, momentum, point, threshold_errors

    parameters, steps = Parameters.of(THEOREM, known=(mu, L, beta1)), range(1, 6)

    def model(draw):  # AMGT's soft or hard threshold, or any error that is as small
        problem = draw(pl_problems())
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw), k: drawing.pick(draw, steps)}
        drawn = {**known, **draw(parameters.strategy(known))}
        size = abs(drawn[tau])
        return {
            f: problem,
            **drawn,
            x(0): point(draw, problem),
            h: [drawing.gains(draw, drawn[h_lo], drawn[h_hi], problem.d) for _ in steps],
            error: [drawing.gains(draw, -size, size, problem.d) for _ in steps],
            "threshold": error_thresholds(draw, size),
        }

    return StepCheck(THEOREM, model, lambda values, ar: {error: threshold_errors(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
