"""How far the next moment deviates from its gradient: beta1 |d|^2, and a part of the step (theory notes, section 3)."""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import LIPSCHITZ_GRADIENT
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Vector, beta1, gradient, i, over_coordinates, square, y, z
from amgt_theory.theorem import Theorem

m, deviation, next_deviation = Vector("m"), Vector("deviation"), Vector("next_deviation")

THEOREM = Theorem(
    id="momentum.next_deviation",
    title="a step changes the deviation d of the moment to one of beta1 |d|^2 and a part of its length",
    kind="lemma",
    source="theory notes, section 3, momentum.lyapunov_step",
    setting=(
        *LIPSCHITZ_GRADIENT,
        ("deviation", ForAll((i,), eq(deviation[i], m[i] - At(gradient(y), i)))),
        ("next_deviation", ForAll((i,), eq(next_deviation[i], beta1 * (m[i] - At(gradient(z), i))))),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1)),
    quantity=square(next_deviation),
    bound=beta1 * square(deviation) + beta1**2 / (1 - beta1) * L**2 * over_coordinates((z[i] - y[i]) ** 2),
    tight=True,
)


def derive(proof: Proof) -> None:
    g, g_next = At(gradient(y), i), At(gradient(z), i)
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    young = proof.summed(
        "young",
        le(next_deviation[i] ** 2, beta1 * deviation[i] ** 2 + beta1**2 / (1 - beta1) * (g_next - g) ** 2),
        {"next_deviation": None, "deviation": None},
        beta1 / (1 - beta1) * ((1 - beta1) * deviation[i] - beta1 * (g - g_next)) ** 2,
        why="d' = beta1 (d + g - g'), and Young's inequality with weight beta1",
    )
    lipschitz = proof.use("lipschitz_gradient", {}, why="where |g' - g| is at most L times the length of the step")
    proof.combine(
        "next_deviation_bound",
        le(THEOREM.quantity, THEOREM.bound),
        {young: 1, lipschitz: beta1**2 / (1 - beta1)},
        why="together",
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, moment_near_gradient, near_gradient, quadratics, smooth_problems

    def model(draw):
        worst = drawing.pick(draw, (False, True))
        problem = draw(quadratics(drawing.pick(draw, (1, 3))) if worst else smooth_problems())
        place = near_gradient(draw, problem)
        target = [one + move for one, move in zip(place["y"], drawing.vector(draw, problem.d), strict=True)]
        return {"f": problem, **place, z: target, beta1: drawing.beta(draw), "worst": worst}

    def compute(values, ar):  # z may be where the gradient, if it bends by L, turns the deviation most
        moment, beta, problem = moment_near_gradient(values, ar), values["beta1"], values["f"]
        if not (values["worst"] and beta):
            return {m: moment}
        y = ar.vector(values["y"])
        step = ar.number((1 - Fraction(1, 10**6)) * (1 - beta) / (beta * problem.L))  # balls cannot tell equality
        return {m: moment, z: ar.sub(y, ar.mul(step, ar.sub(moment, problem.bind(ar).gradient(y))))}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
