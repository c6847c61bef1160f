"""momentum.lyapunov_step needs both its step conditions (theory notes, section 3).

L h_hi <= (1-beta1)/sqrt(2) alone does not make V contract by 1 - mu h_lo: where the moment vanishes, nothing moves, and
V falls by the deviation's part only. The search behind the witness is in tests/proofs/test_second_condition.py.
"""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1
from amgt_theory.theorem import Theorem

X, M, gain = Real("X"), Real("M"), Real("gain")


def lyapunov(position, deviation):
    """The gap of f = x^2/2 and the deviation, with the weight of momentum.lyapunov_step."""
    return position**2 / 2 + gain / (1 - beta1) * deviation**2


BEFORE = lyapunov(X, M - X)
AFTER = lyapunov(X - gain * M, beta1 * (M - (X - gain * M)))
CLAIM = ForAll((X, M), le(AFTER, (1 - gain) * BEFORE))
EXCESS = gain - (1 - beta1) * (Rational(1, 2) + beta1)

THEOREM = Theorem(
    id="refute.without_second_condition",
    title="without the condition on mu h_lo the Lyapunov function need not contract by 1 - mu h_lo",
    kind="refutation",
    claim="C1",
    source="theory notes, section 3, momentum.lyapunov_step",
    setting=(("position", eq(X, 1)), ("moment", eq(M, 0))),
    assumptions=(
        le(0, beta1),
        lt(beta1, 1),
        lt(0, gain),
        le(2 * gain**2, (1 - beta1) ** 2),
        lt(0, EXCESS),
    ),
    quantity=AFTER,
    per=BEFORE,
    bound=1 - gain + 2 * gain * EXCESS / (1 - beta1 + 2 * gain),
    direction="exact",
    also=(ForAll((), le(1, 0), (CLAIM,)),),
    tight=True,
    notes="One step on f = x^2/2 (mu = L = 1) from x = 1 with the moment M = 0, reached for beta1 > 0 from the "
    "moment -(1-beta1)/beta1. All of momentum.lyapunov_step holds but 2 mu h_lo <= 1 - beta1. There are such "
    "gains where beta1 < (sqrt(2)-1)/2 = 0.207. A search on f = x^2/2 finds violations for other "
    "moments when beta1 is near 1 too (beta1 = 9/10, gain 7/100, M = 13/3), and none for beta1 between 1/4 and 4/5.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("sum_positive", lt(0, 1 - beta1 + 2 * gain), {"beta1_below": 1}, 2 * gain)
    exact = proof.combine(
        "exact",
        eq(AFTER, THEOREM.bound * BEFORE),
        {"position": None, "moment": None},
        why="nothing moves, and the deviation shrinks by beta1",
    )
    with proof.fix(
        "refuted", assume={"claimed": CLAIM}, conclusion=le(1, 0), why="which is less than a factor 1 - gain"
    ) as claim:
        shrunk = claim.use("claimed", {})
        claim.combine(
            "absurd",
            le(1, 0),
            {shrunk: 1, exact: -1, "position": None, "moment": None},
            multiplier=gain * EXCESS / (1 - beta1),
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
