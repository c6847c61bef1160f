"""Plain text as LaTeX, with the mathematics in it set as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from sympy.printing.latex import greek_letters_set

from amgt_theory.latex._printer import spelled

SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{character: "\\" + character for character in "&%$#_{}"},
}
RELATIONS = {"<=": r" \le ", ">=": r" \ge ", "!=": r" \ne ", "->": r" \to ", "=": " = ", "<": " < ", ">": " > "}
JOINING = {"+": " + ", "-": " - ", "*": " ", "/": "/", **RELATIONS}
FUNCTIONS = {"log": r"\log ", "exp": r"\exp ", "min": r"\min ", "max": r"\max ", "grad": r"\nabla "}
NAMES = {"Hm": "Hm", "Hm'": "Hm'", "sin": r"\sin ", "cos": r"\cos ", "gamma": r"\Gamma", "Gamma": r"\Gamma"}
KNOWN = frozenset({"eps", "sqrt", "Hm", "sin", "cos", *FUNCTIONS})
END = ""
SCRIPTS = {"^": "^", "**": "^", "_": "_"}
CLOSING = {"(": ")", "[": "]", "|": "|", "<": ">"}
TOKEN = re.compile(
    r"""
    [a-z]\w*\.[a-z]\w*               # the id of a theorem
    | [A-Za-z]{2,}'s\b                # a genitive
    | [A-Za-z]\*(?=[\s,.;:)]|$)       # a minimizer, x*
    | [a-z]\^(?![A-Za-z0-9(-])        # a hat, v^
    | [A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:(?<=_lo|_hi),[a-z]\b)?'*  # a word or a name; h_lo,k is one
    | _(?:\{[^}]*\}|[A-Za-z0-9])      # an index
    | \d+(?:\.\d+)*(?:e-?\d+\b)?
    | \*\* | <= | >= | != | ->
    | \s+ | .
    """,
    re.VERBOSE,
)


def escaped(plain: str) -> str:
    """Plain text as LaTeX, all of it as text.

    >>> escaped("50% of x_1")
    '50\\\\% of x\\\\_1'
    """
    return re.sub(r"[\\~^<>|&%$#_{}]", lambda found: SPECIAL[found[0]], " ".join(plain.split()))


def prose(plain: str) -> str:
    """Plain text as LaTeX: letters, indexed names and Greek names, with the operators between them, become mathematics.

    >>> prose("by 1 - mu h_lo, so a bound with k^-c (Chung)")
    'by $1 - \\\\mu h_{\\\\mathrm{lo}}$, so a bound with $k^{-c}$ (Chung)'
    >>> prose("see lemmas.pl: <g, u> <= |g|^2 on [0, 1/L]")
    'see \\\\texttt{lemmas.pl}: $\\\\langle g, u\\\\rangle \\\\le |g|^{2}$ on $[0, 1/L]$'
    """
    tokens = [*TOKEN.findall(" ".join(plain.split())), END]
    result = ""
    place = 0
    while tokens[place] != END:
        sign = "-" if tokens[place] == "-" and (place == 0 or tokens[place - 1].isspace()) else ""
        latex, end = _operands(tokens, place + len(sign))
        if latex and _is_mathematics(tokens, place, end):
            result += f"${sign}{_trimmed(latex)}$"
            place = end
        else:
            result += _as_text(tokens[place])
            place += 1
    return result


def _is_mathematics(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether there is more than a number, or a few of them in brackets."""
    return any(tokens[one] in JOINING or tokens[one] in SCRIPTS or _is_name(tokens, one) for one in range(start, end))


def _as_text(token: str) -> str:
    if token in ("<=", ">=", "!=", "->"):
        return f"${RELATIONS[token].strip()}$"
    if re.fullmatch(r"[a-z]\w*\.[a-z]\w*|[a-z]\w*_\w+", token):
        return rf"\texttt{{{escaped(token)}}}"
    return token if token.isspace() else escaped(token)


def _trimmed(latex: str) -> str:
    return re.sub(r"  +", " ", latex).strip()


# -- mathematics: what starts at a token as LaTeX, and where it ends; None when it is not mathematics

Found: TypeAlias = tuple[str, int] | None


def _operands(tokens: Sequence[str], start: int, closing: str = END) -> tuple[str, int]:
    """Operands and what joins them, up to the last operand; in brackets, all of it up to the closing one."""
    inside = closing != END
    latex = joining = ""
    place = end = start
    while tokens[place] != END and (tokens[place] != closing or place == start):
        token = tokens[place]
        if found := _operand(tokens, place):
            latex, place = latex + joining + found[0], found[1]
            joining, end = "", place
        elif (latex or inside) and (token.isspace() or token in JOINING or (inside and token == ",")):
            is_sign = token == "-" and ((place == start and closing != "|") or tokens[place - 1] in ("(", "[", ","))
            joining += token if is_sign else JOINING.get(token, token)
            place += 1
        else:
            break
    return (latex + joining, place) if inside else (latex, end)


def _operand(tokens: Sequence[str], place: int) -> Found:
    """A number, a name with its arguments, a function of an operand or a bracket, and its scripts."""
    token = tokens[place]
    if token in CLOSING:
        found = _bracket(tokens, place)
    elif token == "sqrt" or token in FUNCTIONS:
        return _function(tokens, place)
    elif re.fullmatch(r"\d+(\.\d+)?", token):
        found = token, place + 1
    elif _is_name(tokens, place):
        name = NAMES.get(token) or spelled(token)
        arguments = _bracket(tokens, place + 1) if tokens[place + 1] == "(" else None
        found = (name + arguments[0], arguments[1]) if arguments else (name, place + 1)
    else:
        return None
    return _with_scripts(tokens, *found) if found else None


def _function(tokens: Sequence[str], place: int) -> Found:
    argument = place + 1 + (tokens[place + 1] == " ")
    found = _operand(tokens, argument)
    if found is None:
        return None
    if tokens[place] != "sqrt":
        return FUNCTIONS[tokens[place]] + found[0], found[1]
    if inside := _inside(tokens, argument, "("):
        return _with_scripts(tokens, rf"\sqrt{{{_trimmed(inside[0])}}}", inside[1])
    return rf"\sqrt{{{_trimmed(found[0])}}}", found[1]


def _bracket(tokens: Sequence[str], place: int) -> Found:
    opening = tokens[place]
    found = _inside(tokens, place, opening)
    if found is None:
        return None
    latex, end = found
    if opening != "<":
        return opening + latex + CLOSING[opening], end
    is_product = tokens[place + 1] != " " and "," in tokens[place:end]
    return (rf"\langle {_trimmed(latex)}\rangle ", end) if is_product else None


def _inside(tokens: Sequence[str], place: int, opening: str) -> Found:
    """What is between brackets, when that is mathematics; the end is behind them."""
    if tokens[place] != opening:
        return None
    latex, end = _operands(tokens, place + 1, CLOSING[opening])
    return (latex, end + 1) if latex and tokens[end] == CLOSING[opening] else None


def _with_scripts(tokens: Sequence[str], latex: str, end: int) -> tuple[str, int]:
    while True:
        if re.fullmatch(r"_(\{.*\}|\w)", tokens[end]):
            latex, end = latex + tokens[end], end + 1
        elif tokens[end] in SCRIPTS and (found := _script(tokens, end + 1)):
            latex, end = rf"{latex}{SCRIPTS[tokens[end]]}{{{_trimmed(found[0])}}}", found[1]
        else:
            return latex, end


def _script(tokens: Sequence[str], place: int) -> Found:
    """An operand with a sign or not; brackets around all of it are not set."""
    sign = "-" if tokens[place] == "-" else ""
    found = _operand(tokens, place + len(sign))
    if found is None:
        return None
    bare = _inside(tokens, place, "(")
    return bare if bare and bare[1] == found[1] else (sign + found[0], found[1])


def _is_name(tokens: Sequence[str], place: int) -> bool:
    """Whether a word is a symbol: a letter or Greek name, with an index or not, or what stands before a power."""
    token = tokens[place]
    if not token[:1].isalpha() or "." in token or token.endswith("'s"):
        return False
    if token in ("a", "A", "I"):  # an article, unless something mathematical touches it
        around = tokens[max(place - 2, 0) : place + 3]
        return any(one in JOINING or one in ("^", "**", ")") or one.isdigit() for one in around)
    stem = re.split(r"[_0-9'*^,]", token)[0]
    if stem.lower() == "gamma":
        return tokens[place + 1] in ("(", "^")
    if len(stem) == 1 or stem in greek_letters_set or stem in KNOWN:
        return True
    return tokens[place + 1] == "^" or (stem == "gap" and token != "gap")
