"""The PL inequality for averages over finitely many outcomes."""

from sympy import Lambda, Sum

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Natural, Real, c, f, f_star, function, gradient, mu, n, p, q, square, y
from amgt_theory.theorem import Theorem

N = Natural("N")
weight, before = function("weight", "natural"), function("before", "natural", result="vector")


def mean(value):
    """The average of a function of the outcome n."""
    return Sum(weight(n) * value, (n, 1, N))


THEOREM = Theorem(
    id="noise.averaged_pl",
    title="the PL inequality holds on average",
    kind="lemma",
    claim="C8 C11",
    source="theory notes, section 4, compressed.qsgd and noise.variance",
    setting=(
        *PL,
        ("weights_nonnegative", ForAll((n,), le(0, weight(n)))),
        ("weights_total", eq(Sum(weight(n), (n, 1, N)), 1)),
    ),
    assumptions=(lt(0, mu),),
    quantity=mean(square(gradient(before(n)))),
    bound=2 * mu * (mean(f(before(n))) - f_star),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    with proof.fix("every_outcome", n) as inner:
        inner.combine(
            "here",
            le(f(before(n)), f_star + square(gradient(before(n))) / (2 * mu)),
            {inner.use("pl", {y: before(n)}): 1},
            multiplier=2 * mu,
            why="the PL inequality in every outcome",
        )
    values = {"value": f(before(n)), "first": f_star, "B": square(gradient(before(n))), "C": 0, "D": 0, "E": 0}
    average = proof.cite(
        "lemmas.average_combination",
        {
            **{function(name, "natural"): Lambda(n, value) for name, value in values.items()},
            Real("b"): 1 / (2 * mu),
            c: 0,
            p: 0,
            q: 0,
        },
        why="averaged over the outcomes",
    )
    proof.combine(
        "averaged_pl", le(THEOREM.bound, THEOREM.quantity), {average: 2 * mu, "weights_total": 2 * mu * f_star}
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import pl_problems
    from amgt_theory.strategies.perturbed import noisy_outcomes

    def model(draw):
        problem = draw(pl_problems())
        chances, points, _, _ = noisy_outcomes(draw, problem, 0, 1)
        return {f: problem, N: len(chances) - 1, weight: chances, before: points}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
