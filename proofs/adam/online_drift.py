"""In every period of the gradients C, -1, -1 Adam gains towards +1, the worst point (theory notes, section 7).

After the large gradient the root of the second moment is about C, so that its step is about as long as one of the two
steps up, during which the second moment is small.
"""

from sympy import Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POSITIVE_STEP, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, W, X, g, iteration
from amgt_theory.symbols import Real, beta2, eps, k, n, theta
from amgt_theory.theorem import Theorem

S, kappa, two, a, b = (Real(name) for name in "S kappa two x y".split())
FIRST_ROOT, SECOND_ROOT, THIRD_ROOT = C**2 / S, sqrt(2) * C / S, C / S * (1 + 1 / S**2)
GAIN = theta / (SECOND_ROOT + eps) + theta / (THIRD_ROOT + eps) - C / (FIRST_ROOT + eps)


THEOREM = Theorem(
    id="adam.online_drift",
    title="in every period of the gradients C, -1, -1 Adam gains towards +1",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.online_divergence; Reddi, Kale and Kumar (2018), theorem 1",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *iteration(step_size),
        ("start", le(X(0), 1)),
        *POSITIVE_STEP,
        ("second_step", ForAll((n,), le(theta * step_size(3 * n + 1), step_size(3 * n + 2)))),
        ("third_step", ForAll((n,), le(theta * step_size(3 * n + 1), step_size(3 * n + 3)))),
    ),
    assumptions=(lt(2, C), lt(0, eps), le(0, theta)),
    where=((beta2, DECAY), (S, sqrt(1 + C**2)), (kappa, GAIN)),
    over=(n,),
    quantity=X(3 * n + 3),
    bound=Min(1, X(3 * n) + kappa * step_size(3 * n + 1)),
    direction="lower",
    notes="share(k) is the weight of the newest square in the second moment: 1-beta2, or (1-beta2)/(1-beta2^k) with "
    "bias correction. For constant steps theta = 1, and kappa is positive for eps < 0.8141 "
    "(adam.online_margin).",
)


def derive(proof: Proof) -> None:
    _numbers(proof)
    cited = {0: "first", 2: "second", 3: "third", 6: "second_nonnegative", 7: "third_nonnegative"}
    for number, name in cited.items():
        proof.cite("adam.online_moments", name=name, conclusion=number)
    for number in range(3):
        proof.cite("adam.online_steps", name=f"step_{number}", conclusion=number)
    with proof.induction(k, {"below_one": le(X(k), 1)}) as (_, step):
        value = X(k) - step_size(k + 1) * g(k + 1) / (sqrt(W(k + 1)) + eps)
        cut = step.law("min_left", 1, value)
        largest = step.law("max_least", -1, Min(1, value), 1)
        step.combine("next", le(X(k + 1), 1), {"step": 1, largest: 1}, signs=[cut])
    with proof.fix("period", n, why="the gain of a period") as inner:
        _roots(inner)
        _gain(inner)


def _numbers(proof: Proof) -> None:
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    proof.combine("root_argument", lt(0, 1 + C**2), {}, 1 + C**2)
    proof.cite("lemmas.root_positive", {a: 1 + C**2, b: S}, name="S_squared")
    proof.cite("lemmas.root_positive", {a: 1 + C**2, b: S}, name="S_positive", conclusion=1)
    proof.define(two, sqrt(2))
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_squared")
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_positive", conclusion=1)
    proof.combine("beta2_S", eq(beta2 * S**2, 1), {"definition_beta2": S**2, "S_squared": 1 / (1 + C**2)})


def _roots(proof: Proof) -> None:
    """The roots of the second moment at the three steps of period n."""
    one, second, third = (W(3 * n + number) for number in (1, 2, 3))
    for name in ("first", "second", "third", "second_nonnegative", "third_nonnegative"):
        proof.use(name, {}, name=f"{name}_here")
    proof.combine(
        "first_square",
        le(FIRST_ROOT**2, one),
        {"first_here": S**2, "beta2_S": C**2, "S_squared": -(C**2)},
        multiplier=S**2,
    )
    proof.cite("lemmas.sqrt_lower", {a: one, b: FIRST_ROOT}, name="first_root", why="after the large gradient")
    small = two * C / S
    proof.combine(
        "second_square",
        le(second, small**2),
        {"second_here": S**2, "two_squared": -(C**2), "beta2_S": C**2 - 1, "S_squared": 1},
        multiplier=S**2,
    )
    proof.combine("small_positive", le(0, small), {}, small)
    proof.cite("lemmas.sqrt_bound", {a: second, b: small}, name="second_root", why="after one small gradient")
    proof.combine("third_positive", le(0, THIRD_ROOT), {}, THIRD_ROOT)
    proof.combine(
        "third_square",
        le(third, THIRD_ROOT**2),
        {
            "third_here": S**6,
            "beta2_S": (C**2 - 1) * (beta2 * S**4 + S**2),
            "S_squared": S**4 + S**2,
        },
        C**2,
        multiplier=S**6,
    )
    proof.cite("lemmas.sqrt_bound", {a: third, b: THIRD_ROOT}, name="third_root", why="after two of them")


def _gain(proof: Proof) -> None:
    """The three steps of period n, and what they gain."""
    lengths = [step_size(3 * n + number) for number in (1, 2, 3)]
    roots = [sqrt(W(3 * n + number)) for number in (1, 2, 3)]
    moves = [
        -lengths[0] * C / (roots[0] + eps),
        *(length / (root + eps) for length, root in zip(lengths[1:], roots[1:], strict=True)),
    ]
    for number in range(3):
        proof.use("positive_step", {k: 3 * n + number})
        proof.use(f"step_{number}", {}, name=f"move_{number}")
    large, small = C / (FIRST_ROOT + eps), two * C / S + eps
    proof.combine("denominator", lt(0, small), {lt(0, eps): 1}, two * C / S)
    first = lengths[0]
    gained = proof.combine(
        "gained",
        le(kappa * first, sum(moves)),
        {
            "second_step": 1 / (roots[1] + eps),
            "third_step": 1 / (roots[2] + eps),
            "second_root": theta * first / ((roots[1] + eps) * small),
            "third_root": theta * first / ((roots[2] + eps) * (THIRD_ROOT + eps)),
            "first_root": first * large / (roots[0] + eps),
            "definition_two": theta * first * C / S / (small * (SECOND_ROOT + eps)),
            "definition_kappa": first,
        },
        why="which is positive where two small steps outweigh the large one",
    )
    proof.use("below_one", {k: 3 * n})
    proof.cite(
        "adam.period_up",
        {
            Real("begin"): X(3 * n),
            Real("first"): X(3 * n + 1),
            Real("second"): X(3 * n + 2),
            Real("end"): X(3 * n + 3),
            Real("down"): -moves[0],
            Real("up"): moves[1],
            Real("up_again"): moves[2],
            Real("gain"): gained.formula.lhs,
        },
        why="and remains",
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        ratio = drawing.between(draw, Fraction(0), Fraction(1))
        sizes = online.step_sizes(draw, ratio)
        return {**online.averages(draw, THEOREM), "X(0)": online.point(draw), theta: ratio, step_size: sizes}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
