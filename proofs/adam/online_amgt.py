"""AMGT, its step diminishing, goes to the worst point of an online problem just as Adam does (theory notes, section 7).

f_t(x) = C x if t mod 3 = 1, else -x, on [-1, 1] with C > 2: the best point is -1, and AMGT goes to +1 as Adam does,
though slowly. So AMGT surpasses Adam for deterministic gradients only.
"""

from sympy import Lambda, Min, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POWER, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.online_laws import AVERAGE, C, DECAY, GRADIENTS, X, iteration
from amgt_theory.symbols import Real, alpha, beta2, eps, function, k, k0, n, p, theta
from amgt_theory.theorem import Theorem

Z = function("Z", "natural")
S, x0, kappa = (Real(name) for name in "S x0 kappa".split())

THEOREM = Theorem(
    id="adam.online_amgt",
    title="AMGT goes to the worst point of an online problem too",
    kind="theorem",
    claim="C7",
    verdict="refutes",
    source="theory notes, section 7, adam.online_divergence; Reddi, Kale and Kumar (2018), theorem 1",
    setting=(
        *GRADIENTS,
        *AVERAGE,
        *iteration(POWER),
        ("begin", eq(x0, X(0))),
    ),
    assumptions=(lt(2, C), lt(0, eps), lt(0, alpha), le(0, k0), le(0, p), le(p, 1), le(x0, 1), lt(0, kappa)),
    where=(
        (beta2, DECAY),
        (S, sqrt(1 + C**2)),
        (theta, (k0 + 1) / (k0 + 3)),
        (kappa, theta / (sqrt(2) * C / S + eps) + theta / (C / S * (1 + 1 / S**2) + eps) - C / (C**2 / S + eps)),
    ),
    over=(k,),
    quantity=X(3 * k),
    bound=Min(1, x0 + kappa * alpha / 3 * log((3 * k + k0 + 3) / (k0 + 3))),
    direction="lower",
    notes="beta1 = 0, any p between 0 and 1, no AMSGrad maximum. k counts periods of three steps. For theta = 1 "
    "kappa is positive for eps < 0.8141 and any C > 2 (adam.online_margin), so it is for a large k0; and "
    "since the start may be any state of a run, k0 may be read as counting the steps before it. A large "
    "eps reverses it (adam.online_large_eps).",
)


def derive(proof: Proof) -> None:
    proof.combine("start", le(X(0), 1), {"begin": -1, le(x0, 1): 1})
    for number, name in enumerate(("third_step", "second_step", "", "", "", "positive_step", "theta_nonnegative")):
        if name:
            proof.cite("adam.online_schedule", name=name, conclusion=number)
    drift = proof.cite("adam.online_drift", {step_size: POWER}, why="in a period the iterate gains kappa alpha_t")
    with proof.fix("raised", k) as inner:
        inner.use(drift, {n: k})
    proof.cite("adam.online_gain", {Z: Lambda(k, X(3 * k))}, why="until it arrives at 1")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import online

    def compute(values, ar):
        run = online.run(values, ar)
        return {X: lambda k: run.x(k)[0]}

    return StepCheck(THEOREM, lambda draw: online.runs(draw, THEOREM), compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
