"""How far k steps can go with a step alpha/(k+k0)^p, p < 1, whatever the gradients (theory notes, section 8)."""

from sympy import Abs, Lambda, Min

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import MOMENT_RATIO, RATES, SHORT_STEPS, amgt, step_size
from amgt_theory.language import le, lt
from amgt_theory.symbols import At, Real, alpha, eps, i, k, k0, n, p, tau, x
from amgt_theory.theorem import Theorem

R, reach, longest = (Real(name) for name in ("R", "reach", "longest"))
SCHEDULE = Lambda(n, alpha / (n + k0) ** p)
LONGEST = Min(R, tau / eps)
TRAVELLED = 1 / (k0 + 1) ** p + ((k + k0) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)

THEOREM = Theorem(
    id="travel.power_reach",
    title="with a step alpha/(k+k0)^p, k iterations move a coordinate by k^(1-p)/(1-p) step lengths at most",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 8, travel.lower_bound",
    setting=amgt(SCHEDULE, SHORT_STEPS),
    assumptions=(*RATES, lt(0, eps), lt(0, alpha), lt(0, tau), le(0, k0), le(0, p), lt(p, 1), le(1, k)),
    where=((R, MOMENT_RATIO), (reach, alpha * LONGEST)),
    over=(i,),
    quantity=Abs(At(x(0), i) - At(x(k), i)),
    bound=reach * TRAVELLED,
    also=(lt(0, reach),),
    notes="For p -> 1 travel.reach is sharper. Any gradients, of any function. The thresholded moment is at most "
    "tau: clip, norm clip. AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    with proof.fix("positive_step", n) as inner:
        inner.combine("here", lt(0, SCHEDULE(n + 1)), {}, SCHEDULE(n + 1))
    values = {step_size: SCHEDULE, longest: LONGEST}
    path = proof.cite("travel.path", values, why="the path is no longer than the steps added up")
    proof.cite("travel.path", values, conclusion=1, name="longest_positive")
    powers = proof.cite("lemmas.power_sum_upper", why="which is an integral")
    with proof.fix("reached", i) as inner:
        inner.combine(
            "there",
            le(THEOREM.quantity, THEOREM.bound),
            {path: 1, powers: alpha * LONGEST, "definition_reach": -TRAVELLED},
        )
    proof.combine("reach_positive", lt(0, reach), {"definition_reach": -1, "longest_positive": alpha})


def check():
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, drawing, smooth_problems

    def model(draw):
        run = draw(clipped_runs(smooth_problems(), powers=tuple(map(Fraction, "1/2 0 9/10".split()))))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1)}

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
