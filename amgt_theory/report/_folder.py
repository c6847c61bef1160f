"""The folder an audit leaves: the report in each format, the certificates and the JSON document."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from pathlib import Path

from amgt_theory.catalogue import Catalogue
from amgt_theory.files import whole_folder
from amgt_theory.report._content import Report
from amgt_theory.report._html import html
from amgt_theory.report._markdown import markdown
from amgt_theory.report._tex import tex

FILES = frozenset({"report.html", "report.md", "report.tex", "report.pdf", "audit.json", "certificates"})
SECONDS = 120  # a document that takes longer than this is stuck


def write_report(report: Report, catalogue: Catalogue, folder: Path) -> None:
    """Write everything to ``folder``, or nothing. There is a report.pdf where pdflatex is installed and succeeds."""
    with whole_folder(folder, FILES) as draft:
        for name, text in {
            "report.html": html(report),
            "report.md": markdown(report),
            "report.tex": tex(report),
            "audit.json": json.dumps(report.audit.record(), indent=2, ensure_ascii=False) + "\n",
        }.items():
            (draft / name).write_text(text, encoding="utf-8")
        (draft / "certificates").mkdir()
        for section in report.sections:
            if section.theorem is not None:
                path = draft / "certificates" / f"{section.entry.id}.json"
                path.write_text(catalogue.certificate(section.entry.id), encoding="utf-8")
        _pdf(draft)


def _pdf(folder: Path) -> None:
    program = shutil.which("pdflatex")
    if program is None:
        return
    build = folder / "latex"
    build.mkdir()
    command = [program, "-interaction=batchmode", "-halt-on-error", "-no-shell-escape", f"-output-directory={build}"]
    for _ in range(2):  # the second pass knows the references of the first
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [*command, "report.tex"], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS
            )
    if (build / "report.pdf").exists():
        (build / "report.pdf").replace(folder / "report.pdf")
    shutil.rmtree(build)
