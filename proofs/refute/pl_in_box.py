"""In a box the PL inequality is not enough (theory notes, section 5): strong convexity in constrained.box is needed.

The notes' witness (y - 2 sin 2x)^2/2 + .005 x^2 has no Lipschitz gradient on the plane. This one has, and is rational:
the sum of two functions of one variable, one of x + y and one of x - y, each falling up to its minimum and rising after
it. On the segment y = 0 both variables are x, and the sum has a local minimum that is not the least value there.
"""

from sympy import Max, Min, Rational

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Natural, Real, beta1, function, k
from amgt_theory.theorem import Theorem

X, M, gain = (function(name, "natural") for name in ("X", "M", "gain"))
C, K = Real("C"), Natural("K")
P, Q, R, S, a, b = (Real(name) for name in "PQRSab")
STUCK, BETTER, EDGE = Rational(1, 2), Rational(3), Rational(4)
HEIGHT, CENTRE = Rational(25, 2), 9
STEEPEST = 1 + 2 * HEIGHT
MU, L = 2 / STEEPEST, 2 * STEEPEST


def bump(u):
    return u**2 / 2 + HEIGHT * u**2 / (1 + u**2)


def bump_slope(u):
    return u + 2 * HEIGHT * u / (1 + u**2) ** 2


def value(x, y):
    return bump(x + y) + (x - y - CENTRE) ** 2 / 2


def slope_x(x, y):
    return bump_slope(x + y) + (x - y - CENTRE)


def slope_y(x, y):
    return bump_slope(x + y) - (x - y - CENTRE)


GAP = value(STUCK, 0) - value(BETTER, 0)
DISTANCE = (R - P) ** 2 + (S - Q) ** 2
CLAIM = ForAll((k,), le(value(X(K + k), 0) - value(BETTER, 0), C))
PL = ForAll((P, Q), le(2 * MU * value(P, Q), slope_x(P, Q) ** 2 + slope_y(P, Q) ** 2))
LIPSCHITZ = ForAll(
    (P, Q, R, S),
    le((slope_x(R, S) - slope_x(P, Q)) ** 2 + (slope_y(R, S) - slope_y(P, Q)) ** 2, L**2 * DISTANCE),
)
DESCENT = ForAll(
    (P, Q, R, S),
    le(value(R, S), value(P, Q) + slope_x(P, Q) * (R - P) + slope_y(P, Q) * (S - Q) + L / 2 * DISTANCE),
)

THEOREM = Theorem(
    id="refute.pl_in_box",
    title="in a box the PL inequality does not lead to the minimum",
    kind="refutation",
    claim="C9",
    verdict="refutes",
    source="theory notes, section 5, constrained.box",
    setting=(
        ("moment_start", eq(M(0), 0)),
        ("moment", ForAll((k,), eq(M(k + 1), beta1 * M(k) + (1 - beta1) * slope_x(X(k), 0)))),
        ("step", ForAll((k,), eq(X(k + 1), Max(0, Min(EDGE, X(k) - gain(k) * M(k + 1)))))),
        ("start", eq(X(0), STUCK)),
    ),
    over=(k,),
    quantity=value(X(k), 0) - value(BETTER, 0),
    bound=GAP,
    direction="exact",
    also=(ForAll((C, K), le(1, 0), (lt(C, GAP), CLAIM)), PL, LIPSCHITZ, DESCENT),
    tight=True,
    notes=f"f(x, y) = u^2/2 + 25/2 u^2/(1+u^2) + (v-9)^2/2 with u = x + y, v = x - y; its minimum is 0, the PL "
    f"inequality holds with mu = {MU} and the gradient is {L}-Lipschitz. The box is [0, 4] x {{0}}, X the first "
    f"coordinate: AMGT with any gains and beta1 stays at (1/2, 0), though the value at (3, 0) is less by {GAP}.",
)


def derive(proof: Proof) -> None:
    stays = {"moment_vanishes": eq(M(k), 0), "position": eq(X(k), STUCK)}
    with proof.induction(k, stays, why="at (1/2, 0) the slope along the segment is 0, so nothing moves") as (_, step):
        _one_step(step)
    with proof.fix("gap_kept", k, why="so the gap stays") as inner:
        inner.use("position", {}, name="position_here")
        same = inner.rewrite("same_value", "position_here", P, value(P, 0))
        inner.combine("here", eq(THEOREM.quantity, GAP), {same: 1})
    with proof.fix(
        "refuted",
        C,
        K,
        assume={"below": lt(C, GAP), "claimed": CLAIM},
        conclusion=le(1, 0),
        why="and does not fall below C < 5",
    ) as claim:
        claim.combine("distance", lt(0, GAP - C), {"below": 1})
        claim.combine(
            "absurd",
            le(1, 0),
            {Taken("claimed", {k: 0}): 1, Taken("gap_kept", {k: K}): -1},
            multiplier=GAP - C,
        )
    _properties(proof)


def _one_step(proof: Proof) -> None:
    moved = X(k) - gain(k) * M(k + 1)
    slope = proof.rewrite("slope", "position", P, slope_x(P, 0))
    moment = proof.combine("next_moment", eq(M(k + 1), 0), {"moment": 1, "moment_vanishes": beta1, slope: 1 - beta1})
    same = proof.combine("same", eq(moved, STUCK), {moment: -gain(k), "position": 1})
    proof.combine("above", le(0, moved), {same: -1}, STUCK)
    proof.combine("below", le(moved, EDGE), {same: 1}, EDGE - STUCK)
    proof.use("step", {}, name="projection")
    names = dict(zip(("lower", "upper", "moved", "z", "w"), (0, EDGE, moved, X(k + 1), moved), strict=True))
    proof.cite("constrained.interval", {Real(name): one for name, one in names.items()}, name="projected")
    proof.combine("no_square", le((moved - X(k + 1)) ** 2, 0), {"projected": 1})
    kept = proof.cite("lemmas.square_zero", {Real("x"): moved - X(k + 1)})
    proof.combine("next_position", eq(X(k + 1), STUCK), {kept: -1, same: 1})


def _properties(proof: Proof) -> None:
    """f satisfies the PL inequality and its gradient is Lipschitz, since both parts are so."""
    _bump(proof)
    with proof.fix("pl", P, Q, why="so f satisfies the PL inequality") as inner:
        inner.combine(
            "there",
            PL.conclusion,
            {Taken("bump_pl", {a: P + Q}): 2 * MU},
            (2 - MU) * (P - Q - CENTRE) ** 2,
        )
    turned = {a: P + Q, b: R + S}
    apart = ((R - S) - (P - Q)) ** 2
    with proof.fix("lipschitz", P, Q, R, S, why="its gradient is Lipschitz") as inner:
        steep = Taken("bump_lipschitz", turned)
        inner.combine("there", LIPSCHITZ.conclusion, {steep: 2}, 2 * (STEEPEST**2 - 1) * apart)
    with proof.fix("descent", P, Q, R, S, why="and is its gradient: f stays below the parabola") as inner:
        inner.combine("there", DESCENT.conclusion, {Taken("bump_descent", turned): 1}, (STEEPEST - 1) / 2 * apart)


def _bump(proof: Proof) -> None:
    one, other, product = 1 + a**2, 1 + b**2, a * b
    with proof.fix("bump_pl", a, why="the part along x + y satisfies the PL inequality") as inner:
        share = Rational(1, 2) + HEIGHT
        inner.combine(
            "there",
            le(bump(a), share * bump_slope(a) ** 2),
            {},
            HEIGHT * a**4 / one,
            share * a**2 * (4 * HEIGHT / one**2 + 4 * HEIGHT**2 / one**4),
        )
    squares = a**2 + b**2
    rest = 2 * product**2 * squares + product**4
    fewer = (a + b) ** 2 + squares + 3 * product**2 + squares * ((a + b) ** 2 + squares) / 2 + rest
    more = 2 + (a - b) ** 2 + squares + product**2 + squares * ((a - b) ** 2 + squares) / 2 + rest
    whole = one**2 * other**2
    with proof.fix("bump_lipschitz", a, b, why="its slope is Lipschitz") as inner:
        inner.combine(
            "there",
            le((bump_slope(b) - bump_slope(a)) ** 2, STEEPEST**2 * (b - a) ** 2),
            {},
            (b - a) ** 2 * 2 * HEIGHT * fewer / whole * (2 + 2 * HEIGHT * more / whole),
        )
    with proof.fix("bump_descent", a, b, why="and it stays below the parabola with that slope") as inner:
        inner.combine(
            "there",
            le(bump(b), bump(a) + bump_slope(a) * (b - a) + STEEPEST / 2 * (b - a) ** 2),
            {},
            HEIGHT * (b - a) ** 2 * ((a + b) ** 2 + 2 * a**2 + a**4 + 2 * product**2 + a**4 * b**2) / (one**2 * other),
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
