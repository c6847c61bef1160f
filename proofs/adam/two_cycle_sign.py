"""Without eps, Adam with a constant step moves by alpha each time and ends in a cycle (theory notes, section 7).

beta1 = beta2 = eps = 0 on f = x^2/2: the step is alpha sign(x). Everything is exact.
"""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, alpha, function, j, k, n, r, x0_dist
from amgt_theory.theorem import Theorem

X = function("X", "natural")
side, u, w = Real("side"), Real("u"), Real("w")
FALL = x0_dist - k * alpha

THEOREM = Theorem(
    id="adam.two_cycle_sign",
    title="without eps, Adam with a constant step ends in the cycle r, r - alpha",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.two_cycle",
    setting=(
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha * X(k) / Abs(X(k))))),
        ("start", eq(x0_dist, Abs(X(0)))),
    ),
    assumptions=(lt(0, alpha), lt(0, x0_dist), le(0, r), lt(r, alpha), eq(x0_dist, r + n * alpha)),
    where=((side, X(0) / x0_dist),),
    over=(k,),
    quantity=X(n + 2 * k),
    bound=side * r,
    direction="exact",
    also=(
        ForAll((k,), eq(X(n + 2 * k + 1), side * (r - alpha)), (lt(0, r),)),
        ForAll((k,), eq(X(n + k), 0), (eq(r, 0),)),
        ForAll((k,), eq(X(k), side * FALL), (le(k, n),)),
    ),
    notes="r = |x_0| mod alpha and n the quotient; side is the sign of x_0. On the negative side the notes' x_0 mod "
    "alpha is alpha - r. With r = 0 the minimizer is met, where the step is 0 (0/0 = 0).",
)


def derive(proof: Proof) -> None:
    absolute = proof.law("abs_square", X(0))
    proof.combine(
        "side_squared",
        eq(side**2, 1),
        {
            "definition_side": side + X(0) / x0_dist,
            "start": -(x0_dist + Abs(X(0))) / x0_dist**2,
            absolute: -1 / x0_dist**2,
        },
    )
    towards = {"at": eq(X(k), w * u), "sign": eq(w**2, 1), "positive": lt(0, u)}
    with proof.fix("moved", k, u, w, assume=towards, why="a step leads alpha nearer to 0, or beyond") as inner:
        _moved(inner)
    with proof.fix("resting", k, assume={"zero": eq(X(k), 0)}) as inner:
        inner.combine("there", eq(X(k + 1), 0), {inner.use("step", {}): 1, "zero": 1 - alpha / Abs(X(k))})
    _fall(proof)
    _cycle(proof)


def _moved(proof: Proof) -> None:
    size, step = Abs(X(k)), proof.use("step", {})
    absolute = proof.law("abs_square", X(k))
    proof.combine("size_known", lt(0, size + u), {"positive": 1}, size)
    proof.combine("size", eq(size, u), {absolute: 1, "at": X(k) + w * u, "sign": u**2}, multiplier=size + u)
    proof.combine("size_positive", lt(0, size), {"size": -1, "positive": 1})
    proof.combine("there", eq(X(k + 1), w * (u - alpha)), {step: 1, "at": 1 - alpha / size, "size": w * alpha / size})


def _fall(proof: Proof) -> None:
    claim = ForAll((), eq(X(k), side * FALL), (le(k, n),))
    with proof.induction(k, {"fall": claim}, why="so it falls until it is within alpha") as (base, step):
        with base.fix("begin", assume={"early": le(0, n)}) as inner:
            inner.combine("there", eq(X(0), side * x0_dist), {"definition_side": -x0_dist})
        with step.fix("next", assume={"early": le(k + 1, n)}) as inner:
            inner.combine("before", le(k, n), {"early": 1}, 1)
            inner.use("fall", {})
            inner.combine(
                "far", lt(0, FALL), {"assumption_5": -1, "early": alpha, "assumption_3": 1, "assumption_1": 1}
            )
            inner.use("moved", {u: FALL, w: side})
    with proof.fix("falling", k, assume={"early": le(k, n)}) as inner:
        inner.use(inner.use("fall", {}), {})
    here = proof.use("falling", {k: n})
    proof.combine("arrived", eq(X(n), side * r), {here: 1, "assumption_5": side})


def _cycle(proof: Proof) -> None:
    even, odd = n + 2 * k, n + 2 * k + 1
    claim = eq(X(even + 2), side * r)
    with proof.fix("across", k, assume={"even": eq(X(even), side * r), "positive": lt(0, r)}) as inner:
        inner.use("moved", {k: even, u: r, w: side})
    with proof.induction(k, {"even": eq(X(even), side * r)}, why="and then goes to and fro") as (base, step):
        base.combine("there", eq(X(n), side * r), {"arrived": 1})
        with step.cases("rest", r, 0, claim) as (zero, cycling):
            none = zero.equal("none", "rest", "assumption_3")
            zero.combine("met", eq(X(even), 0), {"even": 1, none: side})
            zero.use("resting", {k: even})
            after = zero.use("resting", {k: odd})
            zero.combine("there", claim, {after: 1, none: -side})
            across = cycling.use("across", {})
            cycling.combine("left", lt(0, alpha - r), {"assumption_4": 1})
            cycling.combine("other", eq(X(odd), -side * (alpha - r)), {across: 1})
            cycling.combine("turned", eq((-side) ** 2, 1), {"side_squared": 1})
            back = cycling.use("moved", {k: odd, u: alpha - r, w: -side})
            cycling.combine("there", claim, {back: 1})
    with proof.fix("odd", k, assume={"positive": lt(0, r)}) as inner:
        inner.use("even", {})
        inner.use("across", {})
    with proof.fix("rests", k, assume={"none": eq(r, 0)}, conclusion=eq(X(n + k), 0)) as inner:
        with inner.induction(j, {"zero": eq(X(n + j), 0)}) as (base, step):
            base.combine("there", eq(X(n), 0), {"arrived": 1, "none": side})
            step.use("resting", {k: n + j})
        inner.use("zero", {j: k})


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        size, falls = drawing.positive(draw), drawing.natural(draw, 4)
        rest = drawing.between(draw, Fraction(0), size, open_high=True)
        falls += rest == falls == 0
        points = [point := (rest + falls * size) * drawing.pick(draw, (1, -1))]
        for _ in range(falls + 7):
            point -= size * ((point > 0) - (point < 0))
            points.append(point)
        return {alpha: size, r: rest, n: falls, X: points}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
