"""Proving everything from nothing, and the kernel alone on what came out: ``python -m benchmarks.proving``."""

from pathlib import Path
from tempfile import TemporaryDirectory

from amgt_theory.catalogue import Catalogue, proofs_folder
from benchmarks._timing import AMGT, SYMPY, compare


def main() -> None:
    catalogue = Catalogue.of(proofs_folder())
    certificate = catalogue.certificate(*catalogue.entries)
    with TemporaryDirectory() as folder:
        everything = Path(folder, "everything.json")
        everything.write_text(certificate, encoding="utf-8")
        print(f"{len(catalogue.entries)} theorems, {len(certificate):,} characters in one certificate")
        compare(
            {"derive and verify all": [*AMGT, "prove"], "kernel alone on all": [*AMGT, "verify", str(everything)]},
            'python -c "import sympy"',
            SYMPY,
            repeats=3,
        )


if __name__ == "__main__":
    main()
