"""Reports of an audit: Markdown, HTML and LaTeX from one structure."""

from amgt_theory.report._content import Report, report
from amgt_theory.report._folder import FILES, write_report

__all__ = ["FILES", "Report", "report", "write_report"]
