"""The folder an audit leaves: the report in each format, the certificates and the JSON document."""

from __future__ import annotations

import json
from pathlib import Path

from amgt_theory.catalogue import Catalogue
from amgt_theory.errors import InvalidInput
from amgt_theory.files import whole_folder
from amgt_theory.latex import pdf
from amgt_theory.report._content import Report
from amgt_theory.report._html import html
from amgt_theory.report._markdown import markdown
from amgt_theory.report._tex import tex

FILES = frozenset({"report.html", "report.md", "report.tex", "report.pdf", "audit.json", "certificates"})


def write_report(report: Report, catalogue: Catalogue, folder: Path) -> str:
    """Write everything to ``folder``, or nothing; returns why there is no report.pdf, empty when there is one."""
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
            if section.derivation is not None:
                path = draft / "certificates" / f"{section.entry.id}.json"
                path.write_text(catalogue.certificate(section.entry.id), encoding="utf-8")
        try:
            pdf((draft / "report.tex").read_text(encoding="utf-8"), draft / "report.pdf")
        except InvalidInput as error:  # the LaTeX file can be compiled elsewhere; it is no reason to lose the rest
            return str(error)
    return ""
