"""The size of the iterate after a step of Adam without averages on f = x^2/2 (theory notes, section 7)."""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, eps, function, k
from amgt_theory.theorem import Theorem

X = function("X", "natural")
a, b, c = (Real(name) for name in ("x", "y", "a"))
SIZE, NEXT = Abs(X(k)), Abs(X(k + 1))
FACTOR = alpha / (SIZE + eps) - 1

THEOREM = Theorem(
    id="adam.size_step",
    title="a step of Adam without averages multiplies the size by |alpha/(s+eps) - 1|",
    kind="lemma",
    source="theory notes, section 7, adam.two_cycle",
    setting=(("step", ForAll((k,), eq(X(k + 1), X(k) - alpha * X(k) / (Abs(X(k)) + eps)))),),
    assumptions=(lt(0, eps),),
    over=(k,),
    quantity=NEXT,
    bound=Abs(FACTOR),
    per=SIZE,
    direction="exact",
    also=(
        ForAll((k,), eq(NEXT, FACTOR * SIZE), (le(SIZE + eps, alpha),)),
        ForAll((k,), eq(NEXT, -FACTOR * SIZE), (le(alpha, SIZE + eps),)),
    ),
    notes="beta1 = beta2 = 0. The sign changes where s + eps < alpha.",
)


def derive(proof: Proof) -> None:
    with proof.fix("square", k) as inner:
        step = inner.use("step", {})
        inner.combine("there", eq(X(k + 1) ** 2, FACTOR**2 * X(k) ** 2), {step: X(k + 1) - FACTOR * X(k)})
    with proof.fix("size", k) as inner:
        absolute = inner.law("abs_square", FACTOR)
        inner.combine("there", eq(X(k + 1) ** 2, Abs(FACTOR) ** 2 * X(k) ** 2), {"square": 1, absolute: -(X(k) ** 2)})
        inner.cite("lemmas.abs_scaled", {a: X(k + 1), b: X(k), c: Abs(FACTOR)})
    for name, sign, side in (("turning", 1, le(SIZE + eps, alpha)), ("staying", -1, le(alpha, SIZE + eps))):
        with proof.fix(name, k, assume={"side": side}) as inner:
            inner.combine("nonnegative", le(0, sign * FACTOR), {"side": 1}, multiplier=SIZE + eps)
            inner.use("square", {})
            inner.cite("lemmas.abs_scaled", {a: X(k + 1), b: X(k), c: sign * FACTOR})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import adam
    from amgt_theory.problems import Quadratic
    from amgt_theory.strategies import drawing, walk

    def model(draw):
        method = adam(drawing.positive(draw), beta1=0, beta2=0, eps=drawing.positive(draw))
        return {"f": Quadratic([1]), "method": method, "start": [drawing.signed(draw)], "steps": 4}

    return StepCheck(THEOREM, model, lambda values, ar: {X: [state.x[0] for state in walk(values, ar)]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
