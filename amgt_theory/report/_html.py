"""The report as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from amgt_theory.audit import PAPER, Finding
from amgt_theory.printing import text
from amgt_theory.report._content import HOW_TO_CHECK, MEANINGS, TITLE, WHAT_PROVED_MEANS, Report, Section

STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --quiet: #777;
        --good: #1a7f37; --mixed: #9a6700; --bad: #c0282d; --open: #6e7781 }
@media (prefers-color-scheme: dark) { :root { --good: #3fb950; --mixed: #d29922; --bad: #f85149; --quiet: #999 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 74rem; margin: 2rem auto; padding: 0 1.2rem }
h1 { font-size: 1.7rem; margin-bottom: .2rem } h2 { margin-top: 2.5rem; font-size: 1.3rem }
.quiet { color: var(--quiet) } .summary { font-size: 1.1rem; font-weight: 600 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .55rem .7rem; border-bottom: 1px solid var(--line) }
th { font-size: .8rem; text-transform: uppercase; letter-spacing: .04em; color: var(--quiet) }
td { overflow-wrap: anywhere } td:nth-child(1), td:nth-child(3) { white-space: nowrap; overflow-wrap: normal }
td:nth-child(2) { font-style: italic; width: 16% } td:nth-child(5) { font-size: .8rem; width: 20% }
td div + div { margin-top: .5rem } td code { font-size: .74rem; color: var(--quiet) }
.badge { color: #fff; border-radius: .3rem; padding: .12rem .5rem; font-size: .78rem; font-weight: 700 }
.badge { background: var(--open) } .PROVED, .proved { background: #1a7f37 } .CORRECTED { background: #9a6700 }
.REFUTED, .unproved { background: #c0282d }
code { font: .88em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: .5rem .9rem }
summary { cursor: pointer } summary b { margin-right: .5rem }
details h4 { margin: .9rem 0 .2rem; font-size: .8rem; text-transform: uppercase; color: var(--quiet) }
details ul, details ol { margin: .2rem 0; padding-left: 1.3rem }
.then { background: var(--soft); border-left: 3px solid var(--good); padding: .4rem .8rem; margin: .3rem 0 }
dt { float: left; clear: left; width: 7.5rem } dd { margin: 0 0 .3rem 7.5rem }
a { color: inherit }
"""


def html(report: Report) -> str:
    """The whole page."""
    meanings = "".join(f"<dt>{_badge(verdict)}</dt><dd>{escape(meaning)}</dd>" for verdict, meaning in MEANINGS)
    axioms = "".join(f"<li>{escape(name)}: {_code(text(law))}</li>" for name, law in report.axioms.items())
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(TITLE)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{escape(TITLE)}</h1>
<p class="quiet">{escape(PAPER)}</p>
<p class="summary">{escape(report.audit.summary)}</p>
<table>
<thead><tr><th>claim<th>the abstract says<th>verdict<th>what holds<th>theorems</tr></thead>
<tbody>
{"".join(map(_claim, report.audit.findings))}</tbody>
</table>
<h2>How to read it</h2>
<dl>{meanings}</dl>
<p>{escape(WHAT_PROVED_MEANS)}</p>
<p>To verify every certificate again: {_code(HOW_TO_CHECK)}</p>
<h2>Theorems</h2>
{"".join(map(_section, report.sections))}
<h2>Axioms of the kernel in use</h2>
<p class="quiet">Beside ordered-field arithmetic, these facts about the reals are all that is taken for granted.</p>
<ul>{axioms}</ul>
</body>
</html>
"""


def _badge(word: str) -> str:
    return f'<span class="badge {escape(word)}">{escape(word)}</span>'


def _code(plain: str) -> str:
    return f"<code>{escape(plain)}</code>"


def _claim(finding: Finding) -> str:
    links = "<br>".join(
        f'<a href="#{escape(one.entry.id)}">{escape(one.entry.id)}</a> '
        f'<span class="quiet">{escape(one.entry.verdict)}</span>'
        for one in finding.supports
    )
    words = f"“{escape(finding.claim.text)}”"
    return (
        f"<tr><td>{finding.claim.id}</td><td>{words}</td><td>{_badge(finding.verdict)}</td>"
        f"<td>{_holds(finding)}</td><td>{links}</td></tr>\n"
    )


def _holds(finding: Finding) -> str:
    """The theorems that decide, each with its formula below its title."""
    if finding.missing:
        return f'<span class="quiet">{"<br>".join(map(escape, finding.missing))}</span>'
    return "".join(
        f"<div>{escape(lead)}{escape(one.entry.title)}<br>{_code(one.conclusion)}</div>"
        for lead, group in finding.parts
        for one in group
    )


def _section(section: Section) -> str:
    entry = section.entry
    serves = f" · {escape(entry.claim)}" if entry.claim else ""
    return (
        f'<details id="{escape(entry.id)}"><summary><b>{escape(entry.id)}</b> {escape(entry.title)} '
        f'<span class="quiet">{escape(entry.kind)}{serves}</span> {_badge(section.evidence.status)}</summary>\n'
        f"{''.join(_body(section))}</details>\n"
    )


def _body(section: Section) -> Iterator[str]:
    derivation = section.derivation
    if derivation is None:
        yield f"<p>{escape(section.evidence.reason)}</p>"
        return
    theorem = derivation.theorem
    assumed = [f"{escape(name)}: {_code(text(formula))}" for name, formula in theorem.setting]
    assumed += [_code(text(relation)) for relation in theorem.assumptions]
    assumed += [f"where {_code(f'{symbol} = {text(value)}')}" for symbol, value in theorem.where]
    yield f"<h4>assume</h4><ul>{''.join(f'<li>{line}</li>' for line in assumed)}</ul>"
    yield "<h4>then</h4>" + "".join(f'<div class="then">{_code(text(one))}</div>' for one in theorem.conclusions)
    if theorem.notes:
        yield f"<p>{escape(theorem.notes)}</p>"
    yield f"<p>{escape(section.rests_on)}.<br><span class='quiet'>Source: {escape(theorem.source)}</span></p>"
    yield "<h4>derivation</h4><ol>"
    for line in derivation.lines:
        formula = f"<br>{_code(text(line.formula))}" if line.formula is not None else ""
        yield f'<li style="margin-left:{1.2 * line.depth}rem">{escape(line.why)}{formula}</li>'
    yield "</ol>"
