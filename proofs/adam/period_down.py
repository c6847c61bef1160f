"""One step down and two steps up on [-1, 1]: the end is no higher than their sum says, but for the low end."""

from sympy import Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le
from amgt_theory.online_laws import clamp
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

begin, first, second, end = (Real(name) for name in ("begin", "first", "second", "end"))
down, up, up_again = (Real(name) for name in ("down", "up", "up_again"))


THEOREM = Theorem(
    id="adam.period_down",
    title="one step down and two steps up on [-1, 1]: the loss remains, up to the end of the interval",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        ("step_down", eq(first, clamp(begin - down))),
        ("step_up", eq(second, clamp(first + up))),
        ("step_up_again", eq(end, clamp(second + up_again))),
    ),
    assumptions=(le(0, up), le(0, up_again)),
    quantity=end,
    bound=Max(-1 + up + up_again, begin - down + up + up_again),
    tight=True,
)


def derive(proof: Proof) -> None:
    target = THEOREM.bound
    low = proof.law("max_left", -1 + up + up_again, begin - down + up + up_again)
    moved = proof.law("max_left", begin - down + up + up_again, -1 + up + up_again)

    def clamped(source, value, ceiling, name):
        """The clamped value is at most a number that is at least -1 and the value."""
        cut = proof.law("min_left", value, 1)
        proof.combine(f"{name}_cut", le(Min(1, value), ceiling), {cut: 1, f"{name}_value": 1})
        largest = proof.law("max_least", -1, Min(1, value), ceiling)
        return proof.combine(name, le(source.formula.lhs, ceiling), {source: 1, largest: 1})

    proof.combine("first_value", le(begin - down, target - up - up_again), {moved: 1})
    proof.combine("first_low", le(-1, target - up - up_again), {low: 1})
    after_down = clamped(proof.fact("step_down"), begin - down, target - up - up_again, "first")
    proof.combine("second_value", le(first + up, target - up_again), {after_down: 1})
    proof.combine("second_low", le(-1, target - up_again), {"first_low": 1}, up)
    after_up = clamped(proof.fact("step_up"), first + up, target - up_again, "second")
    proof.combine("end_value", le(second + up_again, target), {after_up: 1})
    proof.combine("end_low", le(-1, target), {"second_low": 1}, up_again)
    clamped(proof.fact("step_up_again"), second + up_again, target, "end")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
