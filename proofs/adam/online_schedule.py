"""Steps alpha/(k+k0)^p within a period of three: how they shrink, and a harmonic floor (theory notes, section 7)."""

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POWER
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, alpha, c, k, k0, n, p, theta
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")
FIRST, SECOND, THIRD = (POWER(3 * n + number) for number in (1, 2, 3))

THEOREM = Theorem(
    id="adam.online_schedule",
    title="within three steps alpha/(k+k0)^p shrinks by (k0+1)/(k0+3) at most",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    assumptions=(lt(0, alpha), le(0, k0), le(0, p), le(p, 1)),
    where=((theta, (k0 + 1) / (k0 + 3)),),
    over=(n,),
    quantity=THIRD,
    bound=theta,
    per=FIRST,
    direction="lower",
    also=(
        ForAll((n,), le(theta * FIRST, SECOND)),
        ForAll((n,), le(SECOND, FIRST)),
        ForAll((n,), le(THIRD, FIRST)),
        ForAll((n,), le(alpha / (3 * (n + 1 + k0 / 3)), FIRST)),
        ForAll((k,), lt(0, POWER(k + 1))),
        le(0, theta),
    ),
    tight=True,
)


def derive(proof: Proof) -> None:
    with proof.fix("positive", k) as inner:
        inner.combine("here", lt(0, POWER(k + 1)), {}, POWER(k + 1))
    proof.combine("theta_nonnegative", le(0, theta), {"definition_theta": -1}, (k0 + 1) / (k0 + 3))
    first = 3 * n + 1 + k0
    for number, left, goal in (
        (3, 6 * n, le(theta * FIRST, THIRD)),
        (2, 6 * n + k0 + 1, le(theta * FIRST, SECOND)),
    ):
        later = 3 * n + number + k0
        with proof.fix(f"shrinks_{number}", n, why="a power decreases no faster than the reciprocal") as inner:
            power = inner.cite("lemmas.power_ratio", {x: first, y: later})
            ratio = inner.combine(
                "ratio", le((k0 + 1) / (k0 + 3), first / later), {}, left, multiplier=(k0 + 3) * later
            )
            inner.combine("here", goal, {power: alpha, ratio: FIRST, "definition_theta": FIRST})
        with proof.fix(f"decreases_{number}", n) as inner:
            smaller = inner.cite("lemmas.power_decreasing", {x: first, y: later, c: p})
            inner.combine("here", le(goal.rhs, FIRST), {smaller: alpha})
    with proof.fix("floor", n, why="and is at least harmonic") as inner:
        floor = inner.cite("lemmas.power_floor", {y: first})
        last = 3 * n + 3 + k0
        inner.combine("here", THEOREM.also[3].conclusion, {floor: alpha}, 2 * alpha / (first * last))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
