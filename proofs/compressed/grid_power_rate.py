"""AMGT with a harmonic step, a clip, and updates rounded to a grid: the polynomial rate to a neighbourhood.

Theory notes, sections 1 and 4. Nothing is assumed of the gains: the bound G on the gradients has to be above what it
leads to.
"""

from sympy import Add, Lambda, Max, Min, Mul, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HYPERPARAMETERS, HARMONIC, MOMENTS, V, amgt, gains, step_size, t, u, w
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, alpha, beta1, c, d, eps, f, f_star, function, gap0, i, k, k0, m, mu, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import ENOUGH, START, limit, lyapunov, short_steps

Delta = Real("Delta")
GAIN, CLIP, UPDATE = Min(1, tau / G), At(t(k + 1), i), At(u(k + 1), i)
CORRECTED, SPREAD = 1 - beta1 ** (k + 1), sqrt(At(w(k + 1), i)) + eps
CHANGE = UPDATE - CLIP * At(m(k + 1), i) / CORRECTED
ERROR = CORRECTED * UPDATE / CLIP - At(m(k + 1), i)
LYAPUNOV = lyapunov(HARMONIC)
EXCESS = Lambda(k, Max(0, LYAPUNOV(k) - limit))

THEOREM = Theorem(
    id="compressed.grid_power_rate",
    title="AMGT with a harmonic step, clipped and rounded to a grid, has a polynomial rate to a neighbourhood",
    kind="theorem",
    claim="C8",
    verdict="corrects",
    source="theory notes, section 1, the gain sandwich, and section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC, MOMENTS),
        ("not_farther_than_next", ForAll((k, i), le(CHANGE**2, (CHANGE + Delta) ** 2))),
        ("not_farther_than_previous", ForAll((k, i), le(CHANGE**2, (CHANGE - Delta) ** 2))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - HARMONIC(k + 1) * UPDATE / SPREAD))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        lt(0, Delta),
        lt(0, G),
        short_steps(HARMONIC),
        ENOUGH,
    ),
    where=(
        (limit, d * Delta**2 * (G + eps) / (4 * mu * eps * GAIN**2)),
        (c, mu * alpha * GAIN / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=limit + Max(0, START - limit) * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="u is the multiple of Delta nearest to the thresholded corrected moment t m/(1-beta1^k), and G bounds the "
    "gradients. Where gradients may exceed tau the neighbourhood has the factor max(1, G/tau)^2, one of errors divided "
    "by the gain of the clip and one of h_lo; then some G satisfies the last assumption only where the grid is fine: "
    "about d Delta^2 < 2 mu eps tau^2/(L (G+eps)). Constant threshold tau: clip, norm clip or none; AMSGrad on or off; "
    "bias correction on.",
)


def derive(proof: Proof) -> None:
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    _rounding(proof)
    scale = d * Delta**2 * (G + eps) / (4 * mu * eps * GAIN**2)
    proof.combine("limit", eq(limit, scale), {"definition_limit": 1})
    error = function("error", "natural", result="vector")
    values = {
        step_size: HARMONIC,
        V: LYAPUNOV,
        error: Lambda(k, Lambda(i, ERROR)),
        Real("level"): Delta**2 / (4 * GAIN),
    }
    for number, name in ((1, "gap_below"), (2, "start"), (5, "contraction")):
        why = "what V has above the neighbourhood contracts by 1 - c/(k+k0)" if number == 5 else ""
        proof.cite("thresholding.amgt_recurrence", values, name=name, conclusion=number, why=why)
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    with proof.fix("excess_contracts", k) as inner:
        span = k + 1 + k0
        weights = {"contraction": 1, "definition_c": EXCESS(k) / span}
        inner.combine("here", le(EXCESS(k + 1), (1 - c / span) * EXCESS(k)), weights)
    values = {function("U", "natural"): LYAPUNOV, Real("start"): START}
    rate = proof.cite("lemmas.excess_power", values, why="factors 1 - c/(j+k0) multiply to a power")
    with proof.fix("rate", k, why="the rate") as inner:
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {"gap_below": 1, rate: 1})


def _rounding(proof: Proof) -> None:
    """Rounding as an error of the moment, of which the gain of the clip takes off one factor."""
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    values = {step_size: HARMONIC}
    proof.cite("momentum.positive_gains", values, name="gain_above")
    proof.cite("momentum.positive_gains", values, conclusion=1, name="lowest_positive")
    moved, size = gains(HARMONIC)(k + 1)(i), HARMONIC(k + 1)
    with proof.fix("clip_positive", k, i) as inner:
        inner.use("corrected", {})
        lowest = inner.use("lowest_positive", {})
        above = inner.use("gain_above", {})
        positive = inner.combine("gain_positive", lt(0, moved), {above: 1, lowest: 1})
        inner.combine("here", lt(0, CLIP), {positive: CORRECTED * SPREAD / size})
    power = beta1 ** (k + 1)
    why = "rounding changes the clipped moment by at most Delta/2"
    with proof.fix("error_bound", k, i, assume={"clip_below": le(GAIN, CLIP)}, why=why) as inner:
        for fact in ("not_farther_than_next", "not_farther_than_previous", "corrected", "clip_positive"):
            inner.use(fact, {})
        rounded = {Real("Q"): UPDATE, Real("a"): CLIP * At(m(k + 1), i) / CORRECTED}
        small = inner.cite("compressed.grid_rounding", rounded)
        inner.combine("square", le(CORRECTED**2, 1), {}, power, power * CORRECTED)
        area = Delta**2 / 4
        weights = {small: CORRECTED**2 / CLIP, "square": area / CLIP, "clip_below": area / (CLIP * GAIN)}
        inner.combine("here", le(CLIP * ERROR**2, area / GAIN), weights)
    with proof.fix("step_with_error", k, i) as inner:
        for fact in ("corrected", "clip_positive"):
            inner.use(fact, {})
        moved_by = Mul(-moved, At(m(k + 1), i) + ERROR, evaluate=False)
        inner.combine("here", eq(At(x(k + 1), i), Add(At(x(k), i), moved_by, evaluate=False)), {"step": 1})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import pl_problems, rounded_runs

    return TrajectoryCheck(
        THEOREM,
        lambda draw: draw(rounded_runs(pl_problems())),
        along={u: lambda run: run.u},
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
