"""The constants the problems state are true, and tight where they say so."""

from fractions import Fraction as F
from itertools import pairwise

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from amgt_theory.arithmetic import arithmetic
from amgt_theory.problems import (
    Huber,
    LessardRechtPackard,
    LogCosh,
    NesterovChain,
    PLSine,
    Quadratic,
    RidgeFunction,
    RidgeSum,
    Welsch,
    problem,
    problem_names,
)

BALL = arithmetic("ball", 160)
FINE = arithmetic("mpmath", 300)

coordinates = st.one_of(
    st.fractions(min_value=-4, max_value=4, max_denominator=32),
    st.sampled_from([F(0), F(1), F(-1), F(2), F(1, 10**9), F(1000)]),
)
rotations = st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3).filter(any), max_size=3)
eigenvalues = st.lists(st.fractions(min_value=0, max_value=9, max_denominator=4), min_size=3, max_size=3)
positive = st.fractions(min_value=F(1, 8), max_value=9, max_denominator=8)
ridge_functions = st.sampled_from([phi() for phi in RidgeFunction.__subclasses__()])
directions = st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3).filter(any), min_size=2, max_size=2)


@st.composite
def ridge_sums(draw):
    return RidgeSum(
        draw(ridge_functions),
        draw(directions),
        draw(st.tuples(positive, positive)),
        draw(eigenvalues),
        draw(rotations),
        draw(points),
        draw(coordinates),
    )


points = st.lists(coordinates, min_size=3, max_size=3)
problems = st.one_of(
    st.sampled_from(problem_names()).map(lambda name: problem(name, d=3)),
    st.builds(Quadratic, eigenvalues.filter(any), rotations, points, coordinates),
    st.builds(lambda mu, gap: NesterovChain(mu, mu + gap, 3), positive, positive),
    st.builds(lambda mu, gap: LessardRechtPackard(mu, mu + gap, 3), positive, positive),
    st.builds(lambda scale: PLSine(scale, 3), positive),
    ridge_sums(),
)


@given(problems, points, points)
@settings(max_examples=300, deadline=None)
def test_constants_hold_at_every_pair_of_points(p, x, y):
    """No ball refutes |g_x - g_y| <= L |x-y|, descent, strong convexity, PL, or f >= f*."""
    with BALL.precision():
        bound, mu, smooth = p.bind(BALL), BALL.number(p.mu), BALL.number(p.L)
        u, v = BALL.vector(x), BALL.vector(y)
        gap, g = bound.gap_and_gradient(u)
        other_gap, h = bound.gap_and_gradient(v)
        step, change = BALL.sub(u, v), BALL.sub(g, h)
        square = BALL.dot(step, step)
        assert not BALL.dot(change, change) > smooth**2 * square
        assert not other_gap > gap + BALL.dot(g, BALL.sub(v, u)) + smooth / 2 * square
        assert not gap < 0
        assert not BALL.dot(g, g) > 2 * smooth * gap
        if p.strongly_convex:
            assert mu > 0
            assert not BALL.dot(change, step) < mu * square
        if p.convex:
            assert not BALL.dot(change, step) < 0
        if p.pl:
            assert mu > 0
            assert not BALL.dot(g, g) < 2 * mu * gap
        else:
            assert mu == 0


@given(problems)
@settings(max_examples=60, deadline=None)
def test_minimiser_and_minimum(p):
    with BALL.precision():
        value, gradient = p.value_and_gradient(p.minimizer, BALL)
        assert value.overlaps(BALL.number(p.f_star))
        assert all(t.contains(0) and t.rad() < 1e-30 for t in gradient)
    assert len(p.minimizer) == p.d


@pytest.mark.parametrize("name", [name for name in problem_names() if problem(name).tight])
def test_tight_smoothness_is_attained_at_the_minimiser(name):
    """Power iteration on the Hessian by differences of gradients."""
    p = problem(name, d=3)
    assert curvature(p, p.minimizer, sign=1) >= FINE.number(F(999, 1000) * p.L)


@pytest.mark.parametrize(
    ("p", "point"),
    [
        (problem("quadratic", d=3), [0, 0, 0]),
        (problem("lessard_recht_packard", d=3), ["3/2", "4/3", "5/4"]),
        (problem("huber", d=3), [100, 231, 50]),
        (problem("log_cosh", d=3), [100, 231, 50]),
        (problem("pseudo_huber", d=3), [10000, 23100, 5000]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_tight_convexity_is_attained(p, point):
    assert p.tight
    assert curvature(p, point, sign=-1) <= FINE.number(F(1001, 1000) * p.mu)


def curvature(p, point, sign: int):
    """The largest (sign 1) or smallest (sign -1) curvature at a point, by power iteration."""
    bound, x = p.bind(FINE), FINE.vector(point)
    h, smooth = FINE.number(2) ** -80, FINE.number(p.L)
    base = bound.gradient(x)
    v = FINE.vector([1 + F(i, 7) for i in range(p.d)])
    for _ in range(200):
        v = FINE.div(v, FINE.norm(v))
        image = FINE.div(FINE.sub(bound.gradient(FINE.add(x, FINE.mul(h, v))), base), h)
        rayleigh = FINE.dot(v, image)
        v = image if sign > 0 else FINE.sub(FINE.mul(smooth, v), image)
    return rayleigh


@given(eigenvalues.filter(any), rotations)
@settings(max_examples=40, deadline=None)
def test_quadratics_have_the_stated_eigenvalues(values, reflectors):
    """Power sums of the eigenvalues are traces of powers, exactly; three of them determine three eigenvalues."""
    a = Quadratic(values, reflectors).matrix
    assert a == tuple(zip(*a, strict=True))
    power = a
    for k in (1, 2, 3):
        assert sum(power[i][i] for i in range(3)) == sum(value**k for value in values)
        power = [[sum(power[i][j] * a[j][m] for j in range(3)) for m in range(3)] for i in range(3)]


@pytest.mark.parametrize("d", [1, 2, 5, 30])
def test_chain_minimiser_solves_its_system(d):
    p = NesterovChain(1, 7, d)
    image = [sum(a * x for a, x in zip(row, p.minimizer, strict=True)) for row in p.matrix]
    assert image == [F(6, 4)] + [F(0)] * (d - 1)
    assert p.value([0] * d, BALL).contains(0)


def test_chain_is_its_definition():
    x = [F(1, 2), F(-3), F(2)]
    links = x[0] ** 2 + (x[0] - x[1]) ** 2 + (x[1] - x[2]) ** 2 + x[2] ** 2 - 2 * x[0]
    expected = F(9 - 2, 8) * links + F(2, 2) * sum(t * t for t in x)
    assert abs(NesterovChain(2, 9, 3).value(x, FINE) - FINE.number(expected)) < 1e-70


def test_aligned_ridges_have_exact_constants_and_others_valid_ones():
    aligned = RidgeSum(LogCosh(), [[3, 4], [4, -3]], ["1/25", "2/25"], [5, 5])
    assert (aligned.mu, aligned.L, aligned.tight) == (5, 7, True)
    rotated = RidgeSum(Huber(), [[-3, 4]], ["4/25"], [1, 3], reflectors=[[2, -1]])
    assert (rotated.mu, rotated.L, rotated.tight) == (1, 5, True)
    orthogonal = RidgeSum(Huber(), [[1, 1], [1, -1]], [1, 1], [1, 3])
    assert (orthogonal.mu, orthogonal.L, orthogonal.tight) == (1, 5, False)
    crossing = RidgeSum(Huber(), [[1, 0], [1, 1]], [1, 1], [1, 1])
    assert (crossing.mu, crossing.L, crossing.tight) == (1, 4, False)


def test_a_strong_quadratic_outweighs_a_nonconvex_ridge():
    p = RidgeSum(Welsch(), [[1, 0]], [1], [1, 1])
    assert (p.mu, p.L, p.strongly_convex, p.convex) == (F(5537, 10000), 2, True, True)


def test_ridge_curvatures_bound_the_second_derivative():
    """Secants of phi' on a fine grid, in balls."""
    with BALL.precision():
        for phi in (kind() for kind in RidgeFunction.__subclasses__()):
            grid = BALL.vector([F(i, 64) for i in range(-400, 401)])
            _, slope = phi.bind(BALL)(grid)
            secants = [(b - a) * 64 for a, b in pairwise(slope)]
            least, most = BALL.number(phi.least), BALL.number(phi.most)
            assert not any(s < least or s > most for s in secants), phi.name
            assert max(s.mid() for s in secants) > most * 0.99
            assert min(s.mid() for s in secants) < least + 0.01


def test_pl_constant_of_the_sine_is_valid_and_sharp():
    """f = t^2 + 3 sin^2 t: h = f'^2 - 2 mu f >= 0 for every t, proved with balls; mu is the best to 14 digits.

    h is even. Near 0: f' = 2t + 3 sin 2t >= 7t and f <= 4 t^2 for |t| <= 1/4. From 3 on: f' >= 2t - 3, f <= t^2 + 3.
    Around the minimiser of f'^2/(2f) h is convex, so h >= h(c) - h'(c)^2/(2 min h''). In between: subdivision.
    """
    with BALL.precision():
        mu = BALL.number(PLSine().mu)

        def derivatives(t):
            f, f1 = t * t + 3 * t.sin() ** 2, 2 * t + 3 * (2 * t).sin()
            f2, f3 = 2 + 6 * (2 * t).cos(), -12 * (2 * t).sin()
            return f1 * f1 - 2 * mu * f, 2 * f1 * (f2 - mu), 2 * f2 * (f2 - mu) + 2 * f1 * f3

        assert 8 * mu < 49
        assert 2 * mu * 12 / 3 < 3  # at t = 3: (2t-3)^2 = 9 against 2 mu (t^2+3); the left side grows faster
        centre, radius = BALL.number("2.2017091764358485231580471058"), arb("0.01")
        near = centre + arb(0, 1) * radius
        h, slope, _ = derivatives(centre)
        convexity = derivatives(near)[2].lower()
        assert convexity > 0
        assert h - slope**2 / (2 * convexity) > 0
        pieces = [(F(1, 4), F(2192, 1000)), (F(2211, 1000), F(3))]
        while pieces:
            low, high = pieces.pop()
            middle, half = (low + high) / 2, (high - low) / 2
            if derivatives(arb(BALL.number(middle).mid(), fraction(half) + 1e-40))[0] > 0:
                continue
            assert half > F(1, 10**6)
            pieces += [(low, middle), (middle, high)]

        attained = (2 * centre + 3 * (2 * centre).sin()) ** 2 / (2 * (centre**2 + 3 * centre.sin() ** 2))
        assert mu < attained < mu + 1e-14


def fraction(value: F) -> arb:
    return arb(fmpq(value.numerator, value.denominator))
