"""Starting amgt and taking 10,000 steps: ``python -m benchmarks.running``."""

from benchmarks._timing import AMGT, PYTHON, compare


def main() -> None:
    steps = [*AMGT, "run", "--steps", "10000", "--json"]
    compare({"amgt run --steps 10000": steps}, "python -c 'import numpy, mpmath'", [*PYTHON, "import numpy, mpmath"], 3)


if __name__ == "__main__":
    main()
