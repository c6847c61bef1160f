"""README's generated parts: ``python -m amgt_theory.report.readme`` rewrites what is between their markers."""

from __future__ import annotations

from collections.abc import Mapping

from amgt_theory.audit import Audit, audit
from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.evidence import prove_all
from amgt_theory.evidence_store import EvidenceStore
from amgt_theory.files import write
from amgt_theory.report._markdown import escaped, table


def catalogue_table(catalogue: Catalogue, statuses: Mapping[str, str]) -> str:
    """The theorems as a Markdown table."""
    rows = (
        [f"`{entry.id}`", escaped(entry.title), entry.kind, statuses[entry.id], entry.claim or ""]
        for entry in catalogue.entries.values()
    )
    return table(["id", "title", "kind", "status", "claim"], rows)


def verdict_table(found: Audit) -> str:
    """The claims as a Markdown table, with the titles of the theorems that decide them."""
    rows = (
        [one.claim.id, f"“{escaped(one.claim.text)}”", f"**{one.verdict}**", "<br>".join(map(escaped, one.lines))]
        for one in found.findings
    )
    return table(["", "the abstract says", "verdict", "what holds"], rows) + f"\n\n{found.summary}."


def rewritten(readme: str, parts: Mapping[str, str]) -> str:
    """``readme`` with each part between the markers of its name."""
    for name, generated in parts.items():
        begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
        before, _, rest = readme.partition(begin)
        _, _, after = rest.partition(end)
        readme = f"{before}{begin}\n\n{generated}\n\n{end}{after}"
    return readme


def generated_parts(catalogue: Catalogue, store: EvidenceStore) -> dict[str, str]:
    """Every generated part by name, from evidence; theorems without are proved now."""
    known = store.load()
    known |= prove_all(catalogue, [identity for identity in catalogue.entries if identity not in known])
    store.add(*known.values())
    found = audit(catalogue, known)
    statuses = {identity: one.status for identity, one in found.evidence.items()}
    return {"audit": verdict_table(found), "catalogue": catalogue_table(catalogue, statuses)}


def main() -> None:
    """Rewrite the README beside the theorem files."""
    folder = proofs_folder()
    path = folder.parent / "README.md"
    parts = generated_parts(Catalogue.of(folder), EvidenceStore.of(folder))
    write(path, rewritten(path.read_text(encoding="utf-8"), parts))


if __name__ == "__main__":
    main()
