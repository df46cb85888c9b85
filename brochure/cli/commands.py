"""The command line: options become jobs, reports become words and an exit code."""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from brochure import runner
from brochure.cli import terminal
from brochure.cli.options import MESSAGES, Command, Option
from brochure.cli.progress import Bar, wanted
from brochure.cli.streams import Lost
from brochure.project import discover
from brochure.runner import Order
from brochure.vocabulary.job import Job
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Exit, Problem, internal_problem, name_of
from brochure.vocabulary.report import FileReport, worst
from brochure.vocabulary.speech import Said, language_of
from brochure.vocabulary.version import VERSION

_EVERYWHERE = ("--quiet", "-q", "--verbose", "-v", "--no-project-templates")
_ASKING = ("-h", "--help", "--version")
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


_option = partial(click.option, cls=Option)


class _Commands(Command, click.Group):
    """A group whose default command is `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        begin = self._command(args)
        if begin == len(args) or (args[begin] not in self.commands and _is_for_build(args[begin])):
            return super().parse_args(ctx, ["build", *args])
        first, name, rest = args[:begin], args[begin], args[begin + 1 :]
        # Options stand before their command, too; one that has not what every other has needs none of it.
        known = [name for option in self.commands[name].params for name in option.opts] if name in self.commands else []
        before = [word for word in first if word in known or word not in _EVERYWHERE]
        return super().parse_args(ctx, [name, *before, *rest])

    def _command(self, args: list[str]) -> int:
        """Give the place of the command; of an option that asks for help where no word stands, else the end."""
        options = [option for one in self.commands.values() for option in one.params]
        valued = {name for option in options if _has_value(option) for name in option.opts}
        at = 0
        while at < len(args):
            if not args[at].startswith("-") or args[at] in _ASKING:
                return at
            at += 2 if args[at] in valued else 1
        return len(args)


def _has_value(option: click.Parameter) -> bool:
    return isinstance(option, click.Option) and not option.is_flag and not option.count


def _is_for_build(word: str) -> bool:
    if word.startswith("-"):
        return word not in _ASKING
    return "." in word or "/" in word or Path(word).exists()


@click.group(cls=_Commands, context_settings=_CONTEXT)
@click.version_option(
    VERSION,
    prog_name="make-brochure",
    message="%(prog)s %(version)s",
    cls=Option,
    help=Said("Show the version and exit."),
)
def command() -> None:
    """Make a brochure PDF from a Markdown file with front matter.

    Without a command, `build` is meant.
    """


_HELD = _option(
    "--isolation",
    type=click.Choice(["auto", "required", "off"]),
    default="auto",
    show_default=True,
    help=Said("Whether what works is held apart from the rest of the system (Linux)."),
)


def _common(function: Callable[..., None]) -> Callable[..., None]:
    paths = click.Path(path_type=Path)
    for option in (
        _HELD,
        _option("--no-project-templates", is_flag=True, help=Said("Use the shipped templates and styles alone.")),
        _option("--verbose", "-v", is_flag=True, help=Said("Tell the notes too.")),
        _option("--quiet", "-q", is_flag=True, help=Said("Tell errors and warnings alone.")),
        _option(
            "--report",
            type=click.Choice(["json", "html"]),
            help=Said("Report as JSON on standard output, or as a page."),
        ),
        _option("--strict", is_flag=True, help=Said("Exit with 3 when warnings remain.")),
        click.argument("content", nargs=-1, type=paths),
    ):
        function = option(function)
    return function


_PRESET = _option(
    "--preset",
    type=click.Choice([*PRESETS, "all"]),
    default="screen",
    show_default=True,
    help=Said("For whom the PDF is made."),
)
_JOBS = _option(
    "--jobs",
    type=click.IntRange(0, 256),
    default=0,
    metavar="N",
    help=Said("So many builds at once [default: one a core]."),
)
_OUT = _option(
    "--out", type=click.Path(path_type=Path), help=Said("Folder of the outputs [default: out/ of the project].")
)


@command.command(cls=Command)
@_common
@_PRESET
@_OUT
@_JOBS
@_option("--force", is_flag=True, help=Said("Build even what is up to date."))
@_option("--explain", is_flag=True, help=Said("Say of every key where it is printed, or why it is left out."))
@_option("--watch", is_flag=True, help=Said("Build again on every change, until Ctrl-C."))
def build(
    content: Sequence[Path], preset: str, out: Path | None, force: bool, watch: bool, jobs: int, **options: Any
) -> None:
    """Build every content file of the project, or those named."""
    if watch and options["report"] == "json":
        raise click.UsageError(
            terminal.words(Said("--watch never ends: it cannot print one report. Leave out --report json"))
        )

    def once() -> None:
        _run(content, preset, out, options, Order(force=force, hands=jobs))

    if not watch:
        once()
    from brochure.preview.watch import changes

    made = discover.jobs(content, ["screen"], out)
    for _ in changes({job.root for job in made}, {job.out for job in made}):
        with contextlib.suppress(SystemExit):
            once()
        if not options["quiet"]:
            terminal.say(Said("watching; Ctrl-C ends"))


@command.command(cls=Command)
@_common
@_option("--preset", type=click.Choice([*PRESETS, "all"]), default="all", show_default=True, help=Said("For whom."))
@_OUT
@_JOBS
@_option(
    "--pdfua", is_flag=True, help=Said("Hold the PDF for the screen, or the PDFs named, to PDF/UA-1 with veraPDF.")
)
def check(content: Sequence[Path], preset: str, out: Path | None, jobs: int, pdfua: bool, **options: Any) -> None:
    """Examine content files, or any PDF, by the rules of preflight.

    Content is read, laid out and judged as in a build, but no PDF is kept. Of a PDF, the rules that it alone can
    answer are run. --report html shows every page with its findings, beside the outputs or the PDF.

    --pdfua needs Java and veraPDF; where one is missing nothing counts as passed, and the exit code is 6.
    """
    files = [path for path in content if path.suffix.lower() == ".pdf"]
    texts = [path for path in content if path not in files]
    if pdfua and (texts or not files) and preset not in ("screen", "all"):
        raise click.UsageError(
            terminal.words(Said("--pdfua is for the PDF for the screen, not for --preset {preset}", preset=preset))
        )
    _run(texts, preset, out, options, Order(keep=False, judging=True, pdfua=pdfua, hands=jobs), files)


@command.command(cls=Command)
@_common
@_OUT
@_JOBS
@_option("--dpi", type=click.IntRange(18, 600), default=110, show_default=True, help=Said("Pixels per inch."))
def pages(content: Sequence[Path], out: Path | None, jobs: int, dpi: int, **options: Any) -> None:
    """Make a PNG of every page and of the spreads, in out/pages/."""
    _run(content, "screen", out, options, Order(dpi=dpi, hands=jobs))


@command.command(cls=Command)
@_common
@_OUT
@_JOBS
def handoff(content: Sequence[Path], out: Path | None, jobs: int, **options: Any) -> None:
    """Make a folder for the print shop, in out/NAME-handoff/.

    It holds the PDF for the press, a proof of each page, the report, and a sheet that says what is to be printed, as
    PDF and as JSON. Where preflight finds an error, an earlier folder stays as it is.
    """
    _run(content, "press", out, options, Order(handoff=True, hands=jobs))


@command.command(cls=Command)
@click.argument("content", required=False, type=click.Path(path_type=Path))
@_option("--port", type=click.IntRange(0, 65535), default=8148, show_default=True, help=Said("Another if it is taken."))
@_option("--no-open", is_flag=True, help=Said("Do not open the browser."))
@_option("--no-project-templates", is_flag=True, help=Said("Use the shipped templates and styles alone."))
@_HELD
def preview(content: Path | None, port: int, no_open: bool, no_project_templates: bool, isolation: str) -> None:
    """Show the brochure in the browser as it will be, and follow every change.

    Only this machine can see it, at 127.0.0.1. Ctrl-C ends it.
    """
    jobs = discover.jobs([content] if content else [], ["screen"], templates=not no_project_templates)
    from brochure.preview.command import preview as serve

    serve(jobs, port, not no_open, terminal.say, isolation, terminal.language())


@command.command(cls=Command)
@click.argument("old", metavar="OLD.pdf", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW.pdf", type=click.Path(path_type=Path))
@_option("--out", type=click.Path(path_type=Path), help=Said("Folder of the report [default: out/compare/]."))
@_option("--dpi", type=click.IntRange(18, 600), default=110, show_default=True, help=Said("Pixels per inch."))
@_option("--report", type=click.Choice(["json"]), help=Said("Print one JSON object to standard output."))
@_option("--quiet", "-q", is_flag=True, help=Said("Tell errors alone."))
@_HELD
def compare(old: Path, new: Path, **options: Any) -> None:
    """Show which pages of two PDFs were added, removed or changed, and how.

    Writes index.html and a picture of the differences of every changed page. Exits with 5 when there are any.
    """
    from brochure.cli.compare import run

    raise SystemExit(int(run(old, new, **options)))


@command.command(cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_option("--name", help=Said("Name of the organisation [default: the folder's]."))
@_option("--site", metavar="URL", help=Said("Its website, where the QR code leads."))
@_option("--language", type=click.Choice(["fr", "en"]), help=Said("Language of the text [default: the system's]."))
@_option(
    "--format",
    "size",
    metavar="SIZE",
    help=Said("a5, a4, letter, square, leaflet, or such as 210x240 in mm [default: a5]."),
)
@_option(
    "--signal",
    metavar="COLOUR",
    help=Said("The accent, in hexadecimal or by its CSS name [default: made to go with --ink]."),
)
@_option("--ink", metavar="COLOUR", help=Said("Dark colour, for text and grounds [default: made to go with --signal]."))
@_option("--yes", "-y", is_flag=True, help=Said("Ask nothing: take the defaults."))
@_option("--quiet", "-q", is_flag=True, help=Said("Tell errors alone; ask nothing."))
def new(folder: Path, yes: bool, quiet: bool, **given: str | None) -> None:
    """Start a project in DIR that builds at once.

    On a terminal, what no option tells is asked.
    """
    from brochure.cli.asking import answers
    from brochure.project.starter import refuse_existing, start

    refuse_existing(folder)
    asked = not (yes or quiet) and sys.stdin.isatty() and sys.stderr.isatty()
    written = start(folder, answers(given, folder.resolve().name, asked))
    if not quiet:
        for path in written:
            terminal.say(Said("{path} written", path=name_of(path)))
        terminal.say(Said("next: cd {folder} && make-brochure preview", folder=shlex.quote(str(folder))))


@command.command(cls=Command)
@click.argument("name")
@_option("--quiet", "-q", is_flag=True, help=Said("Tell errors alone."))
def section(name: str, quiet: bool) -> None:
    """Start a section of your own in the project: what may be written, its template and its style.

    All three work at once, and say in comments what can be changed.
    """
    from brochure.project.starter import start_section

    root, _ = discover.project_of(Path.cwd())
    for path in start_section(root, name):
        if not quiet:
            terminal.say(Said("{path} written", path=name_of(path)))


@command.command(cls=Command)
@click.argument("content", type=click.Path(path_type=Path))
@_option("--data", metavar="ROWS", required=True, type=click.Path(path_type=Path), help=Said("A CSV or JSON file."))
@_option("--name", "pattern", metavar="PATTERN", required=True, help=Said("Names of the copies: '{column}.pdf'."))
@_option("--preset", type=click.Choice(list(PRESETS)), default="screen", show_default=True, help=Said("For whom."))
@_option(
    "--out", metavar="PLACE", help=Said("Folder or storage (s3://…) of the copies [default: out/ of the project].")
)
@_JOBS
@_option(
    "--one",
    metavar="FILE.pdf",
    type=click.Path(path_type=Path),
    help=Said("All copies in one PDF, too, for the printer."),
)
@_option("--part-size", type=click.IntRange(1), metavar="N", help=Said("So many copies in each PDF of --one."))
@_option("--rows", metavar="A:B", default="1:", help=Said("Rows A to B alone, counted from 1."))
@_option("--dask", metavar="ADDRESS", help=Said("Have the workers of this scheduler make the copies."))
@_option("--check", is_flag=True, help=Said("Make no copy: say which rows need a look, and show them."))
@_option("--strict", is_flag=True, help=Said("Stop at the first row that needs a look; exit with 3."))
@_option("--force", is_flag=True, help=Said("Make even what stands."))
@_option("--report", type=click.Choice(["json"]), help=Said("Print one JSON object to standard output."))
@_option("--quiet", "-q", is_flag=True, help=Said("Tell errors and warnings alone."))
@_option("--verbose", "-v", is_flag=True, help=Said("Tell the notes too."))
@_option("--no-project-templates", is_flag=True, help=Said("Use the shipped templates and styles alone."))
@_HELD
def merge(content: Path, data: Path, pattern: str, preset: str, out: str | None, **options: Any) -> None:
    """Make a brochure a row: {{ column }} in the content stands for what a table says.

    What became of the rows stands in CONTENT-rows.jsonl beside the copies. A copy that stands for the same content and
    the same row is not made again.
    """
    import re

    from brochure.cli.merge import Wish, range_of, run
    from brochure.merging.places import at_address

    if options["one"] is not None and preset == "screen":
        raise click.UsageError(
            terminal.words(Said("--one is for the printer: add --preset press, or --preset booklet"))
        )
    # A path has one slash of the two that an address has.
    if options["one"] is not None and re.match(r"[a-z][a-z0-9+.-]+:/", str(options["one"])):
        raise click.UsageError(terminal.words(Said("--one is a file of this machine; the copies go to --out")))
    if not (options["dask"] or options["dask"] is None):
        raise click.UsageError(terminal.words(Said("--dask is empty: write the address of a scheduler")))
    options["dask"] = options["dask"] or ""
    rows, plain = range_of(options["rows"]), not options["no_project_templates"]
    folder, away = at_address(out) if out is not None else (None, "")
    (job,) = discover.jobs([content], [preset], folder, templates=plain)
    plainly = {
        name: options[name] for name in ("one", "dask", "check", "strict", "force", "isolation", "quiet", "verbose")
    }
    wish = Wish(part_size=options["part_size"] or 0, json=options["report"] == "json", hands=options["jobs"], **plainly)
    raise SystemExit(int(run(job, data, pattern, wish, rows, away)))


@command.command(cls=Command)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@_option("--quiet", "-q", is_flag=True, help=Said("Print the lines for brochure.yaml alone."))
@_HELD
def adopt(files: Sequence[Path], quiet: bool, isolation: str) -> None:
    """Show what becomes of pages from anywhere, and the lines for brochure.yaml that say so.

    No file is changed. The lines go to standard output, what is told of the pages to standard error.
    """
    from brochure.cli.adopt import run

    raise SystemExit(int(run(discover.jobs(files, ["screen"]), quiet, isolation)))


@command.command(cls=Command)
@click.argument("subject", type=click.Choice(["content", "project"]))
def schema(subject: str) -> None:
    """Print the JSON Schema of the front matter or of brochure.yaml.

    Sections of the project that cannot be made are told, and not in it.
    """
    import json

    from brochure import api
    from brochure.sections.registry import sections_of

    described = api.schema("content" if subject == "content" else "project")
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))
    if subject == "content" and (problems := sections_of(discover.project_of(Path.cwd())[0]).problems):
        terminal.print_report(FileReport(Path(), (), tuple(problems)))
        raise SystemExit(int(Exit.INVALID))


def _run(
    content: Sequence[Path],
    preset: str,
    out: Path | None,
    options: dict[str, Any],
    order: Order,
    files: Sequence[Path] | None = None,
) -> None:
    """Do the jobs, and check the PDFs among the arguments; `files` is None where none may be among them."""
    presets = list(PRESETS) if preset == "all" else [preset]
    reports: list[FileReport] = []
    order = replace(order, html=options["report"] == "html", strict=options["strict"], isolation=options["isolation"])
    order = replace(order, language=terminal.language())
    try:
        for report in runner.run_files([_finished(path, out, order.html) for path in files or ()], preset, order):
            reports.append(report)
            terminal.print_report(reports[-1], options["quiet"], options["verbose"])
        named = content or not files
        jobs = discover.jobs(content, presets, out, templates=not options["no_project_templates"]) if named else []
        _run_jobs(jobs, order, options, reports)
        if order.pdfua:
            reports += _told_lacking(options)
    except BrochureError as error:
        reports.append(FileReport(Path(error.problems[0].place.file), (), error.problems, (), error.exit_code))
        terminal.print_report(reports[-1], options["quiet"], options["verbose"])
    code = worst(report.exit_code for report in reports)
    if options["report"] == "json":
        click.echo(terminal.report_json(reports, code))
    raise SystemExit(int(code))


def _finished(path: Path, out: Path | None, html: bool) -> runner.Finished:
    """Give a PDF among the arguments, and where the page of its report goes, if there is to be one."""
    if not html:
        return runner.Finished(path)
    ground = None if out else discover.project_of(path.absolute().parent)[0]
    return runner.Finished(path, (out or path.parent) / f"{path.stem}-report.html", ground)


def _run_jobs(jobs: Sequence[Job], order: Order, options: dict[str, Any], reports: list[FileReport]) -> None:
    """Do the jobs, and tell of each file as soon as it and those before it are done."""
    told: set[Problem] = set()
    with Bar(len(jobs), wanted(options["quiet"])) as bar:

        def follow(job: Job, done: int, total: int) -> None:
            bar.follow(f"{name_of(job.content)} ({job.preset})", done, total)

        for report in runner.run(jobs, order, follow):
            reports.append(report)
            bar.hide()
            # What is wrong in a file that all share is told with the first of them.
            fresh = tuple(problem for problem in report.problems if problem not in told)
            told.update(report.problems)
            terminal.print_report(
                replace(report, problems=fresh), options["quiet"], options["verbose"], options.get("explain", False)
            )


def _told_lacking(options: dict[str, Any]) -> list[FileReport]:
    """Say once, at the end, where it is read, that nothing was held to PDF/UA, if that is so."""
    from brochure.preflight import conformity

    if (problem := conformity.lacking()) is None:
        return []
    report = FileReport(Path(problem.place.file), (), (problem,), (), Exit.MACHINE)
    terminal.print_report(report, options["quiet"], options["verbose"])
    return [report]


for _one in (command, *command.commands.values()):
    _one.params.append(MESSAGES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; everything that goes wrong is told here, once.

    Raises Lost where standard output or standard error takes no more.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    terminal.speak(language_of(given, os.environ))
    try:
        command.main(given, "make-brochure", standalone_mode=False)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(Exit.USAGE)
    except click.ClickException as error:
        error.show()
        return int(Exit.USAGE)
    except (KeyboardInterrupt, click.Abort):
        terminal.say(Said("interrupted"))
        return int(Exit.INTERRUPTED)
    except BrochureError as error:
        terminal.print_report(FileReport(Path(), (), error.problems))
        return int(error.exit_code)
    except Lost:
        raise
    except OSError as error:
        terminal.print_report(FileReport(Path(), (), (runner.machine_problem(error, Path("out")),)))
        return int(Exit.MACHINE)
    except Exception as error:
        terminal.print_report(FileReport(Path(), (), (internal_problem(error, "make-brochure"),)))
        return int(Exit.ENGINE)
    return int(Exit.BUILT)
