"""When a step is short enough for gradient errors with momentum (theory notes, section 4)."""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import L, beta1, h_hi, h_lo, mu
from amgt_theory.theorem import Theorem

SHORT, SHORT_WITH_MOMENTUM = le(L * h_hi, 1), le(4 * beta1 * L * h_hi, beta1 * (1 - beta1))

THEOREM = Theorem(
    id="inexact.step_condition",
    title="L h_hi <= (1-beta1)/4 is short enough with momentum, L h_hi <= 1 without",
    kind="lemma",
    source="theory notes, section 4, inexact.absolute",
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        SHORT,
        SHORT_WITH_MOMENTUM,
    ),
    quantity=4 * beta1 * (3 - beta1) * L**2 * h_hi**2,
    bound=(1 - beta1) ** 2 * (1 - L * h_hi),
    also=(le(4 * beta1 * mu * h_lo, beta1 * (1 - beta1) * (3 - 2 * beta1)), le(mu * h_lo, 1)),
    notes="The second assumption says nothing for beta1 = 0, and the first nothing more for beta1 > 0.",
)


def derive(proof: Proof) -> None:
    scaled, longest = L * h_hi, (1 - beta1) / 4
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("three_less", lt(0, 3 - beta1), {lt(beta1, 1): 1}, 2)
    proof.combine("sum_nonnegative", le(0, longest + scaled), {lt(beta1, 1): Rational(1, 4)}, scaled)
    scale = {le(mu, L): h_lo, le(h_lo, h_hi): L}
    goal = le(THEOREM.quantity, THEOREM.bound)
    with proof.cases("momentum", beta1, 0, goal, why="with momentum L h_hi is at most (1-beta1)/4") as (without, with_):
        zero = without.equal("no_momentum", "momentum", le(0, beta1))
        without.combine("there", goal, {SHORT: (1 - beta1) ** 2, zero: 4 * (3 - beta1) * scaled**2})
        short = with_.combine("short", le(scaled, longest), {SHORT_WITH_MOMENTUM: 1}, multiplier=4 * beta1)
        with_.combine(
            "there",
            goal,
            {short: (1 - beta1) ** 2 + 4 * beta1 * (3 - beta1) * (longest + scaled)},
            (1 - beta1) ** 2 * ((1 - beta1) ** 2 + 2) / 4,
        )
    proof.combine(
        "deviation_condition",
        THEOREM.also[0],
        {SHORT_WITH_MOMENTUM: 1, **{fact: 4 * beta1 * weight for fact, weight in scale.items()}},
        2 * beta1 * (1 - beta1) ** 2,
        why="and mu h_lo <= L h_hi",
    )
    proof.combine("rate_nonnegative", THEOREM.also[1], {SHORT: 1, **scale})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import constants, drawing
    from amgt_theory.strategies.perturbed import gain_interval

    def model(draw):
        (least, largest), weight = draw(constants()), drawing.beta(draw)
        low, high = gain_interval(draw, (1 - weight) / (4 if weight else 1) / largest)
        return {mu: least, L: largest, beta1: weight, h_lo: low, h_hi: high}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
