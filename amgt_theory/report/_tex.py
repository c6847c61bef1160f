"""The report as a LaTeX article; needs only texlive-latex-base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from amgt_theory.audit import PAPER, Finding
from amgt_theory.derivation import Line
from amgt_theory.language import Formula
from amgt_theory.printing import text
from amgt_theory.report._content import HOW_TO_CHECK, MEANINGS, TITLE, WHAT_PROVED_MEANS, Report, Section

PREAMBLE = r"""\documentclass[10pt]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[margin=2.2cm]{geometry}
\usepackage{amsmath,amssymb,array,longtable}
\usepackage[hidelinks]{hyperref}
\setlength{\parindent}{0pt}\setlength{\parskip}{0.5em}
\renewcommand{\arraystretch}{1.3}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\emergencystretch=3em
"""
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "“": "``",
    "”": "''",
    **{character: "\\" + character for character in "&%$#_{}"},
}


def tex(report: Report) -> str:
    """The whole document."""
    return "\n".join(
        [
            PREAMBLE + rf"\title{{{escaped(TITLE)}}}\author{{}}\date{{}}",
            r"\begin{document}\maketitle",
            rf"{escaped(PAPER)}.",
            "",
            rf"\textbf{{{escaped(report.audit.summary)}}}",
            r"\begin{longtable}{@{}lL{.2\linewidth}lL{.5\linewidth}@{}}",
            r"claim & the abstract says & verdict & what holds \\ \hline \endhead",
            *map(_claim, report.audit.findings),
            r"\end{longtable}",
            r"\begin{description}",
            *(rf"\item[{verdict}] {escaped(meaning)}" for verdict, meaning in MEANINGS),
            r"\end{description}",
            escaped(WHAT_PROVED_MEANS),
            "",
            rf"To verify every certificate again: \texttt{{{escaped(HOW_TO_CHECK)}}}",
            r"\section*{Theorems}",
            *(line for section in report.sections for line in _section(section)),
            r"\section*{Axioms of the kernel in use}",
            *(rf"\textbf{{{escaped(name)}}}: {formula(law)}\par" for name, law in report.axioms.items()),
            r"\end{document}",
            "",
        ]
    )


def escaped(plain: str) -> str:
    """Plain text as LaTeX."""
    return re.sub(r"[\\~^<>|“”&%$#_{}]", lambda found: SPECIAL[found[0]], " ".join(plain.split()))


def formula(value: Formula) -> str:
    """A formula on as many lines as it needs."""
    return rf"{{\small\texttt{{{escaped(text(value))}}}}}"


def _claim(finding: Finding) -> str:
    theorems = ", ".join(rf"\hyperref[{one.entry.id}]{{{escaped(one.entry.id)}}}" for one in finding.supports)
    cells = [
        finding.claim.id,
        rf"\emph{{``{escaped(finding.claim.text)}''}}",
        rf"\textbf{{{finding.verdict}}}",
        escaped(finding.statement) + (rf" {{\small({theorems})}}" if theorems else ""),
    ]
    return " & ".join(cells) + r" \\"


def _section(section: Section) -> Iterator[str]:
    entry, theorem = section.entry, section.theorem
    yield rf"\subsection*{{{escaped(entry.id)}}}\phantomsection\label{{{entry.id}}}"
    yield rf"\textbf{{{escaped(entry.title)}}} ({entry.kind}, {section.evidence.status})"
    yield ""
    if theorem is None:
        yield escaped(section.evidence.reason)
        return
    assumed = [rf"{escaped(name)}: {formula(one)}" for name, one in theorem.setting]
    assumed += [formula(relation) for relation in theorem.assumptions]
    assumed += [f"where {formula(one)}" for name, one in theorem.hypotheses if name.startswith("definition_")]
    yield from _items("Assume", "itemize", assumed)
    yield from _items("Then", "itemize", map(formula, theorem.conclusions))
    if theorem.notes:
        yield escaped(theorem.notes) + "\n"
    yield rf"{escaped(section.rests_on)}. Source: {escaped(theorem.source)}." + "\n"
    yield from _items("Derivation", "enumerate", map(_line, section.lines))


def _line(line: Line) -> str:
    return escaped(line.why) + (rf"\\{formula(line.formula)}" if line.formula is not None else "")


def _items(heading: str, kind: str, items: Iterable[str]) -> Iterator[str]:
    items = list(items)
    if items:  # LaTeX has no empty lists
        yield rf"{heading}\begin{{{kind}}}\setlength{{\itemsep}}{{0pt}}"
        yield from (rf"\item {item}" for item in items)
        yield rf"\end{{{kind}}}"
