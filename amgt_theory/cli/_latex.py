"""``amgt latex``: theorems as an article."""

from __future__ import annotations

from pathlib import Path

import click

from amgt_theory.cli._output import HELD, note
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import InvalidInput
from amgt_theory.files import write


@click.command("latex")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The LaTeX file to write."
)
@click.option("--pdf", "compiled", is_flag=True, help="Also compile it, to a file beside FILE that ends in .pdf.")
@click.pass_obj
def latex(workspace: Workspace, ids: tuple[str, ...], out: Path, compiled: bool) -> int:
    """Write the statement, bound and derivation of theorems as LaTeX; of all of them when no ID is given."""
    chosen = workspace.chosen(ids)
    if out.suffix == ".pdf":
        raise InvalidInput(f"-o {out}: name the LaTeX file, such as {out.with_suffix('.tex')}; --pdf compiles it")
    from amgt_theory.latex import document, pdf
    from amgt_theory.latex import latex as fragment

    catalogue = workspace.catalogue
    text = document(fragment(catalogue.theorem(one), catalogue.derivation(one)) for one in chosen)
    if compiled:  # first, so that a document that does not compile leaves no file
        pdf(text, out.with_suffix(".pdf"))
    write(out, text)
    known = workspace.store.load()
    unproved = [one for one in chosen if one not in known or known[one].status != "proved"]
    if unproved:
        note(f"unproved as far as is known here: {', '.join(unproved)}; run amgt prove")
    return HELD
