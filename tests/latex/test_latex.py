"""LaTeX of every theorem: well formed, complete, and compiled by pdflatex without lines that stick out."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import sympy

import amgt_theory as at
from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.derivation import Derivation, Line
from amgt_theory.function_classes import MINIMIZER, PL, SMOOTH, STRONGLY_CONVEX
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.latex import document, latex, mathematics, pdf, prose
from amgt_theory.latex._layout import LINE, display, width
from amgt_theory.latex._printer import spelled
from amgt_theory.symbols import (
    At,
    G,
    L,
    Real,
    Vector,
    alpha,
    beta1,
    c,
    dot,
    eps,
    f,
    f_star,
    function,
    gap0,
    gradient,
    h_hi,
    h_lo,
    i,
    k,
    k0,
    m,
    mu,
    square,
    tau,
    x,
    x_star,
    y,
    z,
)
from amgt_theory.theorem import Theorem

CATALOGUE = Catalogue.of(proofs_folder())
ALLOWED_OVERFULL = 12.0  # points


def stated(**more: Any) -> Theorem:
    values: dict[str, Any] = {
        "id": "test.rate", "title": "a rate with mu", "kind": "theorem", "source": "test", "quantity": f(x(k)) - f_star,
        "bound": gap0 * ((k0 + 1) / (k + k0 + 1)) ** c, "over": (k,),
    }  # fmt: skip
    return Theorem(**{**values, **more})


def fragment(theorem: Theorem, *lines: Line) -> str:
    return latex(theorem, Derivation(theorem, lines, {}, ()))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mu", r"\mu"),
        ("beta1", r"\beta_{1}"),
        ("eps", r"\varepsilon"),
        ("k0", "k_{0}"),
        ("h_lo", r"h_{\mathrm{lo}}"),
        ("f_star", "f^{*}"),
        ("gap0", r"\mathrm{gap}_{0}"),
        ("V_next", "V^{+}"),
        ("next_deviation", r"\mathit{deviation}^{+}"),
        ("m'", "m'"),
        ("squared_gradient", r"\mathit{squared\ gradient}"),
        ("L", "L"),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert spelled(name) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (f(x(k)) - f_star, "f(x_{k}) - f^{*}"),
        (At(x(k), i), "x_{k,i}"),
        (At(x(k + 1), i) ** 2, "x_{k + 1,i}^{2}"),
        (y[i], "y_{i}"),
        (x_star[i] ** 2, "{x^{*}_{i}}^{2}"),
        (gradient(x(k)), r"\nabla f(x_{k})"),
        (At(gradient(y), i), r"\nabla_{i} f(y)"),
        (square(gradient(y)), r"\lVert \nabla f(y) \rVert^{2}"),
        (sympy.sqrt(square(y)), r"\lVert y \rVert"),
        (dot(y, z), r"\langle y, z \rangle"),
        (sympy.Sum((z[i] - y[i]) ** 2, (i, 1, sympy.Symbol("d"))), r"\lVert z - y \rVert^{2}"),
        (h_lo * alpha / (G + eps), r"\frac{\alpha \, h_{\mathrm{lo}}}{G + \varepsilon}"),
        (1 - beta1, r"1 - \beta_{1}"),
        (-z[i] + y[i], "y_{i} - z_{i}"),
        (sympy.sqrt(2) * sympy.sqrt(mu), r"\sqrt{2 \, \mu}"),
        (sympy.Min(1, tau / G), r"\min\left(1, \frac{\tau}{G}\right)"),
        (((k0 + 1) / (k + k0 + 1)) ** c, r"\left(\frac{k_{0} + 1}{k + k_{0} + 1}\right)^{c}"),
        (f_star**2, "{f^{*}}^{2}"),
        (sympy.exp(-c), "e^{- c}"),
        (sympy.exp(-c / L), r"\exp\left(- \frac{c}{L}\right)"),
        (f(sympy.Lambda(i, y[i] - At(gradient(y), i) / L)), r"f(y - \frac{\nabla f(y)}{L})"),
        (function("W", "natural")(k) ** 2, "W_{k}^{2}"),
    ],
)
def test_expressions(expression: Any, expected: str) -> None:
    assert mathematics(expression) == expected


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("a rate of 50%", r"a rate of 50\%"),
        ("by 1 - mu h_lo", r"by $1 - \mu h_{\mathrm{lo}}$"),
        ("k^-c for a <= 1, a bound", r"$k^{-c}$ for $a \le 1$, a bound"),
        ("<g, Hm> is at least |g|_H^2/2", r"$\langle g, Hm\rangle$ is at least $|g|_H^{2}/2$"),
        ("see lemmas.pl (Karimi, 2016)", r"see \texttt{lemmas.pl} (Karimi, 2016)"),
        ("Young's inequality, non-increasing", "Young's inequality, non-increasing"),
        ("eps < 0.8141, -0.5 or 1e-8; 0.5", r"$\varepsilon < 0.8141$, $-0.5$ or 1e-8; 0.5"),
        ("top-s, h_lo,k and f(x,y)", r"top-$s$, $h_{\mathrm{lo},k}$ and $f(x,y)$"),
        ("sqrt(v^) and sqrt v", r"$\sqrt{\hat{v}}$ and $\sqrt{v}$"),
        ("its sqrt, its log", "its sqrt, its log"),
        ("the gradient at x* of product_gamma", r"the gradient at $x^{*}$ of \texttt{product\_gamma}"),
        ("beta1^(k+1) and R_(k+1)", r"$\beta_{1}^{k + 1}$ and $R_{k + 1}$"),
        ("a_b_c {odd} \\macro #1 ~", r"\texttt"),
        ("((unbalanced", "((unbalanced"),
        ("", ""),
    ],
)
def test_prose(plain: str, expected: str) -> None:
    result = prose(plain)
    assert result == expected or (expected == r"\texttt" and "\\macro" not in result)


def test_function_classes_go_by_their_names() -> None:
    text = fragment(stated(setting=(*SMOOTH, *PL, *STRONGLY_CONVEX, *MINIMIZER)))
    for words in ("$L$-smooth", "PL) inequality", r"$\mu$-strongly convex", "is a minimizer"):
        assert words in text
    assert "rVert" not in text


def test_another_formula_does_not_get_a_name() -> None:
    text = fragment(stated(setting=(("pl", ForAll((y,), le(mu * (f(y) - f_star), square(gradient(y))))),)))
    assert "PL)" not in text
    assert r"\mu \, \left(f(y) - f^{*}\right) \le \lVert \nabla f(y) \rVert^{2}" in text


def test_statement_and_derivation_are_all_there() -> None:
    theorem = stated(
        setting=(("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - h_hi * At(m(k), i)))),),
        assumptions=(lt(0, mu), le(mu, L)),
        where=((G, sympy.sqrt(2 * L * gap0)), (c, mu * alpha / G)),
        claim="C1",
        verdict="corrects",
        notes="holds for f with mu = L",
        also=(ForAll((Real("C"),), le(1, 0), (ForAll((k,), le(f(x(k)), Real("C"))),)),),
    )
    lines = [
        Line(0, "", "With z = mu h.", None),
        Line(1, "inner", "inside", le(0, mu)),
        Line(0, "outer", "so it holds", ForAll((k,), le(f(x(k)), f_star))),
    ]
    text = fragment(theorem, *lines)
    for part in (
        r"\begin{theorem}[{a rate with $\mu$}]\label{test.rate}",
        r"x_{k + 1,i} = x_{k,i} - h_{\mathrm{hi}} \, m_{k,i}$ for all $k$, $i$",
        r"$0 < \mu$, $\mu \le L$",
        r"G = \sqrt{2 \, L \, \mathrm{gap}_{0}}",
        r"It corrects claim C1 of the abstract",
        r"\texttt{test.rate}",
        r"holds for $f$ with $\mu = L$",
        r"for all $C$ with ($f(x_{k}) \le C$ for all $k$), a contradiction follows",
        r"\emph{With $z = \mu h$.}",
        r"\item[1.] Inside: $0 \le \mu$",
        r"\item[2.] So it holds: $f(x_{k}) \le f^{*}$ for all $k$",
    ):
        assert part in text
    assert text.count(r"\begin{list}") == 3
    assert balanced(text)


def balanced(text: str) -> bool:
    opened = re.findall(r"\\begin\{(\w+\*?)\}", text)
    closed = re.findall(r"\\end\{(\w+\*?)\}", text)
    bare = re.sub(r"\\[{}$\\]", "", text)
    lefts, rights = (len(re.findall(rf"\\{side}(?![a-z])", text)) for side in ("left", "right"))
    return (
        sorted(opened) == sorted(closed)
        and bare.count("{") == bare.count("}")
        and bare.count("$") % 2 == 0
        and lefts == rights
    )


@pytest.mark.parametrize("identity", CATALOGUE.entries)
def test_every_theorem(identity: str) -> None:
    """Balanced, and every symbol of the statement is printed."""
    theorem = CATALOGUE.theorem(identity)
    text = latex(theorem, CATALOGUE.derivation(identity))
    assert balanced(text)
    assert text.count(r"\begin{proof}") == 1
    for symbol in sympy.sympify(theorem.bound).free_symbols:
        if not isinstance(symbol, Vector):
            assert mathematics(symbol) in text


LONG = [Real(f"a{number}") for number in range(60)]
LONG_SUM = le(sum(LONG[:30]), sum(LONG))
LONG_PRODUCT = le(mu, sympy.Mul(*(1 - letter for letter in LONG[:12])))


def test_long_formulas_are_broken_or_set_smaller() -> None:
    rows = display(LONG_SUM).splitlines()[1:-1]
    assert len(rows) > 2
    assert all(width(row.replace("&", "").replace(r"\qquad", "").rstrip("\\")) <= LINE for row in rows)
    assert re.match(r"\{\\(small|footnotesize|scriptsize)\n", display(LONG_PRODUCT))
    assert display(le(mu, L)).startswith(r"\[")


needs_pdflatex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")


@needs_pdflatex
def test_everything_compiles_and_nothing_sticks_out(tmp_path: Path) -> None:
    fragments = [latex(CATALOGUE.theorem(one), CATALOGUE.derivation(one)) for one in CATALOGUE.entries]
    fragments += [display(LONG_SUM), display(LONG_PRODUCT)]
    (tmp_path / "all.tex").write_text(document(fragments), encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all.tex"],
        cwd=tmp_path, capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    log = (tmp_path / "all.log").read_text(encoding="latin-1")
    assert done.returncode == 0, log[-2000:]
    overfull = [float(points) for points in re.findall(r"Overfull \\hbox \((\d+\.\d+)pt", log)]
    assert max(overfull, default=0) <= ALLOWED_OVERFULL


@needs_pdflatex
def test_pdf(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    pdf(document([at.theorem("lemmas.pl").latex()]), target)
    assert target.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(at.InvalidInput, match=r"rejects the document: .*Undefined control sequence.*\\nonsense"):
        pdf(document([r"\nonsense"]), tmp_path / "bad.pdf")
    assert list(tmp_path.iterdir()) == [target]


def test_pdf_without_pdflatex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(at.InvalidInput, match="pdflatex is not installed; install texlive-latex-base") as caught:
        pdf(document([]), tmp_path / "out.pdf")
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())
