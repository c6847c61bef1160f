"""How long a corrupted gradient of size A shortens the steps (theory notes, section 4, second half of bounded_step)."""

from sympy import log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import G, Real, beta2, eps, j, k
from amgt_theory.theorem import Theorem

A, corrected, root = Real("A"), Real("corrected"), Real("root")

THEOREM = Theorem(
    id="thresholding.memory_delay",
    title="steps until the gain after a corrupted gradient is back to half of its usual value",
    kind="theorem",
    claim="C11 C12",
    source="theory notes, section 4, thresholding.bounded_step",
    setting=(
        ("moment_nonnegative", le(0, corrected)),
        ("memory", le(corrected, G**2 + beta2**k * A**2)),
        ("slow_yet", lt(2 * (G + eps), sqrt(corrected) + eps)),
    ),
    assumptions=(lt(0, beta2), lt(beta2, 1), lt(0, eps), lt(0, G), lt(0, A)),
    quantity=k,
    bound=log(A**2 / (3 * G**2)) / -log(beta2),
    notes="One coordinate, with its bias-corrected second moment k steps after the corrupted gradient, bounded by "
    "thresholding.memory. Gradients of at most G leave a gain of at least alpha/(G + eps): every k at which it is "
    "less than half of that is at most the bound. With a running maximum it may be for ever: thresholding.memory_kept.",
)


def derive(proof: Proof) -> None:
    proof.combine("one_less", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    square = proof.law("sqrt_square", corrected)
    proof.define(root, sqrt(corrected))
    proof.combine("steep", lt(2 * G, root), {"slow_yet": 1, "definition_root": -1}, eps)
    proof.combine("sum_positive", lt(0, root + 2 * G), {"steep": 1}, 4 * G)
    far = proof.combine(
        "far",
        lt(4 * G**2, corrected),
        {"steep": root + 2 * G, square: 1, "definition_root": root + sqrt(corrected)},
        why="so short a step needs a second moment above 4 G^2",
    )
    proof.combine(
        "left",
        le(3 * G**2, A**2 * beta2**k),
        {far: 1, "memory": 1},
        why="of which 3 G^2 are left of the corrupted gradient",
    )
    _logarithms(proof)


def _logarithms(proof: Proof) -> None:
    X, Y = Real("x"), Real("y")
    with proof.induction(j, {"positive": lt(0, beta2**j), "log_power": eq(log(beta2**j), j * log(beta2))}) as (
        base,
        step,
    ):
        base.law("log_exp", 0)
        step.combine("next_positive", lt(0, beta2 ** (j + 1)), {"positive": beta2})
        product = step.cite("lemmas.log_product", {X: beta2**j, Y: beta2})
        step.combine("next", eq(log(beta2 ** (j + 1)), (j + 1) * log(beta2)), {product: 1, "log_power": 1})
    power = proof.use("log_power", {j: k})
    proof.use("positive", {j: k})
    proof.combine("usual_positive", lt(0, 3 * G**2), {}, 3 * G**2)
    proof.combine("corrupted_positive", lt(0, A**2), {}, A**2)
    tangent = proof.cite("lemmas.log_bound", {X: beta2})
    proof.combine("log_negative", lt(0, -log(beta2)), {tangent: 1, "one_less": 1})
    logarithms = proof.cite("lemmas.log_monotone", {X: 3 * G**2, Y: A**2 * beta2**k})
    split = proof.cite("lemmas.log_product", {X: A**2, Y: beta2**k})
    quotient = proof.cite("lemmas.log_quotient", {X: A**2, Y: 3 * G**2})
    proof.combine(
        "delay",
        le(k, THEOREM.bound),
        {logarithms: 1, split: 1, power: 1, quotient: -1},
        multiplier=-log(beta2),
        why="which shrinks by beta2 a step",
    )


def check():
    from fractions import Fraction
    from math import isqrt

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):  # a second moment for which the step is just too short, and a size A that leaves at least as much
        number, rate = drawing.natural(draw, 20), drawing.between(draw, Fraction(1, 20), Fraction(19, 20))
        usual, small = drawing.positive(draw), drawing.positive(draw)
        moment = (2 * usual + small * Fraction(101, 100)) ** 2
        least = Fraction(isqrt(int(moment / rate**number * 10**12)) + 1, 10**6)
        return {
            beta2: rate,
            G: usual,
            eps: small,
            k: number,
            corrected: moment,
            A: least * drawing.pick(draw, (1, 2, 30)),
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
