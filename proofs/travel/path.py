"""How far k steps can go: the steps of momentum.longest_step added up (theory notes, section 8)."""

from sympy import Abs, Min, Rational, Sum

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import MOMENT_RATIO, POSITIVE_STEP, RATES, SHORT_STEPS, step_size
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Real, eps, i, j, k, tau, x
from amgt_theory.theorem import Theorem

R, longest = Real("R"), Real("longest")
a, b = Real("x"), Real("y")
MOVED = At(x(0), i) - At(x(k), i)
STEPS = Sum(step_size(j), (j, 1, k))

THEOREM = Theorem(
    id="travel.path",
    title="k iterations move a coordinate by the sum of the step sizes times min(R, tau/eps) at most",
    kind="lemma",
    claim="C6",
    source="theory notes, section 8, travel.lower_bound",
    setting=SHORT_STEPS + POSITIVE_STEP,
    assumptions=(*RATES, lt(0, eps), lt(0, tau)),
    where=((R, MOMENT_RATIO), (longest, Min(R, tau / eps))),
    over=(k, i),
    quantity=Abs(MOVED),
    bound=longest * STEPS,
    also=(lt(0, longest),),
)


def derive(proof: Proof) -> None:
    step_bound = proof.cite("momentum.longest_step", why="no step is longer")
    proof.cite("momentum.longest_step", conclusion=2, name="longest_positive")
    there, back = le(MOVED, THEOREM.bound), le(-MOVED, THEOREM.bound)
    with proof.induction(
        k, {"there": ForAll((i,), there), "back": ForAll((i,), back)}, why="so the path is no longer than their sum"
    ) as (base, step):
        for name, sign in (("there", 1), ("back", -1)):
            with base.fix(f"begin_{name}", i) as inner:
                inner.combine("here", le(0, 0), {})
            with step.fix(f"next_{name}", i) as inner:
                moved = At(x(k), i) - At(x(k + 1), i)
                absolute = inner.law("abs_upper", moved) if sign == 1 else inner.cite("lemmas.abs_lower", {a: moved})
                inner.combine(
                    "here",
                    le(sign * MOVED.subs(k, k + 1), THEOREM.bound.subs(k, k + 1)),
                    {name: 1, absolute: 1, step_bound: 1},
                )
    with proof.fix("path", k, i) as inner:
        for name in ("there", "back"):
            inner.use(inner.use(name, {}), {}, name=f"{name}_here")
        inner.combine("bound", le(0, THEOREM.bound), {"there_here": Rational(1, 2), "back_here": Rational(1, 2)})
        inner.combine("sum", le(0, THEOREM.bound + MOVED), {"back_here": 1})
        inner.combine("square", le(MOVED**2, THEOREM.bound**2), {"there_here": THEOREM.bound + MOVED})
        inner.cite("lemmas.abs_bound", {a: MOVED, b: THEOREM.bound})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import clipped_runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(clipped_runs(smooth_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
