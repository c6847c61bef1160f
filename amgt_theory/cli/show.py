"""A derivation in the terminal, for ``python proofs/<folder>/<name>.py``."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from amgt_theory.catalogue import Catalogue
from amgt_theory.evidence import prove
from amgt_theory.printing import text


def show(file: str) -> None:
    """Print the statement of the theorem in ``file``, its derivation step by step, and the kernel's answer."""
    path = Path(file).resolve()
    catalogue = Catalogue.of(path.parent.parent)
    identity = f"{path.parent.name}.{path.stem}"
    theorem = catalogue.theorem(identity)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[bold]{theorem.id}[/bold]: {escape(theorem.title)}")
    console.print(f"source: {escape(theorem.source)}")
    if theorem.notes:
        console.print(escape(theorem.notes))
    console.print("\n[bold]Assume[/bold]")
    for name, formula in theorem.hypotheses:
        console.print(f"  [dim]{name}[/dim]  {escape(text(formula))}")
    console.print("[bold]Then[/bold]")
    for conclusion in theorem.conclusions:
        console.print(f"  {escape(text(conclusion))}")
    console.print("\n[bold]Derivation[/bold]")
    number = 0
    for line in catalogue.derivation(identity).lines:
        indent = "  " * (line.depth + 1)
        if line.formula is None:
            console.print(f"{indent}[italic]{escape(line.why)}[/italic]")
            continue
        number += 1
        console.print(f"{indent}{number}. {escape(line.why)} [dim]({line.name})[/dim]")
        console.print(f"{indent}   {escape(text(line.formula))}")
    evidence = prove(catalogue, identity)
    if evidence.status == "proved":
        rests = ", ".join(evidence.axioms) or "ordered-field arithmetic only"
        console.print(f"\n[green]proved[/green]: the kernel accepts the certificate; axioms: {rests}")
        if evidence.lemmas:
            console.print(f"cites {', '.join(evidence.lemmas)}")
    else:
        console.print(f"\n[red]unproved[/red]: {escape(evidence.reason)}")
        raise SystemExit(1)
