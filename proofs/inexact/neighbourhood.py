"""Bounded gradient errors: geometric decay to a neighbourhood, in closed form for all k (theory notes, section 4)."""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, ERROR_BOUND, error, h, inexact_run, lyapunov
from amgt_theory.language import le, lt
from amgt_theory.symbols import L, Real, beta1, eta, f, f_star, function, gap0, h_hi, h_lo, k, mu, rho, x
from amgt_theory.theorem import Theorem

LIMIT = AMPLIFICATION * h_hi * eta**2 / (mu * h_lo)

THEOREM = Theorem(
    id="inexact.neighbourhood",
    title="under bounded gradient errors the gap decays geometrically to a neighbourhood",
    kind="theorem",
    claim="C3",
    verdict="corrects",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *inexact_run(h_hi, h_lo),
        *ERROR_BOUND,
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, h_lo),
        le(h_lo, h_hi),
        le(L * h_hi, 1),
        le(4 * beta1 * L * h_hi, beta1 * (1 - beta1)),
    ),
    where=((rho, 1 - mu * h_lo),),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=rho**k * (1 + beta1) * gap0 + (1 - rho**k) * LIMIT,
    tight=True,
    notes="The step condition is L h_hi <= (1-beta1)/4 with momentum and L h_hi <= 1 without. For beta1 = 0 the gap "
    "ends at most at (h_hi/h_lo) eta^2/(2 mu), which is attained (inexact.tight_witness).",
)


def derive(proof: Proof) -> None:
    e = function("e", "natural")
    highest, lowest, level, W = (function(name, "natural") for name in ("highest", "lowest", "level", "W"))
    values = {highest: Lambda(k, h_hi), lowest: Lambda(k, h_lo), level: Lambda(k, eta**2), W: lyapunov(h_hi)}
    contraction = proof.cite("inexact.recurrence", values, why="W contracts by 1 - mu h_lo up to a constant")
    gap_below = proof.cite("inexact.recurrence", values, conclusion=1)
    start = proof.cite("inexact.recurrence", values, conclusion=2, why="and starts at (1+beta1) gap0 at most")
    at_most_one = proof.cite("inexact.recurrence", values, conclusion=3)

    here = proof.use(at_most_one, {k: 0})
    proof.combine("rho_nonnegative", le(0, rho), {"definition_rho": -1, here: 1})
    proof.combine("rho_below", lt(rho, 1), {"definition_rho": 1}, mu * h_lo)
    proof.combine("rate_positive", lt(0, 1 - rho), {"rho_below": 1})
    with proof.fix("recurrence", k) as inner:
        now = values[W](k)
        inner.combine(
            "here",
            le(values[W](k + 1), rho * now + AMPLIFICATION * h_hi * eta**2),
            {contraction: 1, "definition_rho": -now},
        )
    decay = proof.cite(
        "lemmas.recursion_neighbourhood",
        {e: values[W], Real("b"): AMPLIFICATION * h_hi * eta**2},
        why="the closed form of this recursion",
    )
    excess = (1 - rho**k) * AMPLIFICATION * h_hi * eta**2 / (mu * h_lo * (1 - rho))
    with proof.fix("rate", k, why="so the gap decays to the neighbourhood") as inner:
        inner.combine(
            "here",
            le(f(x(k)) - f_star, THEOREM.bound),
            {gap_below: 1, decay: 1, start: rho**k, "definition_rho": excess},
        )


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import momentum, point

    parameters, steps = Parameters.of(THEOREM, known=(mu, L, beta1)), range(6)

    def model(draw):
        problem = draw(pl_problems())
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw), k: drawing.pick(draw, steps)}
        drawn = {**known, **draw(parameters.strategy(known))}
        return {
            f: problem,
            **drawn,
            x(0): point(draw, problem),
            h: [drawing.gains(draw, drawn[h_lo], drawn[h_hi], problem.d) for _ in steps],
            error: [drawing.short_vector(draw, problem.d, drawn[eta] ** 2) for _ in steps],
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
