"""A norm clip bounds the length of every step, whatever the gradients were (theory notes, section 4)."""

from sympy import Max, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, Real, alpha, eps, function, i, k, k0, over_coordinates, p, square, tau, x
from amgt_theory.theorem import Theorem

moment, w = function("moment", "natural", result="vector"), function("w", "natural", result="vector")
size, norm, larger = Real("size"), Real("norm"), Real("larger")
SIZE = alpha / (k + 1 + k0) ** p
NUMBER, ROOT = At(moment(k + 1), i), sqrt(At(w(k + 1), i))
SQUARED_NORM = square(moment(k + 1))
CLIPPED = tau / Max(tau, sqrt(SQUARED_NORM)) * NUMBER
CHANGE = At(x(k + 1), i) - At(x(k), i)

THEOREM = Theorem(
    id="thresholding.bounded_step_norm",
    title="a norm clip bounds the length of every step, whatever the gradients",
    kind="theorem",
    claim="C11 C12",
    source="theory notes, section 4, thresholding.bounded_step",
    setting=(
        ("second_moment", ForAll((k, i), le(0, At(w(k), i)))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - SIZE * CLIPPED / (ROOT + eps)))),
    ),
    assumptions=(lt(0, alpha), lt(0, eps), lt(0, tau), le(0, k0)),
    over=(k,),
    quantity=sqrt(over_coordinates(CHANGE**2)),
    bound=alpha * tau / (eps * (k + 1 + k0) ** p),
    notes="moment is the corrected first moment, scaled to norm at most tau by tau/max(tau, |moment|); w is the second "
    "moment in the denominator. The gradients behind them may be anything. No factor of the dimension.",
)


def derive(proof: Proof) -> None:
    with proof.fix("bounded", k, why="no step is longer than alpha_k tau/eps") as inner:
        inner.summed("norm_nonnegative", le(0, NUMBER**2), {}, NUMBER**2)
        inner.define(norm, sqrt(SQUARED_NORM))
        squared = inner.cite("lemmas.root_squared", {Real("x"): SQUARED_NORM, Real("y"): norm})
        inner.define(larger, Max(tau, sqrt(SQUARED_NORM)))
        at_least_tau = inner.law("max_left", tau, sqrt(SQUARED_NORM))
        at_least_norm = inner.law("max_left", sqrt(SQUARED_NORM), tau)
        inner.combine("norm_sign", le(0, norm), {"definition_norm": -1}, sqrt(SQUARED_NORM))
        inner.combine("larger_positive", lt(0, larger), {at_least_tau: 1, "definition_larger": -1, lt(0, tau): 1})
        below = inner.combine(
            "norm_below", le(norm, larger), {at_least_norm: 1, "definition_larger": -1, "definition_norm": 1}
        )
        inner.define(size, SIZE)
        inner.combine("size_nonnegative", le(0, size), {"definition_size": -1}, SIZE)
        factor = size * tau / larger
        with inner.fix("coordinates", i) as coordinate:
            change = coordinate.combine(
                "change",
                eq(CHANGE, -factor * NUMBER / (ROOT + eps)),
                {
                    "step": 1,
                    "definition_size": tau / larger * NUMBER / (ROOT + eps),
                    "definition_larger": -SIZE * tau * NUMBER / (larger * Max(tau, sqrt(SQUARED_NORM)) * (ROOT + eps)),
                },
            )
            gain = coordinate.combine(
                "gain",
                le(1 / (ROOT + eps) ** 2, 1 / eps**2),
                {},
                ROOT * (ROOT + 2 * eps),
                multiplier=eps**2 * (ROOT + eps) ** 2,
            )
            coordinate.combine(
                "coordinate",
                le(CHANGE**2, factor**2 / eps**2 * NUMBER**2),
                {change: CHANGE - factor * NUMBER / (ROOT + eps), gain: factor**2 * NUMBER**2},
            )
        scaled = inner.total(
            "moved", "coordinates", why="each coordinate moves by at most alpha_k/eps times the clipped moment"
        )
        inner.combine(
            "squared",
            le(over_coordinates(CHANGE**2), (size * tau / eps) ** 2),
            {scaled: 1, squared: -(factor**2) / eps**2, below: (size * tau / (larger * eps)) ** 2 * (larger + norm)},
            why="and that has norm at most tau",
        )
        inner.summed("change_nonnegative", le(0, CHANGE**2), {}, CHANGE**2)
        length = inner.cite("lemmas.sqrt_bound", {Real("x"): over_coordinates(CHANGE**2), Real("y"): size * tau / eps})
        inner.combine("here", le(THEOREM.quantity, THEOREM.bound), {length: 1, "definition_size": tau / eps})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import NormClip
    from amgt_theory.strategies.perturbed import corrupted_run, corrupted_runs

    return StepCheck(THEOREM, lambda draw: draw(corrupted_runs(NormClip)), corrupted_run)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
