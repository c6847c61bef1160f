"""The three steps of a period of the gradients C, -1, -1: one down, two up (theory notes, section 7)."""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import step_size
from amgt_theory.language import ForAll, eq
from amgt_theory.online_laws import C, GRADIENTS, W, X, clamp, g, iteration
from amgt_theory.symbols import Real, eps, k, n
from amgt_theory.theorem import Theorem

hole = Real("hole")
SOURCES = {"large_gradient": C, "small_gradient": -1, "small_gradient_again": -1}


def step(number, gradient):
    """The step from point 3n + number to the next one."""
    here = 3 * n + number
    return clamp(X(here) - step_size(here + 1) * gradient / (sqrt(W(here + 1)) + eps))


def moved(number):
    return ForAll((n,), eq(X(3 * n + number + 1), step(number, list(SOURCES.values())[number])))


THEOREM = Theorem(
    id="adam.online_steps",
    title="a period of the gradients C, -1, -1 is one step down and two steps up",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        *GRADIENTS,
        *iteration(step_size),
    ),
    over=(n,),
    quantity=X(3 * n + 1),
    bound=step(0, C),
    direction="exact",
    also=(moved(1), moved(2)),
)


def derive(proof: Proof) -> None:
    for number, source in enumerate(SOURCES):
        with proof.fix(f"move_{number}", n) as inner:
            known, gradient = inner.use("step", {k: 3 * n + number}), inner.use(source, {})
            written = inner.rewrite("written", gradient, hole, step(number, hole))
            inner.combine("there", moved(number).conclusion, {known: 1, written: 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, online

    def model(draw):
        large, sizes = drawing.pick(draw, online.LARGE), online.step_sizes(draw, Fraction(0))
        moments = [drawing.between(draw, Fraction(0), large**2) for _ in sizes]
        numbers = {C: large, eps: drawing.pick(draw, online.EPS)}
        return {**numbers, g: online.gradients(large), W: moments, step_size: sizes, "X(0)": online.point(draw)}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
