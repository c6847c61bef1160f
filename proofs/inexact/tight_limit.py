"""A constant gradient error shifts the limit from every start (theory notes, section 4).

The gap on f = x^2/2 tends to eta^2/2, the neighbourhood of inexact.absolute_plain at r = mu = 1, geometrically.
"""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq
from amgt_theory.symbols import Real, eta, function, h_hi, k
from amgt_theory.theorem import Theorem

X, x0 = function("X", "natural"), Real("x0")

THEOREM = Theorem(
    id="inexact.tight_limit",
    title="under a constant gradient error the gap tends to eta^2/2 from every start",
    kind="theorem",
    claim="C3",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        ("step", ForAll((k,), eq(X(k + 1), X(k) - h_hi * (X(k) + eta)))),
        ("start", eq(X(0), x0)),
    ),
    over=(k,),
    quantity=X(k) ** 2 / 2,
    bound=((1 - h_hi) ** k * (x0 + eta) - eta) ** 2 / 2,
    direction="exact",
    tight=True,
    notes="X is the iterate on f = x^2/2 without momentum, with the gain h_hi and an oracle that answers X + eta. For "
    "0 < h_hi < 2 the power tends to 0.",
)


def derive(proof: Proof) -> None:
    distance = (1 - h_hi) ** k * (x0 + eta)
    with proof.induction(k, {"position": eq(X(k), distance - eta)}, why="X + eta shrinks by 1 - h in each step") as (
        base,
        step,
    ):
        base.combine("at_start", eq(X(0), x0 + eta - eta), {"start": 1})
        step.combine("next", eq(X(k + 1), (1 - h_hi) ** (k + 1) * (x0 + eta) - eta), {"step": 1, "position": 1 - h_hi})
    with proof.fix("gap", k) as inner:
        inner.combine("here", eq(X(k) ** 2 / 2, THEOREM.bound), {"position": (X(k) + distance - eta) / 2})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
