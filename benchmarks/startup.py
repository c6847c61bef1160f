"""How long a user waits for help and for the list of theorems: ``python -m benchmarks.startup``."""

from benchmarks._timing import AMGT, NOTHING, compare


def main() -> None:
    compare({"amgt --help": [*AMGT, "--help"], "amgt list": [*AMGT, "list"]}, "python -c pass", NOTHING, repeats=11)


if __name__ == "__main__":
    main()
