"""For a large eps a period of the gradients C, -1, -1 leads towards -1, the best point (theory notes, section 7).

The other side of adam.online_drift: eps evens out the denominators, and so the large gradient outweighs the small ones.
"""

from sympy import Max, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POSITIVE_STEP, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, KEPT, SHARE_SMALLER, W, X, g, iteration, share
from amgt_theory.symbols import Real, beta2, eps, k, n
from amgt_theory.theorem import Theorem

kappa, two, a, b = (Real(name) for name in "kappa two x y".split())
UP, UP_AGAIN, DOWN = 1 / (sqrt(2) * KEPT + eps), 1 / (1 + eps), C / (C + eps)
FIRST = step_size(3 * n + 1)


THEOREM = Theorem(
    id="adam.online_drift_down",
    title="for a large eps Adam loses in every period of the gradients C, -1, -1",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *SHARE_SMALLER,
        *iteration(step_size),
        *POSITIVE_STEP,
        ("second_shorter", ForAll((n,), le(step_size(3 * n + 2), FIRST))),
        ("third_shorter", ForAll((n,), le(step_size(3 * n + 3), FIRST))),
    ),
    assumptions=(lt(2, C), lt(0, eps)),
    where=((beta2, DECAY), (kappa, DOWN - UP - UP_AGAIN)),
    over=(n,),
    quantity=X(3 * n + 3),
    bound=Max((UP + UP_AGAIN) * FIRST - 1, X(3 * n) - kappa * FIRST),
    notes="share(k) is the weight of the newest square, 1-beta2 or (1-beta2)/(1-beta2^k) with bias correction: from "
    "the second step on both are at most 1-beta2+beta2^2.",
)


def derive(proof: Proof) -> None:
    _numbers(proof)
    for number, name in enumerate(("first", "first_below")):
        proof.cite("adam.online_moments", name=name, conclusion=number)
    for number in range(3):
        proof.cite("adam.online_steps", name=f"step_{number}", conclusion=number)
    with proof.fix("period", n, why="the loss of a period") as inner:
        _roots(inner)
        _loss(inner)


def _numbers(proof: Proof) -> None:
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    proof.combine("C_more", lt(0, C + 2), {lt(2, C): 1}, 4)
    proof.combine("beta2_positive", lt(0, beta2), {"definition_beta2": -1}, 1 / (1 + C**2))
    proof.combine("product", eq(beta2 * C**2, KEPT), {"definition_beta2": 1 + C**2})
    proof.combine("kept_nonnegative", le(0, KEPT), {"product": 1}, beta2 * C**2)
    proof.combine("large_enough", le(1, KEPT * C**2), {"product": 1, lt(2, C): C + 2}, 2, beta2)
    proof.define(two, sqrt(2))
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_squared")
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_positive", conclusion=1)


def _roots(proof: Proof) -> None:
    """The roots of the second moment at the three steps of period n."""
    one, second, third = (W(3 * n + number) for number in (1, 2, 3))
    for name in ("first", "first_below"):
        proof.use(name, {}, name=f"{name}_here")
    proof.combine("first_one", le(1, one), {"first_here": 1, "large_enough": 1})
    proof.combine("first_nonnegative", le(0, one), {"first_one": 1}, 1)
    proof.cite("lemmas.sqrt_bound", {a: one, b: C}, name="first_root", why="after the large gradient")
    for number, gradient in ((2, "small_gradient"), (3, "small_gradient_again")):
        weight = share(3 * n + number)
        for name in ("share_large", "share_small"):
            proof.use(name, {k: 3 * n + number - 1}, name=f"{name}_{number}")
        proof.combine(f"share_{number}", le(0, weight), {f"share_large_{number}": 1, "kept_nonnegative": 1})
        square = proof.use(gradient, {}, name=f"gradient_{number}")
        moment = proof.use("second_moment", {k: 3 * n + number - 1})
        proof.combine(
            f"moment_{number}",
            eq(W(3 * n + number), (1 - weight) * W(3 * n + number - 1) + weight),
            {moment: 1, square: weight * (g(3 * n + number) - 1)},
        )
    small = two * KEPT
    proof.use("share_smaller", {}, name="share_most")
    proof.combine("second_one", le(1, second), {"moment_2": -1, "first_one": 1 - share(3 * n + 2)})
    proof.combine("third_one", le(1, third), {"moment_3": -1, "second_one": 1 - share(3 * n + 3)})
    proof.combine(
        "second_square",
        le(small**2, second),
        {
            "moment_2": -1,
            "share_most": one - 1,
            "first_here": beta2 * KEPT,
            "product": -(KEPT**2),
            "two_squared": KEPT**2,
        },
        beta2**2,
        beta2**2 * KEPT,
    )
    proof.cite("lemmas.sqrt_lower", {a: second, b: small}, name="second_root", why="after one small gradient")
    proof.cite("lemmas.sqrt_lower", {a: third, b: 1}, name="third_root", why="after two of them")


def _loss(proof: Proof) -> None:
    """The three steps of period n, and what they lose."""
    lengths = [step_size(3 * n + number) for number in (1, 2, 3)]
    roots = [sqrt(W(3 * n + number)) for number in (1, 2, 3)]
    down, up, up_again = (
        length * gradient / (root + eps) for length, gradient, root in zip(lengths, (C, 1, 1), roots, strict=True)
    )
    for number in range(3):
        proof.use("positive_step", {k: 3 * n + number})
        proof.use(f"step_{number}", {}, name=f"move_{number}")
    for name in ("second_shorter", "third_shorter"):
        proof.use(name, {}, name=f"{name}_here")
    names = {"begin": X(3 * n), "first": X(3 * n + 1), "second": X(3 * n + 2), "end": X(3 * n + 3)}
    names |= {"down": down, "up": up, "up_again": up_again}
    reached = proof.cite("adam.period_down", {Real(name): value for name, value in names.items()})
    first, target = lengths[0], THEOREM.bound
    small = two * KEPT + eps
    ups = {
        "second_shorter_here": 1 / (roots[1] + eps),
        "second_root": first / ((roots[1] + eps) * small),
        "definition_two": -first * KEPT / (small * (sqrt(2) * KEPT + eps)),
        "third_shorter_here": 1 / (roots[2] + eps),
        "third_root": first / ((roots[2] + eps) * (1 + eps)),
    }
    for name, root in (("denominator", two), ("denominator_written", sqrt(2))):
        proof.combine(name, lt(0, root * KEPT + eps), {"kept_nonnegative": root, lt(0, eps): 1})
    low, moved = (UP + UP_AGAIN) * first - 1, X(3 * n) - kappa * first
    at_low, at_moved = proof.law("max_left", low, moved), proof.law("max_left", moved, low)
    proof.combine("at_low", le(up + up_again - 1, target), {at_low: 1, **ups})
    proof.combine(
        "at_moved",
        le(X(3 * n) - down + up + up_again, target),
        {at_moved: 1, **ups, "definition_kappa": first, "first_root": first * C / ((roots[0] + eps) * (C + eps))},
        why="which is positive where the large step outweighs the two small ones",
    )
    largest = proof.law("max_least", up + up_again - 1, X(3 * n) - down + up + up_again, target)
    proof.combine("there", le(X(3 * n + 3), target), {reached: 1, largest: 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        drawn = online.averages(draw, THEOREM)
        decay = 1 / (1 + drawn["C"] ** 2)
        newest = [
            drawing.between(draw, 1 - decay, 1 - decay + decay**2) if number % 3 == 2 else one
            for number, one in enumerate(drawn["share"])
        ]
        method = {"eps": drawing.pick(draw, online.ANY_EPS), step_size: online.step_sizes(draw, Fraction(0))}
        return {**drawn, **method, "share": newest, "X(0)": online.point(draw)}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
