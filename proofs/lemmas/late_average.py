"""An exponential average forgets its past: from index 2 n + 1 on it is that of the late values, up to a third.

Theory notes, section 3, asymptotic_exponent. u is an average of squares over its bias correction.
"""

from sympy import Expr, Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import G, Real, function, j, n
from amgt_theory.theorem import Theorem

u, beta, delta = function("u", "natural"), Real("beta"), Real("delta")


def old(last: Expr) -> Expr:
    """What the values before n + 1 contribute, and those since."""
    return beta**last * (1 - beta ** (n + 1)) * G**2 + (1 - beta**last) * delta**2 / 4


THEOREM = Theorem(
    id="lemmas.late_average",
    title="an exponential average forgets its past",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.asymptotic_exponent",
    setting=(
        ("start", le(u(0), (1 - beta ** (n + 1)) * G**2)),
        ("update", ForAll((j,), le(u(j + 1), beta * u(j) + (1 - beta) * delta**2 / 4))),
    ),
    assumptions=(le(0, beta), lt(beta, 1), le(4 * beta**n * G**2, 3 * delta**2)),
    over=(j,),
    quantity=u(n + j),
    bound=(1 - beta ** (2 * n + j + 1)) * delta**2,
)


def derive(proof: Proof) -> None:
    with proof.induction(j, {"powers": le(beta**j, 1)}) as (_, step):
        step.combine("next", le(beta ** (j + 1), 1), {"powers": beta, lt(beta, 1): 1})
    with proof.induction(j, {"decay": le(u(j), old(j))}, why="old values fade") as (_, step):
        step.combine("next", le(u(j + 1), old(j + 1)), {"update": 1, "decay": beta})
    with proof.fix("late", j, why="and after n further steps weigh no more than three quarters of delta^2") as inner:
        value = inner.use("decay", {j: n + j})
        first, second = inner.use("powers", {j: n + 1}), inner.use("powers", {j: n + j})
        later = inner.use("powers", {})
        inner.combine("first_positive", le(0, 1 - beta ** (n + 1)), {first: 1})
        inner.combine("second_positive", le(0, 1 - beta ** (n + j)), {second: 1})
        inner.combine(
            "here",
            le(u(n + j), THEOREM.bound),
            {
                value: 1,
                "assumption_3": Rational(1, 4) * beta**j * (1 - beta ** (n + 1)),
                later: Rational(3, 4) * delta**2 * (1 - beta ** (n + 1)),
            },
            Rational(3, 4) * delta**2 * beta ** (n + 1) * (1 - beta ** (n + j)),
            delta**2 / 4 * beta ** (n + j) * (1 - beta ** (n + 1)),
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
