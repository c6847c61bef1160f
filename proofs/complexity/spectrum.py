"""How many iterations an eigendirection of a quadratic needs for a tolerance (theory notes, section 8).

The exact decay of quadratic.spectrum is a quotient of Gamma values, which has no inverse in closed form: it is solved
for k between two powers, so that the number of iterations is known up to the factor (k0+1)/(k0+1-c).
"""

from sympy import Abs, Product

from amgt_theory.complexity import iterations_check, rate, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, Vector, a, alpha, c, function, j, k, k0, n
from amgt_theory.theorem import Theorem

RATE = rate("quadratic.spectrum")
eigenvalue, component0, component = Real("lambda"), Real("component0"), function("component", "natural")
EXPONENT = alpha * eigenvalue
FACTOR = (component0 / tol) ** (1 / EXPONENT) - 1

THEOREM = Theorem(
    id="complexity.spectrum",
    title="iterations until an eigendirection of a quadratic is below a tolerance, from both sides",
    kind="theorem",
    claim="C5",
    source="theory notes, section 8, quadratic.spectrum and complexity.iterations",
    setting=(
        *RATE.setting,
        ("start", eq(component0, Abs(component(0)))),
        ("not_yet", lt(tol, Abs(component(k)))),
    ),
    assumptions=(*RATE.assumptions, lt(0, EXPONENT), le(EXPONENT, k0 + 1), lt(0, tol)),
    quantity=k,
    bound=(k0 + 1) * FACTOR,
    also=(
        ForAll(
            (n,),
            le((k0 + 1 - EXPONENT) * FACTOR, n),
            (le(1, EXPONENT), lt(EXPONENT, k0 + 1), le(Abs(component(n)), tol)),
        ),
    ),
    notes="Every iteration k whose component exceeds tol is at most the first number; for alpha lambda >= 1 every "
    "iteration n whose component does not is at least the second.",
)


def derive(proof: Proof) -> None:
    values = {c: EXPONENT}
    proof.cite("quadratic.spectrum", why="the exact decay", name="exact")
    proof.combine("exponent_nonnegative", le(0, EXPONENT), {lt(0, EXPONENT): 1})
    upper = proof.cite("lemmas.product_power", values, why="is at most a power")
    proof.cite("lemmas.product_power", values, conclusion=1, name="nonnegative")
    with proof.fix("size", n) as inner:
        product = Product(1 - EXPONENT / (j + k0), (j, 1, n))
        inner.use("nonnegative", {k: n})
        here, both = inner.use("exact", {k: n}), component(n) + product * component(0)
        inner.combine("squares", eq(component(n) ** 2, product**2 * component(0) ** 2), {here: both})
        scaled = inner.cite("lemmas.abs_scaled", {Real("x"): component(n), a: product, Real("y"): component(0)})
        inner.combine("sizes", eq(Abs(component(n)), product * component0), {scaled: 1, "start": -product})
    power = ((k0 + 1) / (k + k0 + 1)) ** EXPONENT
    here = proof.use("size", {n: k})
    proof.combine("start_nonnegative", le(0, component0), {"start": -1}, Abs(component(0)))
    above = proof.combine("above", lt(tol, component0 * power), {"not_yet": 1, here: 1, upper: component0})
    proof.combine("start_positive", lt(0, component0), {above: 1, lt(0, tol): 1}, multiplier=power)
    inverted = proof.cite(
        "lemmas.power_inverted",
        {Real("x"): k0 + 1, Real("y"): k + k0 + 1, Real("A"): component0, **values},
        why="solved for k + k0 + 1",
    )
    _lower(proof)
    proof.combine("iterations", le(k, THEOREM.bound), {inverted: 1}, why="so the component exceeds tol so long at most")


def _lower(proof: Proof) -> None:
    first, span = k0 + 1 - EXPONENT, n + k0 + 1 - EXPONENT
    assume = dict(zip(("large", "below", "reached"), THEOREM.also[0].hypotheses, strict=True))
    with proof.fix("at_least", n, assume=assume, why="and at least a power, which is solved in the same way") as inner:
        lower = inner.use(inner.cite("lemmas.product_power_lower", {c: EXPONENT}), {k: n})
        here = inner.use("size", {})
        inner.combine("first_positive", lt(0, first), {"below": 1})
        inner.combine("span_positive", lt(0, span), {"below": 1}, n)
        small = le(component0 * (first / span) ** EXPONENT, tol)
        inner.combine("small", small, {lower: component0, here: -1, "reached": 1})
        solved = inner.cite(
            "lemmas.power_inverted_lower", {Real("x"): first, Real("y"): span, Real("A"): component0, c: EXPONENT}
        )
        inner.combine("here", THEOREM.also[0].conclusion, {solved: 1})


def check():
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.strategies import drawing, walk

    def measured(values, ar):
        moved = ar.sub(walk(values, ar)[values["k"]].x, ar.vector(values["f"].minimizer))
        return abs(ar.dot(ar.vector(values["u"]), moved))

    found = iterations_check(THEOREM, RATE.id, measured)

    def model(draw):  # steps short enough, as the statement wants
        drawn = found.model(draw)
        method, part = drawn["method"], drawing.between(draw, Fraction(0), Fraction(1), open_low=True)
        size, minimizer = drawing.positive(draw), drawn["f"].minimizer
        start = [centre + size * entry for centre, entry in zip(minimizer, drawn[Vector("u")], strict=True)]
        return {**drawn, "start": start, "method": replace(method, alpha=part * (method.k0 + 1) / drawn[eigenvalue])}

    return replace(found, model=model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
