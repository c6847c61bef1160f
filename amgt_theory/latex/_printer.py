"""SymPy expressions and formulas as LaTeX mathematics, spelled as in the theory notes."""

from __future__ import annotations

import re
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.printing.latex import LatexPrinter, greek_letters_set

from amgt_theory.symbols import At, Coordinate, Vector

SPELLED = {
    "eps": r"\varepsilon",
    "f_star": "f^{*}",
    "x_star": "x^{*}",
    "gradient": r"\nabla f",
    "step_size": r"\alpha",
    "x0_dist": r"\lVert x_{0} - x^{*} \rVert",
}
RELATIONS = {sympy.Le: r"\le", sympy.Lt: "<", sympy.Eq: "="}


def spelled(name: str) -> str:
    """A symbol's or function's name: Greek letters, subscripts, a plus for the next value.

    >>> spelled("beta1"), spelled("h_lo"), spelled("V_next"), spelled("deviation")
    ('\\\\beta_{1}', 'h_{\\\\mathrm{lo}}', 'V^{+}', '\\\\mathit{deviation}')
    """
    if name in SPELLED:
        return SPELLED[name]
    if name.startswith("next_"):
        return spelled(name.removeprefix("next_")) + "^{+}"
    if name.endswith("_next"):
        return spelled(name.removesuffix("_next")) + "^{+}"
    primes = len(name) - len(name.rstrip("'"))
    if name.endswith("^"):
        return rf"\hat{{{spelled(name[:-1])}}}"
    if name.endswith("*"):
        return spelled(name[:-1]) + "^{*}"
    stem, _, below = name.rstrip("'").partition("_")
    if digits := re.fullmatch(r"([A-Za-z]+)(\d+)", stem):
        stem, below = digits[1], ", ".join(filter(None, (digits[2], below)))
    if len(stem) > 1 and len(below) > 1 and below.isalpha() and stem not in greek_letters_set:
        stem, below = rf"{stem}\ {below.replace('_', ' ')}", ""
    if stem in greek_letters_set:
        letters = rf"\{stem}"
    else:
        letters = stem if len(stem) == 1 else r"\mathrm{gap}" if stem == "gap" else rf"\mathit{{{stem}}}"
    if not below:
        return letters + "'" * primes
    parts = (part if len(part) == 1 or part.isdigit() else rf"\mathrm{{{part}}}" for part in re.split("[_,]", below))
    return letters + "'" * primes + f"_{{{','.join(parts)}}}"


def mathematics(expression: Any) -> str:
    """An expression as LaTeX.

    >>> from amgt_theory.symbols import beta1, f, f_star, gradient, i, k, square, x
    >>> mathematics(f(x(k)) - f_star)
    'f(x_{k}) - f^{*}'
    >>> mathematics(beta1 * square(gradient(x(k + 1))))
    '\\\\beta_{1} \\\\, \\\\lVert \\\\nabla f(x_{k + 1}) \\\\rVert^{2}'
    >>> mathematics(At(x(k), i) ** 2)
    'x_{k,i}^{2}'
    """
    return str(_Printer().doprint(_with_norms(sympy.sympify(expression))))


def terms(expression: Any) -> list[str]:
    """The expression's terms, each with its sign, for breaking it over lines."""
    expression = _with_norms(sympy.sympify(expression))
    printer = _Printer()
    if not isinstance(expression, sympy.Add):
        return [str(printer.doprint(expression))]
    return printer.signed_terms(expression)


def relation(formula: Relational) -> str:
    """A relation as LaTeX, on one line."""
    return f"{mathematics(formula.lhs)} {RELATIONS[formula.func]} {mathematics(formula.rhs)}"


class _Spelled(sympy.Symbol):  # type: ignore[misc]
    """Stands for what prints as its name."""


class _Printer(LatexPrinter):  # type: ignore[misc]
    printmethod = "_no_printmethod"  # At brings one for SymPy's own printer

    def __init__(self) -> None:
        super().__init__({"parenthesize_super": False, "mul_symbol": r" \, "})

    def _print__Spelled(self, expr: Any) -> str:
        return str(expr.name)

    def _print_Symbol(self, expr: Any, style: str = "plain") -> str:
        return spelled(expr.name)

    def _print_AppliedUndef(self, expr: Any, exp: str | None = None) -> str:
        name = spelled(expr.func.__name__)
        sorts = getattr(expr.func, "sorts", ((), ""))[0]
        arguments = ", ".join(self._print(_flat(argument)) for argument in expr.args)
        if sorts and set(sorts) == {"natural"}:
            return _raised(_below(name, arguments), exp)
        return _raised(f"{name}({arguments})", exp)

    def _print_At(self, expr: Any, exp: str | None = None) -> str:
        vector, index = expr.args
        below = self._print(index)
        if isinstance(vector, Vector):
            return _raised(_below(spelled(vector.name), below), exp)
        if isinstance(vector, AppliedUndef) and vector.func.__name__ == "gradient":
            derivative = rf"\nabla_{{{below}}} f({self._print(_flat(vector.args[0]))})"
            return derivative if exp is None else rf"\left({derivative}\right)^{{{exp}}}"
        if isinstance(vector, AppliedUndef):
            arguments = ", ".join(map(self._print, vector.args))
            return _raised(_below(spelled(vector.func.__name__), f"{arguments},{below}"), exp)
        return _raised(rf"\left[{self._print(vector)}\right]_{{{below}}}", exp)

    def _print_Lambda(self, expr: Any) -> str:
        return rf"\left({self._print(expr.expr)}\right)_{{{self._print(expr.variables[0])}}}"

    def _print_Mul(self, expr: Any) -> str:
        """Roots that stand side by side are joined under one sign."""
        roots = [one for one in expr.args if isinstance(one, sympy.Pow) and one.exp == sympy.S.Half]
        if len(roots) > 1:
            joined = _Spelled(rf"\sqrt{{{self._print(sympy.Mul(*(one.base for one in roots)))}}}")
            return str(self._print(sympy.Mul(joined, *(one for one in expr.args if one not in roots))))
        return str(super()._print_Mul(expr))

    def _print_ExpBase(self, expr: Any, exp: str | None = None) -> str:
        argument = self._print(expr.args[0])
        if r"\frac" not in argument:
            return str(super()._print_ExpBase(expr, exp))
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\exp{power}\left({argument}\right)"

    def _print_Add(self, expr: Any, order: Any = None) -> str:
        text = " ".join(self.signed_terms(expr))
        return text.removeprefix("+ ")

    def signed_terms(self, expr: Any) -> list[str]:
        """Terms with a sign before each; those with a plus come first."""
        ordered = sorted(self._as_ordered_terms(expr), key=lambda one: bool(one.could_extract_minus_sign()))
        result: list[str] = []
        for one in ordered:
            negative = one.could_extract_minus_sign()
            text = self._print(-one if negative else one)
            if (-one if negative else one).is_Add:
                text = rf"\left({text}\right)"
            result.append(f"- {text}" if negative else f"+ {text}" if result else text)
        return result


def _below(name: str, index: str) -> str:
    """``name`` with a subscript, which goes into one that is there already."""
    if found := re.fullmatch(r"(.*)_\{([^{}]*(?:\{[^{}]*\})?[^{}]*)\}", name):
        return f"{found[1]}_{{{found[2]}, {index}}}"
    return f"{name}_{{{index}}}"


def _raised(text: str, exponent: str | None) -> str:
    if exponent is None:
        return text
    return f"{{{text}}}^{{{exponent}}}" if "^" in text else f"{text}^{{{exponent}}}"


# -- vectors without coordinates


def _with_norms(expression: sympy.Expr) -> sympy.Expr:
    """Sums over coordinates of squares and products of vectors, as norms and inner products."""
    if not isinstance(expression, sympy.Basic) or isinstance(expression, sympy.Lambda):
        return expression
    sums = [one for one in expression.atoms(sympy.Sum) if isinstance(one.variables[0], Coordinate)]
    return expression.xreplace({one: short for one in sums if (short := _norm(one)) is not None})


def _norm(total: sympy.Sum) -> sympy.Expr | None:
    parts = [_norm_of_term(term, total.variables[0]) for term in sympy.Add.make_args(total.function)]
    return None if None in parts else sympy.Add(*parts)


def _norm_of_term(term: sympy.Expr, index: sympy.Symbol) -> sympy.Expr | None:
    fixed, varying = term.as_independent(index, as_Add=False)
    if isinstance(varying, sympy.Pow) and varying.exp == 2:
        vector = _vector(varying.base, index)
        return None if vector is None else fixed * _Spelled(rf"\lVert {vector} \rVert", nonnegative=True) ** 2
    if isinstance(varying, sympy.Mul) and len(varying.args) == 2:
        vectors = [_vector(factor, index) for factor in varying.args]
        if None not in vectors:
            return fixed * _Spelled(rf"\langle {vectors[0]}, {vectors[1]} \rangle")
    return None


def _vector(expression: sympy.Expr, index: sympy.Symbol) -> str | None:
    """A combination of coordinates ``index`` as the same combination of vectors; None when it is not linear."""
    printer = _Printer()
    coordinates = sorted((one for one in expression.atoms(At) if one.args[1] == index), key=str)
    names = {one: _Spelled(printer.doprint(_flat(one.args[0]))) for one in coordinates}
    replaced = expression.xreplace(names)
    if not names or replaced.has(index) or not replaced.is_polynomial(*names.values()):
        return None
    polynomial = sympy.Poly(replaced, *names.values())
    if any(sum(monomial) != 1 for monomial in polynomial.monoms()):
        return None
    return str(printer.doprint(replaced))


def _flat(argument: Any) -> Any:
    """A vector given by its coordinates, without them where it is a combination of vectors."""
    if isinstance(argument, sympy.Lambda):
        vector = _vector(argument.expr, argument.variables[0])
        return argument if vector is None else _Spelled(vector)
    return argument
