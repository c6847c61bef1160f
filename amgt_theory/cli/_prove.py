"""``amgt prove``: derive, certify, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from amgt_theory.cli._list import CHECKERS
from amgt_theory.cli._output import FAILED, HELD, colour, console, json_option, listed, print_json, table, tracked
from amgt_theory.cli._workspace import Workspace
from amgt_theory.evidence import Evidence
from amgt_theory.files import write


@click.command("prove")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--explain", is_flag=True, help="Show what each theorem assumes, rests on and concludes.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write each certificate as DIR/<id>.json.")
@click.option(
    "--checker",
    expose_value=False,  # one choice so far, and it always runs
    type=click.Choice(CHECKERS),
    multiple=True,
    default=("kernel",),
    help="What verifies the certificates; kernel unless given.",
)
@json_option
@click.pass_obj
def prove(
    workspace: Workspace,
    ids: tuple[str, ...],
    explain: bool,
    out: Path | None,
    as_json: bool,
) -> int:
    """Derive theorems, certify the derivations and verify the certificates; all of them when no ID is given.

    "proved" means: the kernel accepted a certificate whose statement is the theorem's.
    Exit code 1 when one is unproved.
    """
    evidence = workspace.prove(tracked(workspace.chosen(ids), "proving")).values()
    records = [_record(workspace, one) for one in evidence]
    for one in evidence:
        if out is not None and one.status == "proved":
            write(out / f"{one.id}.json", workspace.catalogue.certificate(one.id))
        if explain and not as_json:
            _explain(workspace, one)
    if as_json:
        print_json(records)
    elif not explain:
        _summarise(records)
    return HELD if all(record["status"] == "proved" for record in records) else FAILED


def _record(workspace: Workspace, evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.id,
        "status": evidence.status,
        "checkers": {"kernel": "accepted" if evidence.status == "proved" else f"rejected: {evidence.reason}"},
        "axioms": list(evidence.axioms),
        "conclusion": _conclusion(workspace, evidence),
        "seconds": round(evidence.seconds, 3),
    }


def _conclusion(workspace: Workspace, evidence: Evidence) -> str | None:
    from amgt_theory.printing import text

    try:
        return "; ".join(map(text, workspace.catalogue.theorem(evidence.id).conclusions))
    except Exception:
        if evidence.status == "proved":
            raise
        return None  # its file fails, which is why it is unproved


def _summarise(records: list[dict[str, Any]]) -> None:
    from rich.text import Text

    shown = table("id", "status", "axioms", "conclusion or reason", "s")
    for record in records:
        status, verdict = record["status"], record["checkers"]["kernel"]
        shown.add_row(
            record["id"],
            Text(status, style=colour(status)),
            ", ".join(record["axioms"]),
            record["conclusion"] if status == "proved" else verdict,
            f"{record['seconds']:.1f}",
        )
    screen = console()
    screen.print(shown)
    proved = sum(record["status"] == "proved" for record in records)
    screen.print(f"{proved} of {len(records)} proved")


def _explain(workspace: Workspace, evidence: Evidence) -> None:
    from rich.text import Text

    from amgt_theory.printing import text

    screen = console()
    screen.print(Text.assemble((evidence.id, "bold"), ": ", (evidence.status, colour(evidence.status))))
    if evidence.status != "proved":
        screen.print(f"  the kernel's answer: rejected: {evidence.reason}\n", soft_wrap=True)
        return
    theorem = workspace.catalogue.theorem(evidence.id)
    parts = {
        "about f and the iteration": [f"{name}: {text(formula)}" for name, formula in theorem.setting],
        "about the parameters": [text(relation) for relation in theorem.assumptions],
        "where": [f"{symbol} = {text(value)}" for symbol, value in theorem.where],
        "conclusion": [text(conclusion) for conclusion in theorem.conclusions],
        "axioms of the kernel": [listed(evidence.axioms, "none: ordered-field arithmetic only")],
        "theorems cited": [listed(evidence.lemmas, "none")],
    }
    for heading, lines in parts.items():
        if lines:
            screen.print(Text(f"  {heading}", style="dim"))
        for line in lines:
            screen.print(f"    {line}", soft_wrap=True)
    screen.print()
