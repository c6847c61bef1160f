"""One period of the gradients C, -1, -1 with the AMSGrad maximum and clipped steps (theory notes, section 7).

The denominator is the same in the three steps, so that the clipped gradients min(C, tau) and min(1, tau) decide.
"""

from typing import Any

from sympy import Max, Min, sqrt

from amgt_theory.derivation import Fact, Proof
from amgt_theory.iteration_laws import POSITIVE_STEP, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, KEPT, MAXIMUM, V, X, clamp, clipped, iteration, u
from amgt_theory.symbols import Real, beta2, eps, k, n
from amgt_theory.theorem import Theorem

S, large, small, a, b, hole = (Real(name) for name in "S large small x y hole".split())
FIRST = step_size(3 * n + 1)
ROOT = sqrt(V(3 * n + 1))
LENGTH = FIRST / (ROOT + eps)
GAIN = (small * (step_size(3 * n + 2) + step_size(3 * n + 3)) - large * FIRST) / (ROOT + eps)


THEOREM = Theorem(
    id="adam.online_clipped_period",
    title="with the maximum and clipping, the clipped gradients decide which way a period goes",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *MAXIMUM,
        *clipped(large, small),
        *iteration(step_size, u, V),
        ("start", le(X(0), 1)),
        *POSITIVE_STEP,
        ("second_shorter", ForAll((n,), le(step_size(3 * n + 2), FIRST))),
        ("third_shorter", ForAll((n,), le(step_size(3 * n + 3), FIRST))),
    ),
    assumptions=(lt(2, C), lt(0, eps), lt(0, large), lt(0, small)),
    where=((beta2, DECAY), (S, sqrt(1 + C**2))),
    over=(n,),
    quantity=X(3 * n + 3),
    bound=Max(-1 + 2 * small * LENGTH, X(3 * n) - (large - 2 * small) * LENGTH),
    also=(
        ForAll((n,), le(Min(1, X(3 * n) + GAIN), X(3 * n + 3))),
        ForAll((n,), le(C**2 / S, ROOT)),
        ForAll((n,), le(ROOT, C)),
    ),
)


def derive(proof: Proof) -> None:
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    for number, name in enumerate(("second_same", "third_same", "large_enough", "small_enough")):
        proof.cite("adam.online_maximum", conclusion=number, name=name)
    with proof.induction(k, {"below_one": le(X(k), 1)}) as (_, step):
        value = X(k) - step_size(k + 1) * u(k + 1) / (sqrt(V(k + 1)) + eps)
        cut = step.law("min_left", 1, value)
        largest = step.law("max_least", -1, Min(1, value), 1)
        step.combine("next", le(X(k + 1), 1), {"step": 1, largest: 1}, signs=[cut])
    _roots(proof)
    for name, goal in (("down", THEOREM.conclusions[0]), ("up", THEOREM.also[0])):
        with proof.fix(name, n, why=f"so a period goes {name}, once the clipped gradients say so") as inner:
            moves = _moves(inner)
            (_down if name == "down" else _up)(inner, moves, goal.conclusion)


def _roots(proof: Proof) -> None:
    """The root of the maximum lies between C^2/S and C."""
    proof.combine("root_argument", lt(0, 1 + C**2), {}, 1 + C**2)
    proof.cite("lemmas.root_positive", {a: 1 + C**2, b: S}, name="S_squared")
    proof.cite("lemmas.root_positive", {a: 1 + C**2, b: S}, name="S_positive", conclusion=1)
    proof.combine("beta2_S", eq(beta2 * S**2, 1), {"definition_beta2": S**2, "S_squared": 1 / (1 + C**2)})
    highest, floor = V(3 * n + 1), C**2 / S
    with proof.fix("root_large", n, why="the root of the maximum is at least C^2/S") as inner:
        inner.combine(
            "square",
            le(floor**2, highest),
            {"large_enough": S**2, "beta2_S": C**2, "S_squared": -(C**2)},
            multiplier=S**2,
        )
        inner.cite("lemmas.sqrt_lower", {a: highest, b: floor})
    with proof.fix("root_small", n, why="and at most C") as inner:
        inner.use("small_enough", {})
        large_enough = inner.use("large_enough", {})
        inner.combine("kept", le(0, KEPT * C**2), {"beta2_S": C**2 / S**2, "S_squared": -(C**2) / S**2}, C**4 / S**2)
        inner.combine("nonnegative", le(0, highest), {large_enough: 1, "kept": 1})
        inner.cite("lemmas.sqrt_bound", {a: highest, b: C})


def _moves(proof: Proof) -> list[Any]:
    """The three steps of period n, with one denominator."""
    lengths = [step_size(3 * n + number) for number in (1, 2, 3)]
    moves = [-large * LENGTH, small * lengths[1] / (ROOT + eps), small * lengths[2] / (ROOT + eps)]
    sources = ("large_clipped", "small_clipped", "small_clipped_again")
    for number, (source, move) in enumerate(zip(sources, moves, strict=True)):
        here, before = 3 * n + number, X(3 * n + number)
        proof.use("positive_step", {k: here})
        step = proof.use("step", {k: here})
        root = sqrt(V(here + 1))
        clipped = proof.rewrite(
            f"clipped_{number}", proof.use(source, {}), hole, clamp(before - lengths[number] * hole / (root + eps))
        )
        facts = {step: 1, clipped: 1}
        if number:
            same = proof.use("second_same" if number == 1 else "third_same", {})
            written = clamp(before + small * lengths[number] / (sqrt(hole) + eps))
            facts[proof.rewrite(f"denominator_{number}", same, hole, written)] = 1
        proof.combine(f"move_{number}", eq(X(here + 1), clamp(before + move)), facts)
    return moves


def _cite(proof: Proof, theorem: str, moves: list[Any], **more: Any) -> Fact:
    names = {"begin": X(3 * n), "first": X(3 * n + 1), "second": X(3 * n + 2), "end": X(3 * n + 3)}
    names |= {"down": -moves[0], "up": moves[1], "up_again": moves[2], **more}
    return proof.cite(theorem, {Real(name): value for name, value in names.items()})


def _down(proof: Proof, moves: list[Any], goal: Any) -> None:
    reached = _cite(proof, "adam.period_down", moves)
    target = goal.rhs
    low, moved = 2 * small * LENGTH - 1, X(3 * n) - (large - 2 * small) * LENGTH
    at_low, at_moved = proof.law("max_left", low, moved), proof.law("max_left", moved, low)
    proof.use("second_shorter", {})
    proof.use("third_shorter", {})
    shorter = {"second_shorter_1": small / (ROOT + eps), "third_shorter_1": small / (ROOT + eps)}
    ups = moves[1] + moves[2]
    one = proof.combine("one", le(-1 + ups, target), {at_low: 1, **shorter})
    two = proof.combine("two", le(X(3 * n) + moves[0] + ups, target), {at_moved: 1, **shorter})
    largest = proof.law("max_least", one.formula.lhs, two.formula.lhs, target)
    proof.combine("there", goal, {reached: 1, largest: 1})


def _up(proof: Proof, moves: list[Any], goal: Any) -> None:
    proof.combine("gained", le(GAIN, sum(moves)), {})
    proof.use("below_one", {k: 3 * n})
    _cite(proof, "adam.period_up", moves, gain=GAIN)


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        high, low = drawing.positive(draw), drawing.positive(draw)
        clipped = {large: high, small: low, u: online.gradients(high, low)}
        drawn = {**online.averages(draw, THEOREM), step_size: online.step_sizes(draw, Fraction(0))}
        starts = {"X(0)": online.point(draw), "V(0)": drawing.between(draw, Fraction(0), drawn["C"] ** 2)}
        return {**drawn, **clipped, **starts}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
