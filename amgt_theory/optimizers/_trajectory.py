"""A run of AMGT carried along in one arithmetic: on balls, enclosures of the one exact run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, Generic, TypeVar

from amgt_theory.arithmetic import Arithmetic, Number, RationalLike, Vector
from amgt_theory.optimizers._amgt import AMGT, BoundAMGT
from amgt_theory.optimizers._state import State
from amgt_theory.optimizers._thresholds import BoundThreshold

Member = TypeVar("Member")
RECENT = 3  # as many neighbours as a law speaks of


class Recurrence(Generic[Member]):
    """The sequence a_0 = ``first``, a_n = ``follow(n, a_{n-1})`` up to n = ``last``, computed on demand.

    The members at ``keep`` are kept once computed, and the few computed last, since laws speak of neighbours; another
    one is computed again from the nearest of them. So memory does not grow with ``last``. Raises IndexError beyond it.

    >>> powers = Recurrence(1, lambda n, before: 2 * before, last=100, keep={10})
    >>> powers(12), powers(11), powers.kept
    (4096, 2048, 2)
    """

    def __init__(
        self, first: Member, follow: Callable[[int, Member], Member], last: int, keep: Iterable[int] = ()
    ) -> None:
        self._follow, self._last, self._keep = follow, last, frozenset(keep)
        self._kept = {0: first}
        self._recent: dict[int, Member] = {}

    def __call__(self, n: int) -> Member:
        """The member a_n."""
        for known in (self._kept, self._recent):
            if n in known:
                return known[n]
        if not 0 <= n <= self._last:
            raise IndexError(n)
        place = max(one for one in (*self._kept, *self._recent) if one < n)
        member = self._kept[place] if place in self._kept else self._recent[place]
        for index in range(place + 1, n + 1):
            member = self._follow(index, member)
            if index in self._keep:
                self._kept[index] = member
            self._recent[index] = member
            if len(self._recent) > RECENT:
                del self._recent[next(iter(self._recent))]
        return member

    def __iter__(self) -> Iterator[Member]:
        return (self(n) for n in range(self._last + 1))

    @property
    def kept(self) -> int:
        """How many members are held, the first included."""
        return len(self._kept)


class Trajectory:
    """The run of ``amgt`` from ``start`` for ``steps`` steps, in ``ar``; ``gradient`` gives grad f(x) at a state.

    x(k), m(k), v(k) are the state after k steps, g(k) is the gradient at x(k), w(k) the second moment in the
    denominator (corrected for bias, or its running maximum), u(k) the moment that step k moves by, corrected,
    thresholded and compressed, t(k) the gains of the threshold, h(k) the gains of step k: x(k-1) - x(k) = h(k) m(k)
    before projection; u(0), h(0) stand for u(1), h(1). All are functions of k that raise IndexError beyond ``steps``.

    Balls are carried along and widen on the way, but the exact run stays inside them. What is computed at the
    iterations ``keep`` is kept, the rest is computed again when asked for; see :class:`Recurrence`. Raises
    :class:`UndecidedComparison` where balls cannot take a step, :class:`InvalidInput` for gains of a method that has
    none. Source: AMGT theory notes, section 1.

    >>> from amgt_theory.arithmetic import arithmetic
    >>> halving = AMGT(alpha=1, beta1=0, beta2=0, p=0, clamp=("1/2", "1/2"), threshold=None)
    >>> run = Trajectory(halving, [8], 3, lambda state: state.x, arithmetic("float64"))
    >>> [float(run.x(k)[0]) for k in (0, 1, 3)]
    [8.0, 4.0, 1.0]
    """

    def __init__(
        self,
        amgt: AMGT,
        start: Iterable[RationalLike],
        steps: int,
        gradient: Callable[[State], Vector],
        ar: Arithmetic,
        keep: Iterable[int] = (),
    ) -> None:
        self.amgt, self.steps, self.arithmetic, self.keep = amgt, steps, ar, frozenset(keep)
        self._gradient = gradient
        self._start = tuple(start)

    @classmethod
    def of(cls, values: Mapping[str, Any], ar: Arithmetic, keep: Iterable[int] = ()) -> Trajectory:
        """The run of a model: ``"method"`` on the problem ``"f"`` from ``"start"`` for ``"steps"`` steps."""
        gradient = values["f"].bind(ar).gradient
        return cls(values["method"], values["start"], int(values["steps"]), lambda state: gradient(state.x), ar, keep)

    def state(self, k: int) -> State:
        """The state after ``k`` steps."""
        with self.arithmetic.precision():
            return self._states(k)

    def x(self, k: int) -> Vector:
        """The iterate after ``k`` steps."""
        return self.state(k).x

    def m(self, k: int) -> Vector:
        """The first moment after ``k`` steps."""
        return self.state(k).m

    def v(self, k: int) -> Vector:
        """The second moment after ``k`` steps."""
        return self.state(k).v

    def g(self, k: int) -> Vector:
        """The gradient at the iterate after ``k`` steps."""
        with self.arithmetic.precision():
            return self._gradient(self._states(k))

    def w(self, k: int) -> Vector:
        """The second moment in the denominator of step ``k``; 0 at k = 0."""
        state, ar = self.state(k), self.arithmetic
        if state.v_max is not None:
            return state.v_max
        with ar.precision():
            return ar.mul(self._correction(self.amgt.beta2, k), state.v)

    def u(self, k: int) -> Vector:
        """The moment that step ``k`` moves by: corrected, thresholded, compressed."""
        return self._method.update(self.state(max(k, 1)))

    def t(self, k: int) -> Vector:
        """The gains of the threshold in step ``k``; 1 at k = 0."""
        state, ar = self.state(k), self.arithmetic
        with ar.precision():
            ones = ar.add(ar.zeros(len(state.x)), ar.number(1))
            if self._threshold_gain is None or k == 0:
                return ones
            return ar.mul(self._threshold_gain(ar.mul(self._correction(self.amgt.beta1, k), state.m), k), ones)

    def h(self, k: int) -> Vector:
        """The gains of step ``k``."""
        return self._method.gains(self.state(max(k, 1)))

    @property
    def kept(self) -> int:
        """How many states are held."""
        return self._states.kept

    def _correction(self, beta: Fraction, k: int) -> Number:
        ar = self.arithmetic
        return 1 / (1 - ar.number(beta) ** k) if self.amgt.bias_correction and k else ar.number(1)

    @cached_property
    def _method(self) -> BoundAMGT:
        return self.amgt.bind(self.arithmetic)

    @cached_property
    def _threshold_gain(self) -> BoundThreshold | None:
        threshold = self.amgt.threshold
        return threshold.bind_gain(self.arithmetic, self.amgt.k0) if threshold else None

    @cached_property
    def _states(self) -> Recurrence[State]:
        def follow(_: int, state: State) -> State:
            return self._method.step(state, self._gradient(state))

        return Recurrence(self._method.start(self._start), follow, self.steps, self.keep)
