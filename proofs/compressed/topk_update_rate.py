"""Top-s on every update: a polynomial rate with a harmonic step, by the share s/d slower (theory notes, section 4)."""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import deviation
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, H, L, Real, Vector, beta1, c, d, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, k0, m, mu,
    over_coordinates, r, s, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, selected, weight = (function(name, "natural", result="vector") for name in ("h", "selected", "weight"))
other, W = Coordinate("other"), Real("W")
HIGHEST, LOWEST = H / (k + 1 + k0), r * H / (k + 1 + k0)
MOMENT, CHOSEN = At(m(k + 1), i), At(selected(k), i)
SCORE = Lambda(i, At(weight(k), i) * At(m(k + 1), i) ** 2)
SHORT = le(4 * L * H, (1 - beta1) * (k0 + 1))
RATE = Rational(9, 16)

THEOREM = Theorem(
    id="compressed.topk_update_rate",
    title="moving the s coordinates with the largest moments: a polynomial rate, with s/d in its exponent",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.topk_update",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), HIGHEST))),
        ("gains_below", ForAll((k, i), le(LOWEST, At(h(k), i)))),
        ("weights_above", ForAll((k, i), le(At(weight(k), i), At(h(k), i)))),
        ("weights_below", ForAll((k, i), le(LOWEST, At(weight(k), i)))),
        ("selection", ForAll((k, i), eq(CHOSEN**2, CHOSEN))),
        ("selected_count", ForAll((k,), eq(over_coordinates(CHOSEN), s))),
        (
            "selected_largest",
            ForAll((k, i, other), le(SCORE(other), SCORE(i)), (eq(CHOSEN, 1), eq(At(selected(k), other), 0))),
        ),
        ("first_moment_start", ForAll((i,), eq(At(m(0), i), 0))),
        ("first_moment", ForAll((k, i), eq(MOMENT, beta1 * At(m(k), i) + (1 - beta1) * At(gradient(x(k)), i)))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k), i) * CHOSEN * MOMENT))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, H),
        lt(0, r),
        le(r, 1),
        lt(0, d),
        le(0, s),
        SHORT,
    ),
    where=((c, RATE * mu * r * H * s / d),),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=(1 + beta1**2) * gap0 * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="The gains of step k lie in [r H/(k+k0), H/(k+k0)]; selected is 1 on the s coordinates kept and 0 elsewhere. "
    "They have the largest weight_i m_i^2, for any weights between r H/(k+k0) and the gains: the gains themselves, or "
    "equal weights, with which the largest |m_i| are kept. Gains are a hypothesis here; compressed.topk_power_rate "
    "derives them for AMGT.",
)


def derive(proof: Proof) -> None:
    largest = 2 * H / (1 - beta1)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, RATE * mu * r * H * s / d)
    proof.combine("short", le(2 * L * largest, k0 + 1), {SHORT: 1 / (1 - beta1)})
    proof.combine("largest_nonnegative", le(0, largest), {}, largest)
    with proof.fix("contraction", k, why="every step contracts by 1 - (9/16) mu h_lo s/d") as inner:
        _step(inner, largest)
    proof.cite("compressed.power_rate", {W: largest}, why="hence the rate")


def _step(proof: Proof, largest) -> None:
    here = k + 1 + k0
    for name in ("gains_above", "gains_below", "step", "weights_above", "weights_below", "selection"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    proof.use("selected_count", {})
    chosen = {"kept": eq(CHOSEN, 1), "left": eq(At(selected(k), other), 0)}
    with proof.fix("selected_largest_here", i, other, assume=chosen) as pair:
        pair.use("selected_largest", {})
    offset = Lambda(k, At(m(k), i) - At(gradient(x(k)), i))
    with proof.fix("deviation_here", i) as coordinate:
        coordinate.combine("deviation", eq(beta1 * offset(k), MOMENT - At(gradient(x(k)), i)), {"first_moment": -1})
    proof.combine("lowest_nonnegative", le(0, LOWEST), {}, LOWEST)
    proof.combine("ordered", le(LOWEST, HIGHEST), {le(r, 1): H / here})
    proof.combine("short_here", le(4 * L * HIGHEST, 1 - beta1), {SHORT: 1 / here}, (1 - beta1) * k / here)
    before, after = (f(x(place)) - f_star + largest / here * beta1**2 * deviation(place) for place in (k, k + 1))
    step = proof.cite(
        "compressed.topk_step",
        {
            y: x(k),
            z: x(k + 1),
            Vector("h"): h(k),
            Vector("m"): m(k + 1),
            Vector("selected"): selected(k),
            Vector("weight"): weight(k),
            Vector("deviation"): Lambda(i, beta1 * offset(k)),
            Vector("next_deviation"): Lambda(i, beta1 * offset(k + 1)),
            h_lo: LOWEST,
            h_hi: HIGHEST,
            Real("V"): before,
            Real("V_next"): after,
        },
    )
    proof.combine("here", le(after, (1 - c / here) * before), {step: 1, "definition_c": before / here})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.perturbed import compressed_runs, updates_along
    from amgt_theory.strategies.selection import largest_of_balls

    def model(draw):
        run = compressed_runs(draw, Fraction(1, 4))
        equal, count = drawing.pick(draw, (False, True)), drawing.pick(draw, range(run["f"].d + 1))
        lowest = [run["r"] * run["H"] / (step + run["k0"]) for step, _ in enumerate(run["h"], start=1)]
        weights = [[low] * run["f"].d for low in lowest] if equal else run["h"]
        return {**run, s: count, weight: weights}

    def compute(values, ar):
        chosen = []

        def update(step, moment):
            scores = ar.mul(ar.vector(values["weight"][step]), ar.square(moment))
            chosen.append(largest_of_balls(scores, values["s"], ar))
            return ar.mul(ar.vector(chosen[-1]), moment)

        updates_along(values, ar, update)
        return {selected: chosen}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
