"""Where eps is at least half the step, Adam with a constant step converges (theory notes, section 7).

beta1 = beta2 = 0 on f = x^2/2: the other side of adam.two_cycle, at a rate of 1/k.
"""

from sympy import Abs, Min

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import alpha, eps, function, k, rho, x0_dist
from amgt_theory.theorem import Theorem

X = function("X", "natural")
SIZE, NEXT = Abs(X(k)), Abs(X(k + 1))
CLAIM = le(NEXT * (1 + rho * SIZE), SIZE)

THEOREM = Theorem(
    id="adam.large_eps",
    title="Adam with a constant step converges where eps is at least half the step",
    kind="theorem",
    claim="C7",
    verdict="corrects",
    source="theory notes, section 7, adam.two_cycle",
    setting=(
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha * X(k) / (Abs(X(k)) + eps)))),
        ("start", eq(x0_dist, Abs(X(0)))),
    ),
    assumptions=(lt(0, eps), lt(0, alpha), le(alpha, 2 * eps), lt(0, x0_dist)),
    where=((rho, Min(2 / eps, alpha / (x0_dist * (x0_dist + eps)))),),
    over=(k,),
    quantity=Abs(X(k)),
    bound=x0_dist / (1 + rho * x0_dist * k),
    notes="For eps = alpha/2 the rate 1/k is the right one; for a larger eps the end of the run is faster.",
)


def derive(proof: Proof) -> None:
    near, far = 2 / eps, alpha / (x0_dist * (x0_dist + eps))
    proof.combine("rho_positive", lt(0, rho), {"definition_rho": -1}, THEOREM.definitions[rho])
    by_near, by_far = proof.law("min_left", near, far), proof.law("min_left", far, near)
    proof.combine("rho_near", le(rho, near), {"definition_rho": 1, by_near: 1})
    proof.combine("rho_far", le(rho, far), {"definition_rho": 1, by_far: 1})
    for number, name in ((1, "turning"), (2, "staying")):
        proof.cite("adam.size_step", conclusion=number, name=name)
    with (
        proof.fix(
            "one_step", k, assume={"size_below": le(SIZE, x0_dist)}, why="in a step 1/s grows by rho at least"
        ) as inner,
        inner.cases("side", SIZE + eps, alpha, CLAIM) as (short, long),
    ):
        _turning(short)
        _staying(long)
    bound = le(SIZE * (1 + rho * x0_dist * k), x0_dist)
    with proof.induction(k, {"decay": bound}, why="so 1/s grows at least linearly") as (base, step):
        base.combine("first", le(Abs(X(0)), x0_dist), {"start": -1})
        step.combine("below", le(SIZE, x0_dist), {"decay": 1}, SIZE * rho * x0_dist * k)
        shrunk = step.use("one_step", {})
        step.combine(
            "next",
            le(NEXT * (1 + rho * x0_dist * (k + 1)), x0_dist),
            {shrunk: 1 + rho * x0_dist * (k + 1), "decay": 1},
            multiplier=1 + rho * SIZE,
        )
    with proof.fix("rate", k) as inner:
        inner.combine("here", le(SIZE, THEOREM.bound), {"decay": 1}, multiplier=1 + rho * x0_dist * k)


def _turning(proof: Proof) -> None:
    """s + eps <= alpha: the sign changes."""
    scaled = proof.use("turning", {})
    proof.combine("size_small", le(0, eps - SIZE), {"side": 1, "assumption_3": 1})
    proof.combine(
        "there",
        CLAIM,
        {
            scaled: (1 + rho * SIZE) * (SIZE + eps),
            "assumption_3": SIZE * (1 + rho * SIZE),
            "rho_near": SIZE**2 * (eps - SIZE),
        },
        2 * SIZE**3 / eps,
        multiplier=SIZE + eps,
    )


def _staying(proof: Proof) -> None:
    """alpha < s + eps: the sign stays."""
    factor = 1 - alpha / (SIZE + eps)
    proof.combine("factor_positive", lt(0, factor), {"side": 1}, multiplier=SIZE + eps)
    scaled = proof.use("staying", {})
    proof.combine(
        "gain_small",
        le(rho * SIZE, alpha / (SIZE + eps)),
        {
            "rho_far": SIZE * (SIZE + eps),
            "size_below": alpha * (x0_dist + SIZE + eps) / (x0_dist * (x0_dist + eps)),
        },
        multiplier=SIZE + eps,
    )
    proof.combine(
        "there",
        CLAIM,
        {scaled: (1 + rho * SIZE) * (SIZE + eps), "gain_small": SIZE * (SIZE + eps) * factor},
        SIZE * alpha**2 / (SIZE + eps),
        multiplier=SIZE + eps,
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import adam
    from amgt_theory.problems import Quadratic
    from amgt_theory.strategies import drawing, walk

    def model(draw):
        size = drawing.positive(draw)
        method = adam(size, beta1=0, beta2=0, eps=drawing.between(draw, size / 2, None))
        start = drawing.positive(draw) * drawing.pick(draw, (1, -1))
        return {"f": Quadratic([1]), "method": method, "start": [start], "steps": 8}

    return StepCheck(THEOREM, model, lambda values, ar: {X: [state.x[0] for state in walk(values, ar)]})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
