"""From fragments to an article, and from an article to a PDF file."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from amgt_theory.errors import InvalidInput
from amgt_theory.files import whole_file
from amgt_theory.latex._prose import escaped

PREAMBLE = r"""\documentclass[10pt,fleqn]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[a4paper,margin=2.2cm]{geometry}
\usepackage{amsmath,amssymb,amsthm}
\usepackage[hidelinks]{hyperref}
\newtheorem{theorem}{Theorem}
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{refutation}[theorem]{Refutation}
\allowdisplaybreaks
\sloppy
\setlength{\mathindent}{2em}
"""
SECONDS = 300  # a document that takes longer than this is stuck


def document(fragments: Iterable[str], title: str = "Convergence theorems and their derivations") -> str:
    """A complete article; needs no more than texlive-latex-base has.

    >>> print(document(["$x$"]).splitlines()[-3:])
    ['', '$x$', '\\\\end{document}']
    """
    head = rf"{PREAMBLE}\title{{{escaped(title)}}}\author{{}}\date{{}}" + "\n\\begin{document}\\maketitle\n"
    return "\n".join([head, *fragments, "\\end{document}\n"])


def pdf(text: str, path: Path) -> None:
    """Compile a complete LaTeX document with pdflatex and leave the result at ``path``, whole or not at all.

    Raises InvalidInput when pdflatex is not installed, rejects the document, or the file cannot be written.
    """
    program = shutil.which("pdflatex")
    if program is None:
        raise InvalidInput("pdflatex is not installed; install texlive-latex-base, or compile the LaTeX file elsewhere")
    command = [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "document.tex"]
    with tempfile.TemporaryDirectory() as folder, whole_file(path) as draft:
        build = Path(folder)
        (build / "document.tex").write_text(text, encoding="utf-8")
        for _ in range(2):  # the second pass knows the numbers of the first
            try:
                done = subprocess.run(
                    command, cwd=build, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False
                )
            except subprocess.TimeoutExpired:
                raise InvalidInput(f"pdflatex took longer than {SECONDS} seconds; compile fewer theorems") from None
            if done.returncode:
                raise InvalidInput(f"pdflatex rejects the document: {_complaint(done.stdout)}")
        shutil.copyfile(build / "document.pdf", draft)


def _complaint(output: bytes) -> str:
    """The first error in pdflatex's output, with the place it names."""
    lines = output.decode("utf-8", "replace").splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith("!")), None)
    if first is None:
        return "no reason given"
    where = next((line for line in lines[first:] if line.startswith("l.")), "")
    return " ".join(f"{lines[first][1:]} {where}".split())
