"""Proving everything from nothing, and the kernel alone on what came out: ``python -m benchmarks.proving``."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._timing import AMGT, SYMPY, compare, seconds


def main() -> None:
    with TemporaryDirectory() as folder:
        prove = [*AMGT, "prove", "--out", folder]
        seconds(prove, repeats=1)
        certificates = sorted(map(str, Path(folder).glob("*.json")))
        print(f"{len(certificates)} theorems, {sum(Path(one).stat().st_size for one in certificates):,} bytes")
        compare(
            {"derive and verify all": prove, "kernel alone on all": [*AMGT, "verify", *certificates]},
            'python -c "import sympy"',
            SYMPY,
            repeats=3,
        )


if __name__ == "__main__":
    main()
