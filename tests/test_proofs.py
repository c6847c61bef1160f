"""Every theorem of the catalogue: the kernel accepts its certificate, and a certificate proves no other statement."""

from dataclasses import replace
from functools import cache

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.derivation import bound_to
from amgt_theory.evidence import prove
from amgt_theory.kernel import verify

IDENTITIES = sorted(Catalogue.of(proofs_folder()).entries)


@cache
def catalogue() -> Catalogue:
    return Catalogue.of(proofs_folder())


@pytest.mark.parametrize("identity", IDENTITIES)
def test_proved(identity: str) -> None:
    evidence = prove(catalogue(), identity)
    assert evidence.status == "proved", evidence.reason


@pytest.mark.parametrize("identity", ["lemmas.pl", "lemmas.gain_clip", "momentum.lyapunov_step"])
def test_certificate_of_something_else(identity: str) -> None:
    """A theorem with another bound, or with a hypothesis less, is not what the certificate proves."""
    theorem = catalogue().theorem(identity)
    proved = verify(catalogue().certificate(identity))[-1]
    assert not bound_to(theorem, proved)
    assert bound_to(replace(theorem, bound=theorem.bound + 1), proved)
    assert bound_to(replace(theorem, assumptions=theorem.assumptions[1:]), proved)
