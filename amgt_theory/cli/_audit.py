"""``amgt audit``: every claim of the abstract, set against what was proved."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amgt_theory.cli._check import campaign, jobs_of
from amgt_theory.cli._output import FAILED, HELD, colour, console, json_option, note, print_json, table, tracked
from amgt_theory.cli._workspace import Workspace

if TYPE_CHECKING:
    from amgt_theory.audit import Audit


EXAMPLES = 50  # one shard of each check; amgt check draws more


@click.command("audit")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write report.html, report.md, report.tex (report.pdf where pdflatex exists), certificates/ and audit.json.",
)
@json_option
@click.pass_obj
def audit(workspace: Workspace, out: Path | None, as_json: bool) -> int:
    """Prove everything, check everything and give a verdict on each claim of the AMGT abstract.

    PROVED: the claim holds as written. CORRECTED: it holds after the change stated. REFUTED: as written it is false.
    OPEN: a theorem is missing or unproved, or its check does not pass.

    Exit code 1 when a claim was refuted, a theorem is unproved or a check failed. A claim that is only open because no
    theorem speaks to it or decides it yet is listed, and does not make the audit fail.
    """
    from amgt_theory.audit import audit as run
    from amgt_theory.checking import processes
    from amgt_theory.report import report, write_report

    start = time.perf_counter()
    evidence = workspace.prove(tracked(list(workspace.catalogue.entries), "proving"))
    jobs = jobs_of(workspace)
    workers = processes(max(1, min(os.cpu_count() or 1, len(jobs))))
    checks = {one.id: one.verdict for one in campaign(jobs, EXAMPLES, workers)}
    result = run(workspace.catalogue, evidence, checks, time.perf_counter() - start)
    if out is not None:
        no_pdf = write_report(report(workspace.catalogue, result), workspace.catalogue, out)
        if no_pdf:
            note(f"no report.pdf: {no_pdf}")
    if as_json:
        print_json(result.record())
    else:
        _show(result, out)
    return HELD if result.held else FAILED


def _show(result: Audit, out: Path | None) -> None:
    from rich.text import Text

    shown = table("claim", "the abstract says", "verdict", "what holds", "theorems")
    shown.columns[0].no_wrap = shown.columns[2].no_wrap = True
    for finding in result.findings:
        deciding = [one.entry.id for one in finding.supports if one.entry.verdict != "supports"]
        others = len(finding.supports) - len(deciding)
        theorems = "\n".join([*deciding, *([f"({others} in support)"] if others else [])])
        verdict = Text(finding.verdict, style=colour(finding.verdict))
        shown.add_row(finding.claim.id, f"“{finding.claim.text}”", verdict, "\n".join(finding.lines), theorems)
    screen = console()
    screen.print(shown)
    screen.print(f"{result.summary} in {result.seconds:.1f} s")
    for what, names in (
        ("refuted", result.refuted),
        ("unproved", result.unproved),
        ("failed or undecided checks", result.failed_checks),
    ):
        if names:
            screen.print(f"{what}: {', '.join(names)}")
    if out is not None:
        screen.print(f"report: {out / 'report.html'}", soft_wrap=True)
