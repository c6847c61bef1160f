"""On a quadratic every eigendirection decays on its own, exactly (theory notes, section 8).

The "sensitivity to spectral properties" of the abstract: an eigendirection decays with exponent alpha lambda.
"""

from sympy import Product, gamma

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Real, Vector, alpha, dot, function, gradient, i, j, k, k0, over_coordinates, x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

u, eigenvalue = Vector("u"), Real("lambda")
component = function("component", "natural")
c = alpha * eigenvalue
PRODUCT = Product(1 - c / (j + k0), (j, 1, k))
GAMMA = gamma(k + k0 + 1 - c) * gamma(k0 + 1) / (gamma(k + k0 + 1) * gamma(k0 + 1 - c))


def along(point):
    """The component of ``point`` - x_star along u."""
    return over_coordinates(u[i] * (At(point, i) - x_star[i]))


THEOREM = Theorem(
    id="quadratic.spectrum",
    title="on a quadratic each eigendirection decays by its own harmonic product, exactly",
    kind="theorem",
    claim="C5",
    verdict="proves",
    source="theory notes, section 8, quadratic.spectrum",
    setting=(
        ("eigendirection", ForAll((y,), eq(dot(u, gradient(y)), eigenvalue * along(y)))),
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - alpha / (k + 1 + k0) * At(gradient(x(k)), i)))),
        ("component", ForAll((k,), eq(component(k), along(x(k))))),
    ),
    assumptions=(le(0, k0),),
    over=(k,),
    quantity=component(k),
    bound=PRODUCT,
    per=component(0),
    direction="exact",
    also=(
        ForAll(
            (k,),
            eq(component(k), GAMMA * component(0)),
            (ForAll((j,), lt(0, (j + k0 + 1 - c) ** 2)),),
        ),
    ),
    tight=True,
    notes="Without momentum, with a scalar gain: a gradient step alpha/(k+k0). u is an eigenvector of the quadratic "
    "for the eigenvalue lambda, component(k) the inner product of u with x_k - x*. The closed form in Gamma "
    "values holds where no factor vanishes.",
)


def derive(proof: Proof) -> None:
    with proof.fix(
        "one_step", k, why="along an eigendirection a step multiplies by 1 - alpha lambda/(k+1+k0)"
    ) as inner:
        moved = inner.summed(
            "moved",
            eq(
                u[i] * (At(x(k + 1), i) - x_star[i]),
                u[i] * (At(x(k), i) - x_star[i]) - alpha / (k + 1 + k0) * u[i] * At(gradient(x(k)), i),
            ),
            {"step": u[i]},
        )
        slope = inner.use("eigendirection", {y: x(k)})
        here, there = inner.use("component", {}), inner.use("component", {k: k + 1})
        inner.combine(
            "here",
            eq(component(k + 1), (1 - c / (k + 1 + k0)) * component(k)),
            {there: 1, here: -(1 - c / (k + 1 + k0)), moved: 1, slope: -alpha / (k + 1 + k0)},
        )
    with proof.induction(k, {"exact": eq(component(k), PRODUCT * component(0))}, why="so the factors multiply") as (
        _,
        step,
    ):
        step.combine(
            "next",
            eq(component(k + 1), PRODUCT.subs(k, k + 1) * component(0)),
            {"one_step": 1, "exact": 1 - c / (k + 1 + k0)},
        )
    no_factor = ForAll((j,), lt(0, (j + k0 + 1 - c) ** 2))
    with proof.fix("closed", k, assume={"no_factor_vanishes": no_factor}, why="to a quotient of Gamma values") as inner:
        closed = inner.use(inner.cite("lemmas.product_gamma", {Real("c"): c}), {})
        inner.combine("here", eq(component(k), GAMMA * component(0)), {"exact": 1, closed: component(0)})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import AMGT
    from amgt_theory.strategies import drawing, eigendirection, quadratics, walk

    def model(draw):
        problem = draw(quadratics(3))
        place = drawing.natural(draw, problem.d - 1)
        plain = {"beta1": 0, "beta2": 0, "threshold": None, "clamp": (1, 1)}
        method = AMGT(drawing.positive(draw), k0=drawing.between(draw, Fraction(0), None), **plain)
        return {
            "f": problem,
            "method": method,
            "start": drawing.vector(draw, problem.d),
            "steps": 6,
            u: eigendirection(problem, place),
            eigenvalue: problem.eigenvalues[place],
        }

    return StepCheck(THEOREM, model, lambda values, ar: {x: [state.x for state in walk(values, ar)]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
