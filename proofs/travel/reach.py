"""How far k steps can go with a harmonic step, whatever the gradients (theory notes, section 8)."""

from sympy import Abs, Lambda, Min, Rational, log

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import HARMONIC, MOMENT_RATIO, RATES, SHORT_STEPS, amgt, step_size
from amgt_theory.language import le, lt
from amgt_theory.symbols import At, Real, alpha, eps, i, k, k0, n, tau, x
from amgt_theory.theorem import Theorem

R, reach, longest = (Real(name) for name in ("R", "reach", "longest"))
LONGEST, HALF = Min(R, tau / eps), Rational(1, 2)
TRAVELLED = 1 / (k0 + 1) + log((k + k0 + HALF) / (k0 + 1 + HALF))

THEOREM = Theorem(
    id="travel.reach",
    title="with a harmonic step, k iterations move a coordinate by 1 + log k step lengths at most",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, travel.lower_bound",
    setting=amgt(HARMONIC, SHORT_STEPS),
    assumptions=(*RATES, lt(0, eps), lt(0, alpha), lt(0, tau), le(0, k0), le(1, k)),
    where=((R, MOMENT_RATIO), (reach, alpha * LONGEST)),
    over=(i,),
    quantity=Abs(At(x(0), i) - At(x(k), i)),
    bound=reach * TRAVELLED,
    also=(lt(0, reach),),
    notes="At most 0.595 + log(k + 1/2) step lengths for k0 = 0, where the notes have 1 + log k. Any gradients, of any "
    "function. The thresholded moment is at most tau: clip, norm clip. AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    values = {step_size: Lambda(n, HARMONIC(n)), longest: LONGEST}
    path = proof.cite("travel.path", values, why="the path is no longer than the steps added up")
    proof.cite("travel.path", values, conclusion=1, name="longest_positive")
    harmonic = proof.cite("lemmas.harmonic_sum_upper", why="which is a logarithm")
    with proof.fix("reached", i) as inner:
        inner.combine(
            "there",
            le(THEOREM.quantity, THEOREM.bound),
            {path: 1, harmonic: alpha * LONGEST, "definition_reach": -TRAVELLED},
        )
    proof.combine("reach_positive", lt(0, reach), {"definition_reach": -1, "longest_positive": alpha})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, drawing, smooth_problems

    def model(draw):
        run = draw(clipped_runs(smooth_problems()))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1)}

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
