"""One step down and two steps up on [-1, 1] that gain something: the end is no lower than the start plus the gain."""

from sympy import Min

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le
from amgt_theory.online_laws import clamp
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

begin, first, second, end = (Real(name) for name in ("begin", "first", "second", "end"))
down, up, up_again, gain = (Real(name) for name in ("down", "up", "up_again", "gain"))


THEOREM = Theorem(
    id="adam.period_up",
    title="one step down and two steps up on [-1, 1]: the gain remains, up to the end of the interval",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence; Reddi, Kale and Kumar (2018), theorem 1",
    setting=(
        ("step_down", eq(first, clamp(begin - down))),
        ("step_up", eq(second, clamp(first + up))),
        ("step_up_again", eq(end, clamp(second + up_again))),
    ),
    assumptions=(le(begin, 1), le(0, down), le(0, up_again), le(gain, up + up_again - down)),
    quantity=end,
    bound=Min(1, begin + gain),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    target = THEOREM.bound
    below_one = proof.law("min_left", 1, begin + gain)
    below_gain = proof.law("min_left", begin + gain, 1)

    def clamped(source, value, floor):
        """The clamped value is at least the value cut at 1."""
        inner = proof.law("max_left", Min(1, value), -1)
        return proof.combine(floor, le(Min(1, value), source.formula.lhs), {source: -1, inner: 1})

    proof.combine("room", le(begin - down, 1), {"assumption_1": 1, "assumption_2": 1})
    inside = proof.law("min_greatest", 1, begin - down, begin - down)
    after_down = clamped(proof.fact("step_down"), begin - down, "first_floor")
    after_up = clamped(proof.fact("step_up"), first + up, "second_floor")
    after_all = clamped(proof.fact("step_up_again"), second + up_again, "end_floor")
    proof.combine("second_one", le(target - up_again, 1), {below_one: 1}, up_again)
    proof.combine(
        "second_gain",
        le(target - up_again, first + up),
        {below_gain: 1, "assumption_4": 1, inside: 1, after_down: 1},
    )
    second_cut = proof.law("min_greatest", 1, first + up, target - up_again)
    proof.combine("end_gain", le(target, second + up_again), {second_cut: 1, after_up: 1})
    end_cut = proof.law("min_greatest", 1, second + up_again, target)
    proof.combine("end", le(target, end), {end_cut: 1, after_all: 1}, why="the cut at -1 only raises")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
