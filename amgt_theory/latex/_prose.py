"""Plain text as LaTeX, with the mathematics in it set as such."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
OPERATORS = {"+": " + ", "-": " - ", "*": " ", "/": "/"}
FUNCTIONS = {"log": r"\log ", "exp": r"\exp ", "min": r"\min ", "max": r"\max ", "grad": r"\nabla "}
KNOWN = frozenset({"eps", "f_star", "x_star", "gap0", "sqrt", "Hm", *FUNCTIONS})
SCRIPTS = {"^": "^", "**": "^", "_": "_"}
CLOSING = {"(": ")", "[": "]"}
TOKEN = re.compile(
    r"[a-z]\w*\.[a-z]\w*"  # the id of a theorem
    r"|[A-Za-z]{2,}(?:-[A-Za-z]+)+|[A-Za-z]{2,}'s\b"  # a compound word, a genitive
    r"|[A-Za-z]\*(?=[\s,.;:)]|$)|[a-z]\^(?![A-Za-z0-9(-])"  # a minimizer, a hat
    r"|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:(?<=_[a-z]{2}),[a-z]\b)?'*"
    r"|_(?:\{[^}]*\}|[A-Za-z0-9])|\d+(?:\.\d+)*|\*\*|<=|>=|!=|->|\s+|."
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
    tokens = TOKEN.findall(" ".join(plain.split()))
    result = ""
    place = 0
    while place < len(tokens):
        end = _run(tokens, place)
        if end > place:
            result += f"${_set(tokens[place:end])}$"
            place = end
        else:
            token = tokens[place]
            is_name = re.fullmatch(r"[a-z]\w*\.[a-z]\w*|[a-z]\w*_\w+", token)
            result += rf"\texttt{{{escaped(token)}}}" if is_name else token if token.isspace() else _as_text(token)
            place += 1
    return result


def _as_text(token: str) -> str:
    return f"${RELATIONS[token].strip()}$" if token in ("<=", ">=", "!=", "->") else escaped(token)


# -- finding mathematics


def _run(tokens: Sequence[str], start: int) -> int:
    """Where the mathematics that starts at ``start`` ends; ``start`` when there is none."""
    place = end = start
    if tokens[start] == "-" and (start == 0 or tokens[start - 1].isspace()):  # a sign
        place += 1
    while place < len(tokens):
        after = _operand(tokens, place)
        if after == place:
            break
        place = end = after
        while place < len(tokens) and (tokens[place].isspace() or _joins(tokens[place])):
            if tokens[place] == "<" and _angle(tokens, place) > place:
                break
            place += 1
    meaningful = any(_is_name(tokens, index) for index in range(start, end)) or any(
        token in RELATIONS or token in OPERATORS or token in ("^", "**") for token in tokens[start:end]
    )
    return end if meaningful else start


def _operand(tokens: Sequence[str], place: int) -> int:
    """Where the operand at ``place`` ends, with its arguments and exponent; ``place`` when there is none."""
    token = tokens[place]
    if token in CLOSING:
        end = _group(tokens, place, CLOSING[token])
    elif token == "|":
        end = _group(tokens, place, "|")
    elif token == "<":
        end = _angle(tokens, place)
    elif token in (*FUNCTIONS, "sqrt"):
        following = place + 1 + (tokens[place + 1 : place + 2] == [" "])
        end = _operand(tokens, following) if following < len(tokens) else place
        return end if end > following else place
    elif token.isdigit() or _is_name(tokens, place):
        end = place + 1
        if end < len(tokens) and tokens[end] == "(" and not token.isdigit():
            end = max(end, _group(tokens, end, ")"))
    else:
        return place
    while end > place and end < len(tokens):
        if re.fullmatch(r"_(\{.*\}|\w)", tokens[end]):
            end += 1
        elif tokens[end] in SCRIPTS and end + 1 < len(tokens):
            exponent = end + 1 + (tokens[end + 1] == "-")
            after = _operand(tokens, exponent) if exponent < len(tokens) else exponent
            if after == exponent:
                break
            end = after
        else:
            break
    return end


def _angle(tokens: Sequence[str], start: int) -> int:
    """Where an inner product <u, v> ends; ``start`` when it is not one."""
    end = _group(tokens, start, ">") if tokens[start + 1 : start + 2] != [" "] else start
    return end if "," in tokens[start:end] else start


def _group(tokens: Sequence[str], start: int, closing: str) -> int:
    """Where the group that opens at ``start`` has closed, all mathematics inside; ``start`` when it is not that."""
    place = start + 1
    while place < len(tokens):
        token = tokens[place]
        if token == closing and place > start + 1:
            return place + 1
        if token.isspace() or token == "," or _joins(token):
            place += 1
            continue
        after = _operand(tokens, place)
        if after == place:
            return start
        place = after
    return start


def _joins(token: str) -> bool:
    return token in OPERATORS or token in RELATIONS


def _is_name(tokens: Sequence[str], place: int) -> bool:
    token = tokens[place]
    if not re.fullmatch(r"[A-Za-z][*^]|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:,[a-z])?'*", token):
        return False
    stem = re.split(r"[_0-9'*^]", token)[0]
    if stem in KNOWN or token in KNOWN or (stem == "gap" and token != "gap") or tokens[place + 1 : place + 2] == ["^"]:
        return True
    if token in ("a", "A", "I"):  # an article, unless something mathematical touches it
        around = (*tokens[place + 1 : place + 3], *tokens[max(place - 2, 0) : place])
        return any(_joins(one) or one in ("^", "**", ")") or one.isdigit() for one in around)
    if stem.lower() == "gamma":
        return tokens[place + 1 : place + 2] == ["("]
    return len(stem) == 1 or stem in greek_letters_set


# -- setting it


def _set(tokens: Sequence[str]) -> str:
    text = ""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token in SCRIPTS:
            exponent = place + 1 + (tokens[place + 1] == "-")
            end = _operand(tokens, exponent)
            inside = tokens[place + 1 : end]
            if inside[0] == "(" and _group(inside, 0, ")") == len(inside):
                inside = inside[1:-1]
            text += f"{SCRIPTS[token]}{{{_set(inside)}}}"
            place = end
        elif token == "sqrt":
            argument = place + 1 + tokens[place + 1].isspace()
            grouped = tokens[argument] == "("
            end = _group(tokens, argument, ")") if grouped else _operand(tokens, argument)
            inside = tokens[argument:end]
            text += rf"\sqrt{{{_set(inside[1:-1] if grouped else inside)}}}"
            place = end
        elif token == "<" and (end := _angle(tokens, place)) > place:
            text += rf"\langle {_set(tokens[place + 1 : end - 1])}\rangle "
            place = end
        else:
            text += _piece(token, place == 0 or tokens[place - 1] in "([,")
            place += 1
    return re.sub(r"  +", " ", text).strip()


def _piece(token: str, first: bool) -> str:
    if token in OPERATORS or token in RELATIONS:
        return token if token == "-" and first else {**OPERATORS, **RELATIONS}[token]
    if token in FUNCTIONS:
        return FUNCTIONS[token]
    if re.match(r"[A-Za-z]", token):
        return token if token.startswith("Hm") else r"\Gamma" if token.lower() == "gamma" else spelled(token)
    return token
