"""A large step first grows the error exponentially, then converges (theory notes, section 8).

"Resilience to learning rate variations" holds in the end, after a transient of about 2^c/sqrt(c) with c = alpha lambda.
"""

from sympy import Integer, Product, gamma

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le
from amgt_theory.symbols import Real, alpha, function, j, k, k0, n
from amgt_theory.theorem import Theorem

eigenvalue, component = Real("lambda"), function("component", "natural")
c = alpha * eigenvalue

THEOREM = Theorem(
    id="quadratic.transient",
    title="for alpha lambda = 2n+1 the error grows like 4^n before it vanishes",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, quadratic.transient",
    setting=(("step", ForAll((k,), eq(component(k + 1), (1 - c / (k + 1)) * component(k)))),),
    assumptions=(eq(c, 2 * n + 1),),
    quantity=component(n) ** 2,
    bound=Integer(16) ** n / (4 * n + 1),
    per=component(0) ** 2,
    direction="lower",
    also=(
        eq(component(n), (-1) ** n * gamma(2 * n + 1) / gamma(n + 1) ** 2 * component(0)),
        ForAll((j,), eq(component(2 * n + 1 + j), 0)),
    ),
    notes="k0 = 0; component is that along an eigenvector for the eigenvalue lambda, as in quadratic.spectrum, which "
    "gives the step. After n steps it has grown by the binomial coefficient of 2n over n; from step 2n+1 on it "
    "is 0.",
)


def derive(proof: Proof) -> None:
    factor = 1 - (2 * n + 1) / (k + 1)
    with proof.fix("one_step", k) as inner:
        here = inner.use("step", {})
        inner.combine(
            "here", eq(component(k + 1), factor * component(k)), {here: 1, "assumption_1": -component(k) / (k + 1)}
        )
    product = Product(1 - (2 * n + 1) / j, (j, 1, k))
    with proof.induction(k, {"exact": eq(component(k), product * component(0))}, why="the factors multiply") as (
        _,
        step,
    ):
        step.combine(
            "next", eq(component(k + 1), product.subs(k, k + 1) * component(0)), {"one_step": 1, "exact": factor}
        )
    _growth(proof)
    _end(proof)


def _growth(proof: Proof) -> None:
    proof.law("gamma_positive", n + 1)
    closed = proof.cite(
        "lemmas.product_gamma_pole", {n: 2 * n + 1, k: n, k0: 0}, why="after n steps, to a binomial coefficient"
    )
    sign = (-1) ** n * gamma(2 * n + 1) / gamma(n + 1) ** 2
    one = proof.law("gamma_one")
    here = proof.use("exact", {k: n})
    binomial = proof.combine(
        "binomial", THEOREM.also[0], {here: 1, closed: component(0), one: sign * component(0)}, why="with its sign"
    )
    with proof.induction(j, {"sign_squared": eq(((-1) ** j) ** 2, 1)}) as (_, step):
        step.combine("next", eq(((-1) ** (j + 1)) ** 2, 1), {"sign_squared": 1})
    large = proof.use(proof.cite("lemmas.central_binomial"), {}, why="which is large")
    size = gamma(2 * n + 1) ** 2 / gamma(n + 1) ** 4 * component(0) ** 2
    squared = proof.use("sign_squared", {j: n})
    proof.combine(
        "growth",
        le(THEOREM.bound * component(0) ** 2, component(n) ** 2),
        {large: component(0) ** 2, binomial: -(component(n) + sign * component(0)), squared: -size},
        why="so the error grows",
    )


def _end(proof: Proof) -> None:
    last = proof.use("one_step", {k: 2 * n})
    with proof.induction(j, {"vanished": eq(component(2 * n + 1 + j), 0)}, why="the factor of step 2n+1 is 0") as (
        base,
        step,
    ):
        base.combine("start", eq(component(2 * n + 1), 0), {last: 1})
        after = step.use("one_step", {k: 2 * n + 1 + j})
        step.combine("next", eq(component(2 * n + 2 + j), 0), {after: 1, "vanished": 1 - (2 * n + 1) / (2 * n + 2 + j)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
