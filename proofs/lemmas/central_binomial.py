"""The central binomial coefficient is at least 4^n/sqrt(4n+1)."""

from sympy import Integer, gamma

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real, n
from amgt_theory.theorem import Theorem

hole = Real("hole")

THEOREM = Theorem(
    id="lemmas.central_binomial",
    title="the square of the central binomial coefficient is at least 16^n/(4n+1)",
    kind="lemma",
    source="elementary; used in theory notes, section 8, quadratic.transient",
    over=(n,),
    quantity=gamma(2 * n + 1) ** 2 / gamma(n + 1) ** 4,
    bound=Integer(16) ** n / (4 * n + 1),
    direction="lower",
    tight=True,
    notes="Attained at n = 0. For large n the coefficient 4^n/sqrt(pi n) is larger by a factor sqrt(4/pi).",
)


def derive(proof: Proof) -> None:
    half, whole = gamma(n + 1), gamma(2 * n + 1)
    claim = le(Integer(16) ** n * half**4, (4 * n + 1) * whole**2)
    with proof.induction(n, {"large": claim}, why="(4n+5) (2n+1)^2 >= 4 (n+1)^2 (4n+1) carries it on") as (base, step):
        base.rewrite("start", base.law("gamma_one"), hole, hole**2 - hole**4)
        step.law("gamma_positive", n + 1)
        step.law("gamma_positive", n + 2)
        up = step.law("gamma_recurrence", n + 1)
        first, second = step.law("gamma_recurrence", 2 * n + 1), step.law("gamma_recurrence", 2 * n + 2)
        grown, old = gamma(n + 2), (n + 1) * half
        twice, middle, once = gamma(2 * n + 3), gamma(2 * n + 2), (2 * n + 1) * whole
        step.combine(
            "next",
            claim.subs(n, n + 1),
            {
                "large": 16 * (n + 1) ** 4,
                up: 16 ** (n + 1) * (grown + old) * (grown**2 + old**2),
                second: -(4 * n + 5) * (twice + (2 * n + 2) * middle),
                first: -(4 * n + 5) * (2 * n + 2) ** 2 * (middle + once),
            },
            4 * (n + 1) ** 2 * whole**2,
        )
    with proof.fix("quotient", n) as inner:
        inner.law("gamma_positive", n + 1)
        inner.combine(
            "there", le(THEOREM.bound, THEOREM.quantity), {"large": 1}, multiplier=(4 * n + 1) * half**4, why="divided"
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
