"""The AMGT iteration. Source: AMGT theory notes, section 1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from amgt_theory.arithmetic import (
    Arithmetic,
    Bindable,
    Exact,
    ListArithmetic,
    Number,
    RationalLike,
    Vector,
    fused,
    rational,
    rational_vector,
)
from amgt_theory.errors import InvalidInput
from amgt_theory.optimizers._compressors import Compressor, Identity
from amgt_theory.optimizers._projections import Projection
from amgt_theory.optimizers._schedules import power_schedule
from amgt_theory.optimizers._state import State
from amgt_theory.optimizers._thresholds import Clip, Threshold

LONG = 30  # steps of a run from which on it is worth recording one


class BoundAMGT:
    """AMGT in one arithmetic; see :class:`AMGT`, whose methods without an arithmetic these are.

    For ``step``, the inner loop of every run, ``with ar.precision()`` is the caller's, once.
    """

    def __init__(self, amgt: AMGT, ar: Arithmetic) -> None:
        number = ar.number
        self._ar = ar
        self._amgt = amgt
        self._beta1, self._rest1 = number(amgt.beta1), number(1 - amgt.beta1)
        self._beta2, self._rest2 = number(amgt.beta2), number(1 - amgt.beta2)
        self._corrects1 = amgt.bias_correction and amgt.beta1 != 0
        self._corrects2 = amgt.bias_correction and amgt.beta2 != 0
        self._eps, self._one = number(amgt.eps), number(1)
        self._alpha = power_schedule(ar, amgt.alpha, amgt.k0, amgt.p)
        self._threshold = amgt.threshold.bind(ar, amgt.k0) if amgt.threshold else None
        self._threshold_gain = amgt.threshold.bind_gain(ar, amgt.k0) if amgt.threshold else None
        self._compress = _bind_compressor(amgt.compressor, ar)
        self._compress_gradient = _bind_compressor(amgt.gradient_compressor, ar)
        self._project = amgt.projection.bind(ar) if amgt.projection else None
        d_lo, d_hi = amgt.clamp or (Fraction(0), None)
        self._denominator_least = number(1 / d_hi) if d_hi else None
        self._denominator_most = number(1 / d_lo) if d_lo else None

    def start(self, x0: Iterable[RationalLike]) -> State:
        """The state before step 1: x_0, m_0 = v_0 = 0."""
        x = self._ar.vector(x0, "x0")
        d = len(x)
        projection = self._amgt.projection
        if projection and projection.dimension not in (None, d):
            raise InvalidInput(
                f"x0 has {d} coordinates, the set has {projection.dimension}; give x0 as many coordinates as the set"
            )
        zeros = self._ar.zeros(d)
        return State(0, x, zeros, zeros, zeros if self._amgt.amsgrad else None)

    def step(self, state: State, gradient: Vector) -> State:
        """The state after the step from ``state``, where ``gradient`` is grad f(state.x)."""
        if state.k >= LONG:
            self.__dict__["step"] = self._fused() or self._step  # called from now on, without asking
        return self._step(state, gradient)

    def _fused(self) -> Callable[[State, Vector], State] | None:
        """The step as one loop over the coordinates, where it can be."""
        ar, amsgrad = self._ar, self._amgt.amsgrad
        if not isinstance(ar, ListArithmetic) or self._amgt.errors is not None:
            return None

        def step(ar: Any, k: Any, x: Any, m: Any, v: Any, v_max: Any, gradient: Any) -> State:
            return BoundAMGT(self._amgt, ar)._step(State(k, x, m, v, v_max if amsgrad else None), gradient)

        parts = {"k": False, "x": True, "m": True, "v": True, "v_max": amsgrad}
        with ar.precision():
            return fused(ar, step, {"state": parts, "gradient": True})

    def _step(self, state: State, gradient: Vector) -> State:
        ar = self._ar
        k = state.k + 1
        g = gradient
        if self._amgt.errors is not None:
            g = self._add_error(g, k)
        if self._compress_gradient is not None:
            g = self._compress_gradient(g, g, k)
        m = ar.combine(self._beta1, state.m, self._rest1, g)
        v = ar.combine(self._beta2, state.v, self._rest2, ar.square(g))
        m_hat = ar.mul(self._correction1(k), m) if self._corrects1 else m
        v_hat = ar.mul(self._correction2(k), v) if self._corrects2 else v
        v_max = None if state.v_max is None else ar.maximum(state.v_max, v_hat)
        u = m_hat if self._threshold is None else self._threshold(m_hat, k)
        if self._compress is not None:
            u = self._compress(u, m_hat, k)
        moved = ar.div(u, self._denominator(v_hat if v_max is None else v_max))
        x = ar.sub(state.x, ar.mul(self._alpha(k), moved))
        if self._project is not None:
            x = self._project(x)
        return State(k, x, m, v, v_max)

    def update(self, state: State) -> Vector:
        """The moment u that the step to ``state`` moved by: x_{k-1} - x_k = alpha_k D * u before projection."""
        with self._ar.precision():
            m_hat = self._ar.mul(self._correction1(state.k), state.m) if self._corrects1 else state.m
            u = m_hat if self._threshold is None else self._threshold(m_hat, state.k)
            return u if self._compress is None else self._compress(u, m_hat, state.k)

    def gains(self, state: State) -> Vector:
        """The diagonal gains h of the step that led to ``state``: x_{k-1} - x_k = h * m_k before projection."""
        if state.k < 1:
            raise InvalidInput(f"state.k = {state.k} violates k >= 1; gains belong to a step, take one first")
        ar, k, m = self._ar, state.k, state.m
        with ar.precision():
            scale, used = self._alpha(k), state.v_max
            if self._corrects1:
                correction = self._correction1(k)
                m, scale = ar.mul(correction, m), scale * correction
            if used is None:
                used = ar.mul(self._correction2(k), state.v) if self._corrects2 else state.v
            h = ar.div(scale, self._denominator(used))
            if self._threshold_gain is not None:
                h = ar.mul(self._threshold_gain(m, k), h)
            if self._compress is not None:
                u = m if self._threshold is None else self._threshold(m, k)
                h = ar.mul(self._amgt.compressor.bind_gain(ar)(u), h)
            return h

    def _add_error(self, gradient: Vector, k: int) -> Vector:
        errors = self._amgt.errors
        if callable(errors):
            error = errors(k, gradient)
        elif errors is not None and k <= len(errors):
            error = errors[k - 1]
        else:
            return gradient
        return self._ar.add(gradient, self._ar.vector(error, f"errors[{k - 1}]"))

    def _correction1(self, k: int) -> Number:
        return self._one / (self._one - self._beta1**k)

    def _correction2(self, k: int) -> Number:
        return self._one / (self._one - self._beta2**k)

    def _denominator(self, v_hat: Vector) -> Vector:
        """1/D_k = sqrt(v^) + eps; clamping it, rather than D_k, avoids a division by zero."""
        ar = self._ar
        result = ar.add(ar.sqrt(v_hat), self._eps)
        if self._denominator_least is not None:
            result = ar.maximum(result, self._denominator_least)
        if self._denominator_most is not None:
            result = ar.minimum(result, self._denominator_most)
        return result


@dataclass(frozen=True)
class AMGT(Bindable[BoundAMGT]):
    """Adaptive moment gradient thresholding; exact hyper-parameters, validated.

    With g_k = grad f(x_{k-1}), for k = 1, 2, ...::

        g~_k = Q_g(g_k + e_k)
        m_k  = beta1 m_{k-1} + (1-beta1) g~_k,        m^_k = m_k/(1-beta1^k)
        v_k  = beta2 v_{k-1} + (1-beta2) g~_k^2,      v^_k = v_k/(1-beta2^k)
        D_k  = 1/(sqrt(v^_k) + eps), clamped to [d_lo, d_hi]
        u_k  = Q_u(T_tau(m^_k))
        x_k  = Proj_X(x_{k-1} - alpha_k D_k * u_k),   alpha_k = alpha/(k+k0)^p

    alpha > 0, 0 <= beta1, beta2 < 1, k0 >= 0, 0 <= p <= 1; eps > 0, or eps = 0 with a clamp that has a d_hi. Numbers
    may be ints, Fractions, floats or strings such as "1/3" and "1e-3"; they are kept as Fractions.

    ``threshold`` T_tau or None; ``compressor`` Q_u; ``gradient_compressor`` Q_g; ``projection`` on X or None;
    ``bias_correction`` False replaces m^, v^ by m, v; ``amsgrad`` True replaces v^_k by its running maximum;
    ``clamp`` (d_lo, d_hi) with 0 <= d_lo <= d_hi, d_hi None for no upper end; ``errors`` the e_k: a sequence
    (e_1, e_2, ...) of rational vectors, zero after its end, or a callable (k, gradient) -> vector.

    Raises :class:`InvalidInput` on anything else. Source: AMGT theory notes, section 1.

    >>> from amgt_theory.arithmetic import arithmetic
    >>> ar = arithmetic("float64")
    >>> amgt = AMGT(alpha=1, beta1=0, beta2=0, eps=1)
    >>> state = amgt.step(amgt.start([3], ar), gradient=[3], arithmetic=ar)
    >>> print(state.x, 12 * amgt.gains(state, ar))
    [2.75] [1.]
    """

    alpha: Exact = Exact(above=0)
    beta1: Exact = Exact("9/10", at_least=0, below=1)
    beta2: Exact = Exact("999/1000", at_least=0, below=1)
    eps: Exact = Exact("1e-8", at_least=0)
    k0: Exact = Exact(0, at_least=0)
    p: Exact = Exact(1, at_least=0, at_most=1)
    threshold: Threshold | None = Clip(1)
    compressor: Compressor = Identity()
    gradient_compressor: Compressor = Identity()
    projection: Projection | None = None
    bias_correction: bool = True
    amsgrad: bool = False
    clamp: tuple[Any, Any] | None = None
    errors: Callable[[int, Vector], Vector] | Sequence[Sequence[RationalLike]] | None = None

    def __post_init__(self) -> None:
        _check_kind("threshold", self.threshold, (Threshold, type(None)), "Clip(1), NormClip, Soft, Hard or None")
        _check_kind("compressor", self.compressor, Compressor, "TopS(2), PowerOfTwo() or Identity()")
        _check_kind("gradient_compressor", self.gradient_compressor, Compressor, "TopS(2), QSGD(1) or Identity()")
        _check_kind("projection", self.projection, (Projection, type(None)), "Box(-1, 1), Ball, Simplex or None")
        _check_kind("bias_correction", self.bias_correction, bool, "True or False")
        _check_kind("amsgrad", self.amsgrad, bool, "True or False")
        object.__setattr__(self, "clamp", _exact_clamp(self.clamp))
        if self.eps == 0 and (self.clamp is None or self.clamp[1] is None):
            raise InvalidInput("eps = 0 violates eps > 0; choose eps > 0, or a clamp (d_lo, d_hi) with a finite d_hi")
        if self.errors is not None and not callable(self.errors):
            _check_kind("errors", self.errors, Sequence, "a list of vectors or a callable (k, gradient) -> vector")
            exact = tuple(rational_vector(f"errors[{i}]", error) for i, error in enumerate(self.errors))
            object.__setattr__(self, "errors", exact)

    def _bind(self, ar: Arithmetic) -> BoundAMGT:
        return BoundAMGT(self, ar)

    def start(self, x0: Iterable[RationalLike], arithmetic: Arithmetic) -> State:
        """The state before step 1: x_0 (rationals, or a vector of ``arithmetic``), m_0 = v_0 = 0."""
        return self.bind(arithmetic).start(x0)

    def step(self, state: State, gradient: Iterable[RationalLike], arithmetic: Arithmetic) -> State:
        """The state after the step from ``state``; ``gradient`` is the vector grad f(state.x).

        A pure function. On balls the result encloses the exact step from every point of ``state``; it raises
        :class:`UndecidedComparison` where a hard threshold or a compressor cannot decide.
        """
        g = arithmetic.vector(gradient, "gradient")
        if len(g) != len(state.x):
            raise InvalidInput(f"gradient has {len(g)} coordinates, x has {len(state.x)}; give equally many")
        with arithmetic.precision():
            return self.bind(arithmetic).step(state, g)

    def gains(self, state: State, arithmetic: Arithmetic) -> Vector:
        """The diagonal gains h of the step that led to ``state``: x_{k-1} - x_k = h * m_k before projection.

        For thresholds clip, norm clip and none and update compressors PowerOfTwo and Identity; raises
        :class:`InvalidInput` for the others, whose gains reach 0, and for a start state.
        """
        return self.bind(arithmetic).gains(state)


def _bind_compressor(compressor: Compressor, ar: Arithmetic) -> Callable[[Vector, Vector, int], Vector] | None:
    return None if isinstance(compressor, Identity) else compressor.bind(ar)


def _check_kind(name: str, value: object, kind: type | tuple[type, ...], remedy: str) -> None:
    if not isinstance(value, kind):
        raise InvalidInput(f"{name} = {value!r} is not a {name.replace('_', ' ')}; give {remedy}")


def _exact_clamp(clamp: Any) -> tuple[Fraction, Fraction | None] | None:
    if clamp is None:
        return None
    if not isinstance(clamp, (tuple, list)) or len(clamp) != 2:
        raise InvalidInput(f"clamp = {clamp!r} is not a pair (d_lo, d_hi); give one such as (0, 10)")
    d_lo = rational("d_lo", clamp[0])
    d_hi = None if clamp[1] is None else rational("d_hi", clamp[1])
    if d_lo < 0 or (d_hi is not None and (d_hi < d_lo or d_hi == 0)):
        raise InvalidInput(f"clamp = ({d_lo}, {d_hi}) violates 0 <= d_lo <= d_hi, d_hi > 0; choose such a pair")
    return d_lo, d_hi
