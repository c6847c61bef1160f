"""Relative gradient errors: a linear rate for constant gains (theory notes, section 4)."""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, error, h, inexact_run, lyapunov, weight
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, gap0, gradient, h_hi, h_lo, i, k, m, mu, rho, square,
    theta, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

WEIGHT = weight(h_hi)
SMALL_ERROR = le(2 * AMPLIFICATION * theta**2 * h_hi, h_lo)
LYAPUNOV = lyapunov(h_hi)

THEOREM = Theorem(
    id="inexact.relative_rate",
    title="under small relative gradient errors the gap decays geometrically to 0",
    kind="theorem",
    claim="C3",
    verdict="corrects",
    source="theory notes, section 4, inexact.relative",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *inexact_run(h_hi, h_lo),
        ("error_bound", ForAll((k,), le(square(error(k)), theta**2 * square(gradient(x(k)))))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(L * h_hi, 1),
        le(4 * beta1 * L * h_hi, beta1 * (1 - beta1)),
        SMALL_ERROR,
    ),
    where=((rho, 1 - mu * (h_lo - 2 * AMPLIFICATION * theta**2 * h_hi)),),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=rho**k * (1 + beta1) * gap0,
    tight=True,
    notes="The step condition is L h_hi <= (1-beta1)/4 with momentum and L h_hi <= 1 without.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    amplification = proof.combine(
        "amplification", le(0, AMPLIFICATION), {}, Rational(1, 2) + 3 * beta1 / 2, beta1 * (1 - beta1)
    )
    proof.cite("inexact.step_condition")
    proof.cite("inexact.step_condition", conclusion=1)
    at_most_one = proof.cite("inexact.step_condition", conclusion=2)
    proof.combine(
        "rho_nonnegative",
        le(0, rho),
        {"definition_rho": -1, at_most_one: 1},
        2 * mu * AMPLIFICATION * theta**2 * h_hi,
        signs=[amplification],
    )
    with proof.fix("recurrence", k, why="W contracts at every step") as inner:
        inner.use("error_bound", {})
        for name in ("gains_above", "gains_below", "first_moment", "step"):
            with inner.fix(f"{name}_here", i) as coordinate:
                coordinate.use(name, {})
        step = inner.cite(
            "inexact.relative",
            {
                y: x(k),
                z: x(k + 1),
                Vector("h"): h(k),
                Vector("m"): m(k),
                Vector("m_next"): m(k + 1),
                Vector("error"): error(k),
                Real("W"): LYAPUNOV(k),
                Real("W_next"): LYAPUNOV(k + 1),
            },
        )
        inner.combine("here", le(LYAPUNOV(k + 1), rho * LYAPUNOV(k)), {step: 1, "definition_rho": -LYAPUNOV(k)})
    with proof.induction(k, {"decay": le(LYAPUNOV(k), rho**k * LYAPUNOV(0))}, why="hence geometrically") as (_, step):
        step.combine("next", le(LYAPUNOV(k + 1), rho ** (k + 1) * LYAPUNOV(0)), {"recurrence": 1, "decay": rho})
    proof.combine("start_value", eq(LYAPUNOV(0), gap0 + LYAPUNOV(0) - f(x(0)) + f_star), {"gap": -1})
    start = proof.cite(
        "inexact.absolute_start",
        {y: x(0), Vector("m"): m(0), Real("W"): LYAPUNOV(0)},
        why="and it starts at (1+beta1) gap0 at most",
    )
    with proof.fix("rate", k, why="so the gap does too") as inner:
        deviation = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        spread = inner.summed("spread", le(0, deviation), {}, deviation)
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {"decay": 1, start: rho**k, spread: WEIGHT})


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing, flat_place, pl_problems
    from amgt_theory.strategies.perturbed import momentum, point, relative_errors

    parameters, steps = Parameters.of(THEOREM, known=(mu, L, beta1)), range(1, 6)

    def model(draw):
        if drawing.pick(draw, (False, True, False)):  # where f is flat, without error
            problem, start, gain = flat_place(draw)
            numbers = {mu: problem.mu, L: problem.L, beta1: 0, theta: 0, h_lo: gain, h_hi: gain}
            rest = {h: [[gain, gain] for _ in steps], "parts": [[0, 0] for _ in steps]}
            return {f: problem, **numbers, k: drawing.pick(draw, steps), x(0): start, **rest}
        problem = draw(pl_problems())
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw), k: drawing.pick(draw, steps)}
        drawn = {**known, **draw(parameters.strategy(known))}
        return {
            f: problem,
            **drawn,
            x(0): point(draw, problem),
            h: [drawing.gains(draw, drawn[h_lo], drawn[h_hi], problem.d) for _ in steps],
            "parts": [drawing.gains(draw, -1, 1, problem.d) for _ in steps],
        }

    return StepCheck(THEOREM, model, lambda values, ar: {error: relative_errors(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
