"""The harmonic product where c - k0 is a natural number n > k: the limit of its closed form.

Theory notes, section 2, product_gamma.
"""

from sympy import Product, gamma

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Natural, j, k, k0, n
from amgt_theory.theorem import Theorem

t = Natural("t")

THEOREM = Theorem(
    id="lemmas.product_gamma_pole",
    title="the harmonic product for c = n + k0 before it vanishes",
    kind="lemma",
    claim="C5",
    source="theory notes, section 2, product_gamma",
    assumptions=(le(0, k0), lt(k, n)),
    quantity=Product(1 - (n + k0) / (j + k0), (j, 1, k)),
    bound=(-1) ** k * gamma(n) * gamma(k0 + 1) / (gamma(n - k) * gamma(k + k0 + 1)),
    direction="exact",
    tight=True,
    notes="From k = n on the product is 0.",
)


def derive(proof: Proof) -> None:
    proof.combine("n_positive", lt(0, n), {"assumption_2": 1}, k)
    proof.law("gamma_positive", n)
    proof.law("gamma_positive", k0 + 1)
    closed_form = eq(THEOREM.quantity, THEOREM.bound)
    claim = ForAll((), eq(closed_form.lhs.subs(k, t), closed_form.rhs.subs(k, t)), (lt(t, n),))
    with (
        proof.induction(t, {"closed_form": claim}, why="by induction, up to the factor that vanishes") as (_, step),
        step.fix("next", assume={"left": lt(t + 1, n)}) as inner,
    ):
        _next(inner)
    proof.use(proof.use("closed_form", {t: k}), {})


def _next(proof: Proof) -> None:
    here, left = t + k0 + 1, n - t - 1
    proof.combine("before", lt(t, n), {"left": 1}, 1)
    claim = proof.use("closed_form", {})
    proof.combine("left_positive", lt(0, left), {"left": 1})
    proof.combine("left_squared", lt(0, left**2), {"left_positive": left})
    for value in (left, left + 1, here, here + 1):
        proof.law("gamma_positive", value)
    down = proof.law("gamma_recurrence", left)
    up = proof.law("gamma_recurrence", here)
    scale = (-1) ** (t + 1) * gamma(n) * gamma(k0 + 1)
    scale /= gamma(left) * gamma(left + 1) * here * gamma(here) * gamma(here + 1)
    following = {k: t + 1}
    proof.combine(
        "there",
        eq(THEOREM.quantity.xreplace(following), THEOREM.bound.xreplace(following)),
        {claim: -left / here, down: -scale * gamma(here + 1), up: scale * gamma(left + 1)},
    )


def check():
    from amgt_theory.checking import StepCheck, automatic
    from amgt_theory.strategies import between

    drawn, near = automatic(THEOREM), between(0, 99)  # algebra settles equations of Gamma that far

    return StepCheck(THEOREM, lambda draw: {**drawn.model(draw), k0: draw(near)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
