"""Adam with a constant step goes to the worst point of an online problem (theory notes, section 7).

f_t(x) = C x if t mod 3 = 1, else -x, on [-1, 1] with C > 2: the best point is -1, and Adam goes to +1.
"""

from sympy import Lambda, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import CONSTANT, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, X, iteration
from amgt_theory.symbols import Real, alpha, beta2, eps, function, k, n, theta
from amgt_theory.theorem import Theorem

S, x0, kappa = (Real(name) for name in "S x0 kappa".split())

THEOREM = Theorem(
    id="adam.online_divergence",
    title="Adam goes to the worst point of an online problem",
    kind="theorem",
    claim="C7",
    verdict="supports",
    source="theory notes, section 7, adam.online_divergence; Reddi, Kale and Kumar (2018), theorem 1",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *iteration(CONSTANT),
        ("begin", eq(x0, X(0))),
    ),
    assumptions=(lt(2, C), lt(0, eps), lt(0, alpha), le(x0, 1), lt(0, kappa)),
    where=(
        (beta2, DECAY),
        (S, sqrt(1 + C**2)),
        (kappa, 1 / (sqrt(2) * C / S + eps) + 1 / (C / S * (1 + 1 / S**2) + eps) - C / (C**2 / S + eps)),
    ),
    over=(k,),
    quantity=X(3 * k),
    bound=Min(1, x0 + kappa * alpha * k),
    direction="lower",
    notes="beta1 = 0, as in the notes. k counts periods of three steps. share(k) is the weight of the newest "
    "square: 1-beta2, or (1-beta2)/(1-beta2^k) with bias correction. kappa > 0 for eps < 0.8141 and any C > "
    "2 (adam.online_margin). The condition alpha < sqrt(1-beta2) of the source is not needed.",
)


def derive(proof: Proof) -> None:
    constant = Lambda(n, alpha)
    proof.combine("start", le(X(0), 1), {"begin": -1, "assumption_4": 1})
    with proof.fix("positive_step", k) as inner:
        inner.combine("here", lt(0, alpha), {"assumption_3": 1})
    drift = proof.cite(
        "adam.online_drift", {theta: 1, step_size: constant}, why="in a period the iterate gains kappa alpha"
    )
    with proof.fix("gain", k) as inner:
        inner.use(drift, {n: k})
    proof.combine("kept", le(0, kappa * alpha), {}, kappa * alpha)
    high = proof.cite(
        "adam.gains",
        {function("Z", "natural"): Lambda(n, X(3 * n)), function("gain", "natural"): Lambda(n, kappa * alpha)},
        why="until it arrives at 1",
    )
    with proof.fix("arrives", k) as inner:
        inner.use(high, {})
        inner.rewrite("from_start", "begin", Real("hole"), Min(1, Real("hole") + kappa * alpha * k))
        inner.combine("there", le(THEOREM.bound, X(3 * k)), {f"{high.name}_1": 1, "from_start": 1})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import online

    def compute(values, ar):
        run = online.run(values, ar)
        return {X: lambda k: run.x(k)[0]}

    return StepCheck(THEOREM, lambda draw: online.runs(draw, THEOREM, powers=(0,)), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
