"""The table of the corpus, at the end of a run that judges it."""

from __future__ import annotations

import pytest

COLUMNS = (18, 44, 5, 6, 12)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a line of each page that was judged, and count those that are acceptable."""
    reports = [
        report for row in terminalreporter.stats.values() for report in row if hasattr(report, "user_properties")
    ]
    rows = sorted({tuple(value) for report in reports for name, value in report.user_properties if name == "world"})
    if not rows:
        return
    terminalreporter.section("pages of the world")
    for *cells, warnings, reason in rows:
        line = " ".join(cell.ljust(width) for cell, width in zip(cells, COLUMNS, strict=True))
        terminalreporter.write_line(f"{line} {warnings}" + (f"\n    {reason}" if reason else ""))
    sound = sum(row[4] != "not yet" for row in rows)
    terminalreporter.write_line(f"{sound} of {len(rows)} are acceptable as they are")
