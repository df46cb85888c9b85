"""What becomes of a page from anywhere: told, and as lines for brochure.yaml. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import click

from brochure.cli import terminal
from brochure.runner import caught
from brochure.vocabulary.job import Job
from brochure.vocabulary.problems import Exit, Problem, name_of
from brochure.vocabulary.report import FileReport, worst
from brochure.worker.call import Call
from brochure.worker.pool import Pool, Script


def run(jobs: Iterable[Job], quiet: bool, isolation: str = "auto") -> Exit:
    """Tell of each page what its keys become; a page that cannot be read is told, and stops no other one."""
    codes = [Exit.BUILT]
    wanted = list(jobs)
    pool = Pool[tuple[Any, tuple[Problem, ...], Exit]](isolation=isolation)
    for job, (seen, problems, code) in zip(wanted, pool.run(map(_adopted, wanted)), strict=True):
        codes.append(code)
        if seen is None:
            terminal.print_report(FileReport(job.content, (), problems))
            continue
        told, keys, lines = seen
        if not quiet:
            terminal.print_report(FileReport(job.content, (), told, keys=keys), explain=True)
        click.echo(f"# {name_of(job.content)}")
        for line in lines:
            click.echo(line)
    return worst(codes)


def _adopted(job: Job) -> Script[tuple[Any, tuple[Problem, ...], Exit]]:
    return (yield from caught(_asked(job), job.content, job.out))


def _asked(job: Job) -> Script[Any]:
    call = Call("brochure.tasks:adopt", (job,), name_of(job.content), job.root, tame=not job.templates)
    return cast(Any, (yield call))
