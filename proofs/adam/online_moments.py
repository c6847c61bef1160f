"""The second moment over one period of the gradients C, -1, -1 (theory notes, section 7).

share(k) is the weight of the newest square: 1-beta2, or (1-beta2)/(1-beta2^k) with bias correction.
"""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, KEPT, W, g, share
from amgt_theory.symbols import beta2, k, n
from amgt_theory.theorem import Theorem

SECOND = beta2 * C**2 + KEPT
THIRD = beta2 * SECOND + KEPT

THEOREM = Theorem(
    id="adam.online_moments",
    title="after the large gradient the second moment is large, after the two small ones it is small",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence; Reddi, Kale and Kumar (2018), theorem 1",
    setting=(
        *GRADIENTS,
        *AVERAGE,
    ),
    assumptions=(lt(2, C),),
    where=((beta2, DECAY),),
    over=(n,),
    quantity=W(3 * n + 1),
    bound=KEPT * C**2,
    direction="lower",
    also=(
        ForAll((n,), le(W(3 * n + 1), C**2)),
        ForAll((n,), le(W(3 * n + 2), SECOND)),
        ForAll((n,), le(W(3 * n + 3), THIRD)),
        ForAll((n,), le(W(3 * n + 2), W(3 * n + 1))),
        ForAll((n,), le(W(3 * n + 3), W(3 * n + 1))),
        ForAll((n,), le(0, W(3 * n + 2))),
        ForAll((n,), le(0, W(3 * n + 3))),
    ),
    notes="beta2 = 1/(1+C^2). The start may be any state of a run, so that the statement is also one about its tail.",
)


def derive(proof: Proof) -> None:
    proof.combine("C_more", lt(0, C + 2), {lt(2, C): 1}, 4)
    proof.combine("C_large", le(0, C**2 - 4), {lt(2, C): C + 2})
    proof.combine("C_one", le(0, C**2 - 1), {"C_large": 1}, 3)
    proof.combine("beta2_positive", lt(0, beta2), {"definition_beta2": -1}, 1 / (1 + C**2))
    product = proof.combine("product", eq(beta2 * C**2, KEPT), {"definition_beta2": 1 + C**2})
    proof.combine("kept_nonnegative", le(0, KEPT), {product: 1}, beta2 * C**2)
    proof.combine("large_enough", le(1, KEPT * C**2), {product: 1, "C_large": 1}, 2, beta2)
    claims = {"nonnegative": le(0, W(3 * n)), "small": le(W(3 * n), C**2)}
    with proof.induction(n, claims, why="the second moment stays between 0 and C^2") as (_, step):
        _period(step)
    for number, conclusion in enumerate(THEOREM.conclusions):
        with proof.fix(f"conclusion_{number}", n, conclusion=conclusion.conclusion) as inner:
            for name in claims:
                inner.use(name, {})
            _period(inner)


def _period(proof: Proof) -> None:
    """The three steps of period n."""
    for number, gradient in enumerate(("large_gradient", "small_gradient", "small_gradient_again"), start=1):
        here = {k: 3 * n + number - 1}
        proof.use(gradient, {}, name=f"gradient_{number}")
        proof.use("second_moment", here, name=f"moment_{number}")
        large = proof.use("share_large", here, name=f"at_least_{number}")
        proof.use("share_small", here, name=f"at_most_{number}")
        proof.combine(f"share_{number}", le(0, share(3 * n + number)), {large: 1, "kept_nonnegative": 1})
        proof.combine(f"rest_{number}", le(0, 1 - share(3 * n + number)), {f"at_most_{number}": 1})
    shares = [share(3 * n + number) for number in (1, 2, 3)]
    gradients = [g(3 * n + number) for number in (1, 2, 3)]
    squares = [f"moment_{number}" for number in (1, 2, 3)]
    values = [W(3 * n + number) for number in (0, 1, 2, 3)]
    new = {1: (C, C + gradients[0]), 2: (-1, gradients[1] - 1), 3: (-1, gradients[2] - 1)}

    def moved(number, sign):
        """Weights that put the new square into the moment."""
        _, slope = new[number]
        return {squares[number - 1]: sign, f"gradient_{number}": sign * shares[number - 1] * slope}

    def mixed(name, goal, number, sign, weights, *extra):
        proof.combine(name, goal, {**moved(number, sign), **weights}, *extra)

    one, two, three = shares
    mixed("first", le(KEPT * C**2, values[1]), 1, -1, {"nonnegative": 1 - one, "at_least_1": C**2})
    mixed("first_below", le(values[1], C**2), 1, 1, {"small": 1 - one})
    proof.combine("first_one", le(1, values[1]), {"first": 1, "large_enough": 1})
    mixed("second", le(values[2], SECOND), 2, 1, {"first_below": 1 - two, "at_least_2": C**2 - 1})
    mixed("second_below", le(values[2], values[1]), 2, 1, {"first_one": two})
    mixed("second_nonnegative", le(0, values[2]), 2, -1, {"first_one": 1 - two}, 1)
    mixed("third", le(values[3], THIRD), 3, 1, {"second": 1 - three, "at_least_3": beta2 * (C**2 - 1)})
    mixed("third_below", le(values[3], values[1]), 3, 1, {"second_below": 1 - three, "first_one": three})
    mixed("third_nonnegative", le(0, values[3]), 3, -1, {"second_nonnegative": 1 - three}, three)
    proof.combine("third_small", le(values[3], C**2), {"third_below": 1, "first_below": 1})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import online

    return StepCheck(THEOREM, lambda draw: online.averages(draw, THEOREM))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
