"""What is known at one place of a proof, and the sign rules that read it."""

from __future__ import annotations

from amgt_theory.kernel.axioms import Formula
from amgt_theory.kernel.formulas import RELATIONS, Key, check, difference, key, relation_key, replace
from amgt_theory.kernel.polynomials import Atom, Poly, clear, normal, of_atom
from amgt_theory.kernel.reading import Rejected, spend
from amgt_theory.kernel.terms import LABEL, Sort, Term, declare

POSITIVE, NONNEGATIVE, UNKNOWN = 2, 1, 0


class Scope:
    """Declared variables and named facts; an inner scope starts as a copy and cannot change the outer one."""

    def __init__(self, outer: Scope | None = None) -> None:
        spend((len(outer.sorts) + len(outer.facts) + len(outer.keys)) // 8 if outer else 0)
        self.sorts: dict[str, Sort] = dict(outer.sorts) if outer else {}
        self.facts: dict[str, Formula] = dict(outer.facts) if outer else {}
        self.keys: set[Key] = set(outer.keys) if outer else set()
        self.differences: dict[int, tuple[Formula, Poly]] = outer.differences if outer else {}

    def declare(self, declaration: object) -> None:
        name, sort = declare(declaration, self.sorts)
        self.sorts[name] = sort

    def learn(self, name: str, formula: Formula) -> None:
        check(formula, self.sorts)
        if not isinstance(name, str) or not LABEL.fullmatch(name):
            raise Rejected(f"{name!r} cannot be the name of a fact")
        if name in self.facts:
            raise Rejected(f"the fact {name} is named twice")
        self.facts[name] = formula
        self.keys.add(self._key(formula))

    def fact(self, name: object) -> Formula:
        if not isinstance(name, str) or name not in self.facts:
            raise Rejected(f"there is no fact {name!r} here")
        return self.facts[name]

    def difference(self, relation: Formula) -> Poly:
        """right - left, computed once: it depends on nothing but the relation, which no one can change."""
        if id(relation) not in self.differences:
            self.differences[id(relation)] = relation, difference(relation)  # kept, so that the id stays its own
        return self.differences[id(relation)][1]

    def _key(self, formula: Formula) -> Key:
        return relation_key(formula[0], self.difference(formula)) if formula[0] in RELATIONS else key(formula)

    def knows(self, formula: Formula) -> bool:
        """Whether ``formula`` is a fact of the scope, up to its form, or follows by the sign rules."""
        if self._key(formula) in self.keys:
            return True
        if formula[0] not in RELATIONS:
            return self._knows_all(formula)
        gap = self.difference(formula)
        if formula[0] == "=":
            return not clear(gap, self.nonzero)
        return self.sign(gap) >= (POSITIVE if formula[0] == "<" else NONNEGATIVE)

    def _knows_all(self, formula: Formula) -> bool:
        """A quantified formula whose conclusion is evident for new variables under its hypotheses."""
        fresh: dict[str, Term] = {}
        inner = Scope(self)
        for declaration in formula[1]:
            name = declaration[0]
            while name in inner.sorts:
                name += "'"
            fresh[declaration[0]] = name
            inner.declare((name, *declaration[1:]))
        inner.keys.update(key(replace(hypothesis, fresh)) for hypothesis in formula[2])
        return inner.knows(replace(formula[3], fresh))

    def sign(self, poly: Poly) -> int:
        """A sum of products of known factors with nonnegative coefficients is nonnegative."""
        if not poly:
            return NONNEGATIVE
        if relation_key("<", poly) in self.keys:
            return POSITIVE
        total = UNKNOWN
        for monomial, coefficient in poly.items():
            one = POSITIVE if coefficient > 0 else UNKNOWN
            for atom, exponent in monomial:
                sign = self._atom_sign(atom)
                one = min(one, max(sign, NONNEGATIVE) if exponent % 2 == 0 else sign)
            if one == UNKNOWN:
                known = relation_key("<=", poly) in self.keys or relation_key("=", poly) in self.keys
                return NONNEGATIVE if known else UNKNOWN
            total = max(total, one)
        return total

    def _atom_sign(self, atom: Atom) -> int:
        single = of_atom(atom)
        if relation_key("<", single) in self.keys or atom.head == "exp":
            return POSITIVE
        if atom.head in ("inv", "^"):
            return self.sign(atom.parts[0])
        if atom.head == "min":
            return min(self.sign(part) for part in atom.parts)
        if atom.head == "max" and any(self.sign(part) for part in atom.parts):
            return max(self.sign(part) for part in atom.parts)
        natural = atom.head == "dim" or self.sorts.get(atom) == "natural" or atom.head in ("abs", "sqrt")
        summed = atom.head == "Sum" and self.sign(atom.parts[0]) != UNKNOWN
        if natural or summed or relation_key("<=", single) in self.keys or relation_key("=", single) in self.keys:
            return NONNEGATIVE
        return UNKNOWN

    def term_sign(self, term: Term) -> int:
        """As ``sign``, but following the term as written: a product of sums need not be expanded."""
        sign = self.sign(normal(term))
        if sign != UNKNOWN or not isinstance(term, tuple):
            return sign
        if term[0] == "*":
            return min(self.term_sign(factor) for factor in term[1:])
        if term[0] == "/":
            return min(self.term_sign(term[1]), self.term_sign(term[2]))
        if term[0] == "+":
            signs = [self.term_sign(summand) for summand in term[1:]]
            return UNKNOWN if UNKNOWN in signs else max(signs)
        if term[0] == "^" and isinstance(term[2], int):
            sign = self.term_sign(term[1])
            return max(sign, NONNEGATIVE) if term[2] % 2 == 0 else sign
        return UNKNOWN

    def nonzero(self, poly: Poly) -> bool:
        """Whether ``poly`` is known to be positive or negative."""
        negated = {monomial: -coefficient for monomial, coefficient in poly.items()}
        return self.sign(poly) == POSITIVE or self.sign(negated) == POSITIVE
