"""AMGT in plain mpmath, written from section 1 of the theory notes alone, to be read beside it.

It imports nothing of amgt_theory and shares no code with it: a second opinion on what a step of the method is. Numbers
are mpf of the context ``mp``, at whatever precision that has; hyper-parameters come as Fractions. Stages are tuples::

    threshold    ("clip", tau, q), ("norm", tau, q), ("soft", tau, q), ("hard", tau, q), or None
    compressors  ("top", s), ("grid", delta), ("power of two",), ("qsgd", s, uniforms), or None
    projection   ("box", lo, hi), ("ball", center, radius), ("half-space", normal, offset), ("simplex", total), or None

where ``uniforms`` gives for step k the numbers in (0, 1) that QSGD draws, and lo, hi, center, normal are vectors.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Method:
    """The hyper-parameters of AMGT; ``errors`` are e_1, e_2, ..., and 0 after the last."""

    alpha: Fraction
    beta1: Fraction
    beta2: Fraction
    eps: Fraction
    k0: Fraction
    p: Fraction
    threshold: tuple | None = None
    gradient_compressor: tuple | None = None
    update_compressor: tuple | None = None
    projection: tuple | None = None
    bias_correction: bool = True
    amsgrad: bool = False
    clamp: tuple | None = None
    errors: tuple = ()


def step(method, mp, k, gradient, x, m, v, v_max):
    """(x_k, m_k, v_k, largest v^ so far) from those of step k - 1 and the gradient at x_{k-1}.

    >>> from mpmath import mp
    >>> plain = Method(*map(Fraction, (1, 0, 0, 1, 0, 1)))
    >>> step(plain, mp, 1, [mp.mpf(3)], [mp.mpf(3)], [mp.mpf(0)], [mp.mpf(0)], [mp.mpf(0)])[0]
    [mpf('2.25')]
    """

    def exact(fraction):
        return mp.mpf(fraction.numerator) / fraction.denominator

    beta1, beta2, eps, k0 = map(exact, (method.beta1, method.beta2, method.eps, method.k0))

    # g~_k = Q_g( grad f(x_{k-1}) + e_k )
    if k <= len(method.errors):
        gradient = [g + exact(e) for g, e in zip(gradient, method.errors[k - 1], strict=True)]
    g = compressed(method.gradient_compressor, mp, k, gradient, gradient)

    # m_k = beta1 m_{k-1} + (1-beta1) g~_k,  v_k = beta2 v_{k-1} + (1-beta2) g~_k^2
    m = [beta1 * old + (1 - beta1) * new for old, new in zip(m, g, strict=True)]
    v = [beta2 * old + (1 - beta2) * new**2 for old, new in zip(v, g, strict=True)]

    # m^_k = m_k/(1-beta1^k),  v^_k = v_k/(1-beta2^k)
    m_hat, v_hat = m, v
    if method.bias_correction:
        m_hat = [entry / (1 - beta1**k) for entry in m]
        v_hat = [entry / (1 - beta2**k) for entry in v]

    # the optional AMSGrad maximum
    if method.amsgrad:
        v_hat = v_max = [max(old, new) for old, new in zip(v_max, v_hat, strict=True)]

    # D_k = 1/(sqrt(v^_k) + eps), optionally clamped to [d_lo, d_hi]
    D = []
    for entry in v_hat:
        denominator = mp.sqrt(entry) + eps
        scale = 1 / denominator if denominator else mp.inf
        if method.clamp is not None:
            d_lo, d_hi = method.clamp
            scale = max(scale, exact(d_lo))
            scale = scale if d_hi is None else min(scale, exact(d_hi))
        D.append(scale)

    # u_k = Q_u( T_tau(m^_k) ), tau_k = tau/(k+k0)^q
    u = m_hat
    if method.threshold is not None:
        kind, tau, q = method.threshold
        u = thresholded(kind, mp, exact(tau) / (k + k0) ** exact(q), m_hat)
    u = compressed(method.update_compressor, mp, k, u, m_hat)

    # x_k = Proj_X( x_{k-1} - alpha_k D_k * u_k ), alpha_k = alpha/(k+k0)^p
    alpha_k = exact(method.alpha) / (k + k0) ** exact(method.p)
    y = [entry - alpha_k * scale * move for entry, scale, move in zip(x, D, u, strict=True)]
    return projected(method.projection, mp, exact, y), m, v, v_max


def thresholded(kind, mp, tau, m):
    """T_tau: clip and soft act on each coordinate, norm on the length, hard zeroes small entries."""
    if kind == "clip":
        return [tau if entry > tau else -tau if entry < -tau else entry for entry in m]
    if kind == "soft":
        return [mp.sign(entry) * max(abs(entry) - tau, mp.mpf(0)) for entry in m]
    if kind == "hard":
        return [entry if abs(entry) >= tau else mp.mpf(0) for entry in m]
    length = mp.norm(m)
    return [entry * tau / length for entry in m] if length > tau else m


def compressed(compressor, mp, k, u, rank):
    """Q(u); top-s keeps the entries where ``rank`` is largest in magnitude, of equal ones the first."""
    if compressor is None:
        return u
    kind, *parameters = compressor
    if kind == "top":
        order = sorted(range(len(u)), key=lambda i: (-abs(rank[i]), i))
        kept = order[: parameters[0]]
        return [entry if i in kept else mp.mpf(0) for i, entry in enumerate(u)]
    if kind == "grid":
        delta = mp.mpf(parameters[0].numerator) / parameters[0].denominator
        return [delta * mp.nint(entry / delta) for entry in u]
    if kind == "power of two":
        return [nearest_power_of_two(mp, entry) for entry in u]
    # QSGD: with levels l = s u_i/|u|, floor(l + U) is one of the two integers around l, and l on average
    levels, uniforms = parameters
    length = mp.norm(u)
    if length == 0:
        return u
    return [
        length / levels * mp.floor(levels * entry / length + mp.mpf(uniform.numerator) / uniform.denominator)
        for entry, uniform in zip(u, uniforms(k, len(u)), strict=True)
    ]


def nearest_power_of_two(mp, entry):
    """The power of two nearest to |entry|, with its sign; halfway between two of them the larger; 0 stays 0."""
    if entry == 0:
        return entry
    _, exponent = mp.frexp(abs(entry))  # 2^(exponent-1) <= |entry| < 2^exponent
    below, above = mp.ldexp(1, exponent - 1), mp.ldexp(1, exponent)
    return mp.sign(entry) * (below if abs(entry) - below < above - abs(entry) else above)


def projected(projection, mp, exact, y):
    """The nearest point of X."""
    if projection is None:
        return y
    kind, *parameters = projection
    if kind == "box":
        ends = zip(*(map(exact, end) for end in parameters), strict=True)
        return [lo if entry < lo else hi if entry > hi else entry for entry, (lo, hi) in zip(y, ends, strict=True)]
    if kind == "ball":
        center, radius = list(map(exact, parameters[0])), exact(parameters[1])
        offset = [entry - middle for entry, middle in zip(y, center, strict=True)]
        length = mp.norm(offset)
        if length <= radius:
            return y
        return [middle + radius * entry / length for entry, middle in zip(offset, center, strict=True)]
    if kind == "half-space":
        normal, offset = list(map(exact, parameters[0])), exact(parameters[1])
        excess = mp.fdot(normal, y) - offset
        if excess <= 0:
            return y
        return [entry - excess / mp.fdot(normal, normal) * a for entry, a in zip(y, normal, strict=True)]
    # simplex {x >= 0, sum x = total}: x = max(y - theta, 0), theta from the largest s entries of y that stay positive
    total, largest = exact(parameters[0]), sorted(y, reverse=True)
    theta = None
    for s in range(1, len(y) + 1):
        candidate = (mp.fsum(largest[:s]) - total) / s
        if largest[s - 1] > candidate:
            theta = candidate
    return [max(entry - theta, mp.mpf(0)) for entry in y]
