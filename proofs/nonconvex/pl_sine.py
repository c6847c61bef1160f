"""x^2 + 3 sin^2 x is not convex, but satisfies the PL inequality (theory notes, section 6).

With u = 2x the claim is (u + 3 sin u)^2 >= mu u^2/2 + 3 mu (1 - cos u). It is clear for small and large u; in between,
sine and cosine are expanded about a point near the minimum of f'^2/(2 f), where Taylor bounds and four doublings of the
angle enclose them. Both enter by the properties stated, which the true functions have.
"""

from typing import Any

from sympy import Expr, Integer, Poly, Rational, binomial, ceiling, factorial, floor

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le
from amgt_theory.symbols import Real, function
from amgt_theory.theorem import Theorem

x, y, u, v, w = (Real(name) for name in "xyuvw")
sine, cosine = function("sine", "real"), function("cosine", "real")
MU = Rational(17553, 100000)
CENTRE = Rational(4403418, 1000000)
DOUBLINGS = 4
SMALL, LARGE = CENTRE - Rational(3, 2), CENTRE + Rational(2, 5)


def taylor(variable: Any, powers: range) -> Expr:
    """The Taylor polynomial of sine (odd powers) or cosine (even ones)."""
    return sum(((-1) ** (power // 2) * variable**power / factorial(power) for power in powers), Integer(0))


SINE_LOW, SINE_HIGH = range(1, 8, 2), range(1, 10, 2)
COSINE_LOW, COSINE_HIGH = range(0, 7, 2), range(0, 9, 2)


def slope(point: Any) -> Expr:
    return 2 * point + 3 * sine(2 * point)


THEOREM = Theorem(
    id="nonconvex.pl_sine",
    title="x^2 + 3 sin^2 x satisfies the PL inequality with mu = 0.17553, and L = 8",
    kind="theorem",
    claim="C4",
    source="theory notes, section 6; Karimi, Nutini and Schmidt (2016), section 2.2",
    setting=(
        ("sine_of_sum", ForAll((u, v), eq(sine(u + v), sine(u) * cosine(v) + cosine(u) * sine(v)))),
        ("cosine_of_sum", ForAll((u, v), eq(cosine(u + v), cosine(u) * cosine(v) - sine(u) * sine(v)))),
        ("circle", ForAll((u,), eq(sine(u) ** 2 + cosine(u) ** 2, 1))),
        ("sine_odd", ForAll((u,), eq(sine(-u), -sine(u)))),
        ("cosine_even", ForAll((u,), eq(cosine(-u), cosine(u)))),
        ("sine_above", ForAll((u,), le(taylor(u, SINE_LOW), sine(u)), (le(0, u),))),
        ("sine_below", ForAll((u,), le(sine(u), taylor(u, SINE_HIGH)), (le(0, u),))),
        ("cosine_above", ForAll((u,), le(taylor(u, COSINE_LOW), cosine(u)), (le(0, u),))),
        ("cosine_below", ForAll((u,), le(cosine(u), taylor(u, COSINE_HIGH)), (le(0, u),))),
    ),
    over=(x,),
    quantity=slope(x) ** 2,
    bound=2 * MU,
    per=x**2 + 3 * sine(x) ** 2,
    direction="lower",
    also=(ForAll((x, y), le((slope(x) - slope(y)) ** 2, 64 * (x - y) ** 2)),),
    notes="The minimum of f'^2/(2 f) is 0.1755309858797..., at x = 2.201709..., smaller than the 0.17553098590817 "
    "of the notes; 0.17553 is a rational just below it. The minimum value of f is 0, at x = 0.",
)


def bernstein(polynomial: Expr, variable: Any, end: Any, at: Any) -> list[Expr]:
    """``polynomial`` on [0, end] as nonnegative terms in at and end - at, provided its Bernstein coefficients are."""
    poly = Poly(polynomial, variable)
    degree = poly.degree()
    powers = [poly.coeff_monomial(variable**power) * end**power for power in range(degree + 1)]
    terms = []
    for index in range(degree + 1):
        coefficient = sum(
            Rational(binomial(index, power), binomial(degree, power)) * powers[power] for power in range(index + 1)
        )
        assert coefficient >= 0, f"the Bernstein coefficient {coefficient} of {polynomial} is negative"
        scale = coefficient * binomial(degree, index) / end**degree
        terms.append(scale * at**index * (end - at) ** (degree - index))
    return terms


def derive(proof: Proof) -> None:
    _taylor(proof)
    enclosed = _centre(proof)
    with proof.fix("bound", u, assume={"nonnegative": le(0, u)}, why="the claim for u >= 0") as inner:
        _cases(inner, enclosed)
    goal = THEOREM.conclusions[0].conclusion
    with proof.fix("pl", x, why="and for both signs, as both sides are even") as inner:
        double = inner.use("cosine_of_sum", {u: x, v: x})
        circle = inner.use("circle", {u: x})
        turned = {double: 3 * MU, circle: 3 * MU}
        with inner.cases("sign", 0, x, goal) as (right, left):
            right.combine("doubled", le(0, 2 * x), {"sign": 2})
            right.combine("there", goal, {right.use("bound", {u: 2 * x}): 1, **turned})
            left.combine("doubled", le(0, -2 * x), {"sign": 2})
            odd, even = left.use("sine_odd", {u: 2 * x}), left.use("cosine_even", {u: 2 * x})
            left.combine(
                "there",
                goal,
                {
                    left.use("bound", {u: -2 * x}): 1,
                    **turned,
                    odd: -3 * (3 * sine(2 * x) - 3 * sine(-2 * x) + 4 * x),
                    even: 3 * MU,
                },
            )
    _lipschitz(proof)


def value(point: Any) -> Expr:
    """What must be nonnegative at u."""
    return (point + 3 * sine(point)) ** 2 - MU * point**2 / 2 - 3 * MU * (1 - cosine(point))


def _taylor(proof: Proof) -> None:
    """Short Taylor bounds up to 2."""
    bounds = (
        ("short_sine_above", le(u - u**3 / 6, sine(u)), "sine_above"),
        ("short_sine_below", le(sine(u), u), "sine_below"),
        ("short_cosine_below", le(cosine(u), 1 - u**2 / 2 + u**4 / 24), "cosine_below"),
    )
    for name, goal, source in bounds:
        with proof.fix(name, u, assume={"nonnegative": le(0, u), "small": le(u, 2)}) as inner:
            known = inner.use(source, {})
            inner.combine("left", le(0, 2 - u), {"small": 1})
            rest = goal.rhs - goal.lhs - (known.formula.rhs - known.formula.lhs)
            inner.combine("there", goal, {known: 1}, *bernstein(rest.expand(), u, 2, u))


def _centre(proof: Proof) -> dict[str, Rational]:
    """Enclosures of sine and cosine at the centre, from Taylor bounds at a sixteenth of it."""
    angle, precision = CENTRE / 2**DOUBLINGS, 10**14

    def outward(number: Any, up: bool) -> Rational:
        return Rational(ceiling(number * precision) if up else floor(number * precision), precision)

    found = {}
    for name, function_, low, high in (
        ("sine", sine, SINE_LOW, SINE_HIGH),
        ("cosine", cosine, COSINE_LOW, COSINE_HIGH),
    ):
        for side, powers, up in (("above", low, False), ("below", high, True)):
            exact = taylor(angle, powers)
            found[f"{name}_{side}"] = rounded = outward(exact, up)
            goal = le(function_(angle), rounded) if up else le(rounded, function_(angle))
            known = Taken(f"{name}_{side}", {u: angle})
            proof.combine(f"{name}_{side}_at_0", goal, {known: 1}, rounded - exact if up else exact - rounded)
    for number in range(DOUBLINGS):
        angle, found = _doubled(proof, angle, number, found, outward)
    proof.note(f"So the sine of {CENTRE} lies between {float(found['sine_above'])} and {float(found['sine_below'])}.")
    return found


def _doubled(
    proof: Proof, angle: Rational, number: int, found: dict[str, Rational], outward: Any
) -> tuple[Rational, dict[str, Rational]]:
    """Enclosures at twice the angle; the sine is positive, the cosine has either sign."""
    s = sine(angle)
    names = {name: f"{name}_at_{number}" for name in found}
    low, high, left, right = (found[name] for name in ("sine_above", "sine_below", "cosine_above", "cosine_below"))
    positive = proof.combine(f"sine_positive_{number}", le(0, s), {names["sine_above"]: 1}, low)
    proof.combine(f"sine_sum_{number}", le(0, s + low), {positive: 1}, low)
    proof.combine(f"sine_sum_high_{number}", le(0, s + high), {positive: 1}, high)
    if left >= 0:
        below = {names["sine_above"]: 2 * left, names["cosine_above"]: 2 * s}
        above = {names["sine_below"]: 2 * right, names["cosine_below"]: 2 * s}
        products = (2 * low * left, 2 * high * right)
    else:
        below = {names["sine_below"]: -2 * left, names["cosine_above"]: 2 * s}
        above = {names["sine_above"]: -2 * right, names["cosine_below"]: 2 * s}
        products = (2 * high * left, 2 * low * right)
    twice = 2 * angle
    sum_s, sum_c = proof.use("sine_of_sum", {u: angle, v: angle}), proof.use("cosine_of_sum", {u: angle, v: angle})
    circle = proof.use("circle", {u: angle})
    squares = (1 - 2 * high**2, 1 - 2 * low**2)
    result = {
        "sine_above": outward(products[0], False),
        "sine_below": outward(products[1], True),
        "cosine_above": outward(squares[0], False),
        "cosine_below": outward(squares[1], True),
    }
    following = number + 1
    for name, goal, weights, exact in (
        ("sine_above", le(result["sine_above"], sine(twice)), {**below, sum_s: -1}, products[0]),
        ("sine_below", le(sine(twice), result["sine_below"]), {**above, sum_s: 1}, products[1]),
        (
            "cosine_above",
            le(result["cosine_above"], cosine(twice)),
            {names["sine_below"]: 2 * (s + high), sum_c: -1, circle: -1},
            squares[0],
        ),
        (
            "cosine_below",
            le(cosine(twice), result["cosine_below"]),
            {names["sine_above"]: 2 * (s + low), sum_c: 1, circle: 1},
            squares[1],
        ),
    ):
        rest = abs(result[name] - exact)
        proof.combine(f"{name}_at_{following}", goal, weights, rest)
    return twice, result


def _cases(proof: Proof, enclosed: dict[str, Rational]) -> None:
    goal = le(0, value(u))
    with proof.cases("small", u, SMALL, goal, why="small u: sin u >= 0") as (small, rest):
        _small(small, goal)
        with rest.cases("large", LARGE, u, goal, why="large u: sin u >= -1") as (large, middle):
            _large(large, goal)
            with middle.cases("side", CENTRE, u, goal, why="in between: about the centre") as (right, left):
                right.combine("inside", le(0, LARGE - u), {"large": 1})
                _near(right, goal, 1, LARGE - CENTRE, enclosed)
                left.combine("inside", le(0, u - SMALL), {"small": 1})
                _near(left, goal, -1, CENTRE - SMALL, enclosed)


def _small(proof: Proof, goal: Any) -> None:
    proof.combine("left", le(0, SMALL - u), {"small": 1})
    known = proof.use("sine_above", {})
    positive = proof.combine(
        "sine_nonnegative", le(0, sine(u)), {known: 1}, *bernstein(taylor(u, SINE_LOW), u, SMALL, u)
    )
    bend = proof.use("cosine_above", {})
    rest = u**2 - MU * u**2 / 2 - 3 * MU * (1 - taylor(u, COSINE_LOW))
    proof.combine(
        "there", goal, {positive: 6 * u, bend: 3 * MU}, 9 * sine(u) ** 2, *bernstein(rest.expand(), u, SMALL, u)
    )


def _large(proof: Proof, goal: Any) -> None:
    circle = proof.use("circle", {})
    for name, function_ in (("sine", sine), ("cosine", cosine)):
        other = cosine if name == "sine" else sine
        proof.combine(
            f"{name}_least", le(0, 1 + function_(u)), {circle: Rational(1, 2)},
            (1 + function_(u)) ** 2 / 2, other(u) ** 2 / 2,
        )  # fmt: skip
    beyond = u - LARGE
    proof.combine("beyond", le(0, beyond), {"large": 1})
    proof.combine("slope_positive", le(0, u + 3 * sine(u) + u - 3), {"sine_least": 3, "beyond": 2}, 2 * LARGE - 6)
    rest = Poly((w + LARGE - 3) ** 2 - MU * (w + LARGE) ** 2 / 2 - 6 * MU, w)
    terms = [coefficient * beyond ** monomial[0] for monomial, coefficient in rest.terms()]
    proof.combine("there", goal, {"sine_least": 3 * (u + 3 * sine(u) + u - 3), "cosine_least": 3 * MU}, *terms)


def _near(proof: Proof, goal: Any, sign: int, end: Rational, enclosed: dict[str, Rational]) -> None:
    """u = centre + sign * h with 0 <= h <= end < 2."""
    h = sign * (u - CENTRE)
    s, c = sine(CENTRE), cosine(CENTRE)
    low, high, left, right = (enclosed[name] for name in ("sine_above", "sine_below", "cosine_above", "cosine_below"))
    names = {name: f"{name}_at_{DOUBLINGS}" for name in enclosed}
    proof.combine("h_nonnegative", le(0, h), {"side": 1})
    proof.combine("h_small", le(h, 2), {"inside": 1}, 2 - end)
    sine_above, sine_below, cosine_below = (
        proof.use(name, {u: h}) for name in ("short_sine_above", "short_sine_below", "short_cosine_below")
    )
    proof.combine("sine_negative", le(0, -s), {names["sine_below"]: 1}, -high)
    proof.combine("cosine_negative", le(0, -c), {names["cosine_below"]: 1}, -right)
    cubic, quartic = w - w**3 / 6, 1 - w**2 / 2 + w**4 / 24
    proof.combine("cubic", le(0, cubic.subs(w, h)), {}, *bernstein(cubic, w, end, h))
    proof.combine("quartic", le(0, quartic.subs(w, h)), {}, *bernstein(quartic, w, end, h))
    sum_s = proof.use("sine_of_sum", {u: CENTRE, v: u - CENTRE})
    sum_c = proof.use("cosine_of_sum", {u: CENTRE, v: u - CENTRE})
    if sign == -1:
        odd, even = proof.use("sine_odd", {u: h}), proof.use("cosine_even", {u: h})
    bend, straight = quartic.subs(w, h), cubic.subs(w, h)
    if sign == 1:
        sine_floor, cosine_floor = low * quartic + left * w, left * quartic - high * cubic
        sine_weights = {
            sum_s: -1,
            cosine_below: -s,
            names["sine_above"]: bend,
            sine_below: -c,
            names["cosine_above"]: h,
        }
        cosine_weights = {
            sum_c: -1,
            cosine_below: -c,
            names["cosine_above"]: bend,
            sine_above: -s,
            names["sine_below"]: straight,
        }
    else:
        sine_floor, cosine_floor = low * quartic - right * cubic, left * quartic + low * w
        sine_weights = {
            sum_s: -1,
            even: -s,
            odd: -c,
            cosine_below: -s,
            names["sine_above"]: bend,
            sine_above: -c,
            names["cosine_below"]: straight,
        }
        cosine_weights = {
            sum_c: -1,
            even: -c,
            odd: s,
            cosine_below: -c,
            names["cosine_above"]: bend,
            sine_below: -s,
            names["sine_above"]: h,
        }
    proof.combine("sine_floor", le(sine_floor.subs(w, h), sine(u)), sine_weights)
    proof.combine("cosine_floor", le(cosine_floor.subs(w, h), cosine(u)), cosine_weights)
    place = CENTRE + sign * w
    floor_slope = (place + 3 * sine_floor).expand()
    here = u + 3 * sine(u)
    reached = proof.combine(
        "slope_floor", le(0, floor_slope.subs(w, h)), {}, *bernstein(floor_slope, w, end, h), why="f' stays positive"
    )
    proof.combine("slope_sum", le(0, here + floor_slope.subs(w, h)), {"sine_floor": 3, reached: 2})
    rest = (floor_slope**2 - MU * place**2 / 2 - 3 * MU * (1 - cosine_floor)).expand()
    proof.combine(
        "there",
        goal,
        {"sine_floor": 3 * (here + floor_slope.subs(w, h)), "cosine_floor": 3 * MU},
        *bernstein(rest, w, end, h),
        why="the polynomial that is left is positive",
    )


def _lipschitz(proof: Proof) -> None:
    """|sin h| <= |h| and |cos| <= 1, so f' has the Lipschitz constant 2 + 6."""
    short = le(sine(u) ** 2, u**2)
    with proof.fix("sine_short_right", u, assume={"nonnegative": le(0, u)}) as inner:
        circle = inner.use("circle", {})
        with inner.cases("small", u, 2, short) as (small, large):
            above, below = small.use("short_sine_above", {}), small.use("short_sine_below", {})
            small.combine("left", le(0, 2 - u), {"small": 1})
            rest = 2 * u - u**3 / 6
            small.combine("sum", le(0, u + sine(u)), {above: 1}, *bernstein(rest, u, 2, u))
            small.combine("there", short, {below: u + sine(u)})
            large.combine("there", short, {circle: 1, "small": u + 2}, cosine(u) ** 2, 3)
    with proof.fix("sine_short", u) as inner, inner.cases("sign", 0, u, short) as (right, left):
        right.use("sine_short_right", {})
        left.combine("negated", le(0, -u), {"sign": 1})
        odd = left.use("sine_odd", {})
        left.combine("there", short, {left.use("sine_short_right", {u: -u}): 1, odd: sine(u) - sine(-u)})
    with proof.fix("lipschitz", x, y, why="f'(x) - f'(y) = 2 (x - y) + 6 cos(x + y) sin(x - y)") as inner:
        plus = inner.use("sine_of_sum", {u: x + y, v: x - y})
        minus = inner.use("sine_of_sum", {u: x + y, v: y - x})
        odd, even = inner.use("sine_odd", {u: x - y}), inner.use("cosine_even", {u: x - y})
        circle, small = inner.use("circle", {u: x + y}), inner.use("sine_short", {u: x - y})
        product = cosine(x + y) * sine(x - y)
        difference = inner.combine(
            "difference",
            eq(sine(2 * x) - sine(2 * y), 2 * product),
            {plus: 1, minus: -1, odd: -cosine(x + y), even: -sine(x + y)},
        )
        squared = inner.combine(
            "squared", le(product**2, (x - y) ** 2), {small: 1, circle: sine(x - y) ** 2},
            sine(x + y) ** 2 * sine(x - y) ** 2,
        )  # fmt: skip
        step = x - y
        inner.combine(
            "there",
            THEOREM.also[0].conclusion,
            {
                difference: 3 * (4 * step + 3 * (sine(2 * x) - sine(2 * y)) + 6 * product),
                squared: 48,
            },
            12 * (step - product) ** 2,
        )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import between, signed

    def model(draw):  # x near the minimum of f'^2/(2 f), or anywhere
        return {x: draw(between(Rational(22, 10), Rational(2202, 1000)) | signed()), y: draw(signed())}

    return StepCheck(THEOREM, model, lambda values, ar: {sine: ar.sin, cosine: ar.cos})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
