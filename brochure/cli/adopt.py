"""What becomes of a page from anywhere: told, and as lines for brochure.yaml. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable

import click

from brochure.cli import terminal
from brochure.placing.account import REASONS
from brochure.placing.adopting import settings_of
from brochure.project import sources
from brochure.vocabulary.job import Job, KeyRow
from brochure.vocabulary.problems import BrochureError, Exit, name_of
from brochure.vocabulary.report import FileReport, worst


def run(jobs: Iterable[Job], quiet: bool) -> Exit:
    """Tell of each page what its keys become; a page that cannot be read is told, and stops no other one."""
    codes = [Exit.BUILT]
    for job in jobs:
        try:
            _show(job, quiet)
        except BrochureError as error:
            codes.append(error.exit_code)
            terminal.print_report(FileReport(job.content, (), error.problems))
    return worst(codes)


def _show(job: Job, quiet: bool) -> None:
    read = sources.read(job)
    if not quiet:
        made = read.page.made
        rows = [
            KeyRow(
                fate.path,
                fate.words,
                made[fate.made].order.section if fate.made is not None else "",
                REASONS.get(fate.why, ""),
                None,
                fate.place.line,
            )
            for fate in read.fates
        ]
        terminal.print_report(FileReport(job.content, (), read.problems, keys=tuple(rows)), explain=True)
    body = read.brochure.body.markdown if read.brochure.body is not None else ""
    forms = {form.name: form for form in read.registry.forms}
    click.echo(f"# {name_of(job.content)}")
    for line in settings_of(read.page, forms, read.fates, body):
        click.echo(line)
