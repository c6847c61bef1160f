"""Rounding to the nearest power of two has relative error at most 1/3 (theory notes, section 1)."""

from sympy import Abs, Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real, a, theta
from amgt_theory.theorem import Theorem

P, Q = Real("P"), Real("Q")
SIZE, ERROR = Abs(a), Abs(Q - a)

THEOREM = Theorem(
    id="compressed.power_of_two",
    title="rounding to the nearest power of two has relative error at most 1/3",
    kind="lemma",
    claim="C8",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        ("power_below", le(P, SIZE)),
        ("power_above", le(SIZE, 2 * P)),
        ("not_farther_than_lower", le((Q - a) ** 2, (SIZE - P) ** 2)),
        ("not_farther_than_upper", le((Q - a) ** 2, (2 * P - SIZE) ** 2)),
    ),
    where=((theta, Rational(1, 3)),),
    quantity=ERROR,
    per=SIZE,
    bound=theta,
    also=(le((Q - a) ** 2, theta**2 * a**2),),
    tight=True,
    notes="P and 2 P are the powers of two around |a|, and Q is not farther from a than these with the sign of a. "
    "P = 0 stands for a = 0. Attained half way, at |a| = 3 P/2.",
)


def derive(proof: Proof) -> None:
    middle = Rational(3, 2) * P
    squared = proof.law("abs_square", a)
    third = SIZE / 3
    goal = le((Q - a) ** 2, third**2)
    with proof.cases(
        "third", SIZE, middle, goal, why="the nearer power is within |a|/3: P below the middle, else 2 P"
    ) as (
        below,
        above,
    ):
        for part, distance, fact, side in (
            (below, SIZE - P, "not_farther_than_lower", "power_below"),
            (above, 2 * P - SIZE, "not_farther_than_upper", "power_above"),
        ):
            near = part.combine(
                "near", le(0, third - distance), {"third": Rational(2, 3) if part is below else Rational(4, 3)}
            )
            sum_ = part.combine("sum", le(0, third + distance), {side: 1}, third)
            part.combine("there", goal, {fact: 1}, (third - distance) * (third + distance), signs=[near, sum_])
    proof.combine(
        "power_of_two",
        THEOREM.also[0],
        {"third": 1, "definition_theta": -(theta + Rational(1, 3)) * a**2, squared: Rational(1, 9)},
    )
    relative = proof.cite("lemmas.abs_bound", {Real("x"): ERROR.args[0], Real("y"): third})
    proof.combine(
        "relative", le(ERROR, theta * SIZE), {relative: 1, "definition_theta": -SIZE}, why="so |Q - a| <= |a|/3"
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import PowerOfTwo
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.perturbed import power_of_two_below

    def model(draw):  # half way between powers too
        number = 3 * drawing.signed(draw) if drawing.pick(draw, (True, False)) else drawing.pick(draw, (3, -6, 0))
        return {a: number, P: power_of_two_below(number)}

    def compute(values, ar):
        number = ar.vector([values["a"]])
        return {Q: PowerOfTwo().bind(ar)(number, number, 1)[0]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
