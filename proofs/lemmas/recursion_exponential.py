"""A sequence that contracts by 1 - c/(k+k0)^p in step k, p < 1, decays like exp(-c k^(1-p)/(1-p))."""

from sympy import exp

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import a, c, function, k, k0, p
from amgt_theory.theorem import Theorem

e = function("e", "natural")


def exponent(n):
    return -c * ((n + k0 + 1) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)


THEOREM = Theorem(
    id="lemmas.recursion_exponential",
    title="contraction by 1 - c/(k+k0)^p gives stretched exponential decay",
    kind="lemma",
    source="theory notes, section 2, product_exponential",
    setting=(
        ("nonnegative", ForAll((k,), le(0, e(k)))),
        ("contraction", ForAll((k,), le(e(k + 1), (1 - c / (k + 1 + k0) ** p) * e(k)))),
    ),
    assumptions=(le(0, k0), le(0, c), le(0, p), lt(p, 1)),
    over=(k,),
    quantity=e(k),
    bound=exp(exponent(k)),
    per=e(0),
    tight=True,
    notes="The form of product_exponential that rates use; its factors may be negative.",
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    proof.combine("exponent_positive", lt(0, 1 - p), {lt(p, 1): 1})
    with proof.induction(k, {"decay": le(e(k), THEOREM.bound * e(0))}, why="by induction") as (_, step):
        step.use("nonnegative", {})
        factor = step.cite("lemmas.factor_exponential", {a: here}, why="the factor is at most an exponential")
        growth = -c * ((here + 1) ** (1 - p) - here ** (1 - p)) / (1 - p)
        joined = step.law("exp_add", growth, exponent(k), why="and the exponents telescope")
        step.combine(
            "next",
            le(e(k + 1), exp(exponent(k + 1)) * e(0)),
            {"contraction": 1, factor: e(k), "decay": exp(growth), joined: -e(0)},
            why="so the bound goes on",
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
