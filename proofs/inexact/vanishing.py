"""Gradient errors that vanish like k^(-q/2): the gap vanishes like k^-q (theory notes, section 4)."""

from sympy import Lambda, Max, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, START, error, h, inexact_run, lyapunov
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import H, L, Real, a, beta1, c, eta, f, f_star, function, k, k0, mu, q, r, square, x
from amgt_theory.theorem import Theorem

M, b, low = Real("M"), Real("b"), Real("low")
HIGHEST, LOWEST, LEVEL = H / (k + 1 + k0), r * H / (k + 1 + k0), eta**2 / (k + 1 + k0) ** q
NOISE = AMPLIFICATION * H * eta**2

THEOREM = Theorem(
    id="inexact.vanishing",
    title="under vanishing gradient errors AMGT with a harmonic step converges, at the rate of the squared errors",
    kind="theorem",
    claim="C3",
    verdict="corrects",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *inexact_run(HIGHEST, LOWEST),
        ("error_bound", ForAll((k,), le(square(error(k)), LEVEL))),
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
        lt(q, mu * r * H),
        le(L * H, k0 + 1),
        le(4 * beta1 * L * H, beta1 * (1 - beta1) * (k0 + 1)),
    ),
    where=((c, mu * r * H), (M, Max(NOISE / (c - q), START * (k0 + 1) ** q))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=M / (k + k0 + 1) ** q,
    notes="The gains of step k lie in [r H/(k+k0), H/(k+k0)]. The step condition is L H <= (k0+1)(1-beta1)/4 with "
    "momentum and L H <= k0+1 without. q = 0 is the neighbourhood of bounded errors.",
)


def derive(proof: Proof) -> None:
    highest, lowest, level, W = (function(name, "natural") for name in ("highest", "lowest", "level", "W"))
    values = {
        highest: Lambda(k, HIGHEST),
        lowest: Lambda(k, LOWEST),
        level: Lambda(k, LEVEL),
        W: lyapunov(HIGHEST),
    }
    _conditions(proof)
    contraction = proof.cite("inexact.recurrence", values, why="W contracts by 1 - c/(k+k0) up to the squared error")
    gap_below = proof.cite("inexact.recurrence", values, conclusion=1)
    start = proof.cite("inexact.recurrence", values, conclusion=2, why="and starts at (1+beta1) gap0 at most")

    with proof.fix("recursion", k) as inner:
        here = k + 1 + k0
        inner.define(low, here**-q)
        power = inner.cite("lemmas.power_times_reciprocal", {a: here, Real("power"): low})
        inner.combine(
            "here",
            le(values[W](k + 1), (1 - c / here) * values[W](k) + NOISE / here ** (1 + q)),
            {contraction: 1, "definition_c": values[W](k) / here, power: -NOISE, "definition_low": -NOISE / here},
        )
    first = values[W](0)
    largest = Max(NOISE / (c - q), first * (k0 + 1) ** q)
    decay = proof.cite(
        "lemmas.chung",
        {function("e", "natural"): values[W], b: NOISE, M: largest},
        why="Chung's lemma: the rate is that of the squared errors",
    )
    _constant(proof, start, first)
    with proof.fix("rate", k, why="the rate") as inner:
        inner.combine(
            "here", le(f(x(k)) - f_star, THEOREM.bound), {gap_below: 1, decay: 1, "constant": (k + k0 + 1) ** -q}
        )


def _conditions(proof: Proof) -> None:
    """The gains are ordered, nonnegative and decrease; the exponent is admissible for Chung's lemma."""
    here = k + 1 + k0
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    with proof.fix("gains_ordered", k) as inner:
        inner.combine("ordered", le(LOWEST, HIGHEST), {le(r, 1): H / here})
    with proof.fix("gains_decrease", k) as inner:
        inner.combine("decrease", le(HIGHEST.subs(k, k + 1), HIGHEST), {}, H, multiplier=here * (here + 1))
    proof.combine("short", le(L * HIGHEST.subs(k, 0), 1), {le(L * H, k0 + 1): 1}, multiplier=k0 + 1)
    proof.combine(
        "short_with_momentum",
        le(4 * beta1 * L * HIGHEST.subs(k, 0), beta1 * (1 - beta1)),
        {le(4 * beta1 * L * H, beta1 * (1 - beta1) * (k0 + 1)): 1},
        multiplier=k0 + 1,
    )
    proof.combine("c_above", lt(q, c), {lt(q, mu * r * H): 1, "definition_c": -1})
    proof.combine(
        "c_below",
        le(c, k0 + 1),
        {"definition_c": 1, le(mu, L): r * H, le(r, 1): L * H, le(L * H, k0 + 1): 1},
        why="c = mu r H <= L H <= k0 + 1",
    )
    proof.combine("amplification", le(0, AMPLIFICATION), {lt(beta1, 1): beta1}, Rational(1, 2) + 3 * beta1 / 2)
    proof.combine("noise_nonnegative", le(0, NOISE), {"amplification": H * eta**2})


def _constant(proof: Proof, start, first) -> None:
    """The constant with (1+beta1) gap0 in place of the start is at least Chung's."""
    power = (k0 + 1) ** q
    noise = proof.law("max_left", NOISE / (c - q), START * power)
    above = proof.law("max_left", START * power, NOISE / (c - q))
    proof.combine("noise_below", le(NOISE / (c - q), M), {noise: 1, "definition_M": -1})
    proof.combine("start_below", le(first * power, M), {start: power, above: 1, "definition_M": -1})
    proof.law("max_least", NOISE / (c - q), first * power, M, name="constant")


def check():
    from amgt_theory.checking import Parameters, StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import momentum, point, values_along

    parameters = Parameters.of(THEOREM, known=(mu, L, beta1))

    def model(draw):
        problem = draw(pl_problems())
        known = {mu: problem.mu, L: problem.L, beta1: momentum(draw), k: drawing.pick(draw, range(1, 6))}
        drawn = {**known, **draw(parameters.strategy(known))}
        lows, highs, levels = (values_along(one, drawn, steps=5) for one in (LOWEST, HIGHEST, LEVEL))
        return {
            f: problem,
            **drawn,
            x(0): point(draw, problem),
            h: [drawing.gains(draw, low, high, problem.d) for low, high in zip(lows, highs, strict=True)],
            error: [drawing.short_vector(draw, problem.d, one) for one in levels],
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
