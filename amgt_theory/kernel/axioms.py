"""What the kernel takes for granted about the reals, beyond ordered-field arithmetic: all of it, in its own language.

Functions are total, as in Coq's and Lean's libraries: 1/0 = 0, Gamma is 0 at its poles, pow(a, b) is exp(b log a);
each axiom carries the hypotheses under which it holds.
"""

from __future__ import annotations

from amgt_theory.kernel.terms import Term

Formula = Term


def _law(names: str, hypotheses: tuple[Formula, ...], conclusion: Formula) -> Formula:
    return ("all", tuple((name, "real") for name in names.split()), hypotheses, conclusion)


AXIOMS: dict[str, Formula] = {
    "exp_add": _law("a b", (), ("=", ("exp", ("+", "a", "b")), ("*", ("exp", "a"), ("exp", "b")))),
    "exp_bound": _law("a", (), ("<=", ("+", 1, "a"), ("exp", "a"))),
    "exp_log": _law("a", (("<", 0, "a"),), ("=", ("exp", ("log", "a")), "a")),
    "log_exp": _law("a", (), ("=", ("log", ("exp", "a")), "a")),
    "sqrt_square": _law("a", (("<=", 0, "a"),), ("=", ("^", ("sqrt", "a"), 2), "a")),
    "min_left": _law("a b", (), ("<=", ("min", "a", "b"), "a")),
    "min_greatest": _law("a b c", (("<=", "c", "a"), ("<=", "c", "b")), ("<=", "c", ("min", "a", "b"))),
    "max_left": _law("a b", (), ("<=", "a", ("max", "a", "b"))),
    "max_least": _law("a b c", (("<=", "a", "c"), ("<=", "b", "c")), ("<=", ("max", "a", "b"), "c")),
    "abs_upper": _law("a", (), ("<=", "a", ("abs", "a"))),
    "abs_square": _law("a", (), ("=", ("^", ("abs", "a"), 2), ("^", "a", 2))),
    "gamma_one": ("=", ("gamma", 1), 1),
    "gamma_positive": _law("a", (("<", 0, "a"),), ("<", 0, ("gamma", "a"))),
    "gamma_recurrence": _law(
        "a", (("<", 0, ("^", "a", 2)),), ("=", ("gamma", ("+", "a", 1)), ("*", "a", ("gamma", "a")))
    ),
    "archimedes": (
        "all",
        (("a", "real"), ("b", "real")),
        (("all", (("n", "natural"),), (), ("<=", ("*", "n", "a"), "b")),),
        ("<=", "a", 0),
    ),
}
