"""The command line: each command reads its words, calls what does the work, and prints what came of it."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from clinicpress import __version__
from clinicpress.ground.problems import InputProblems, UsageError, did_you_mean, refusals_told
from clinicpress.ground.progress import watched
from clinicpress.ground.report import plain, print_json, report, report_fault
from clinicpress.ground.stamps import HIDDEN
from clinicpress.ground.terminal import called

EX_SOFTWARE = 70
Item = TypeVar("Item")

_workspace = click.option(
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with brochures/, clinics/ and editions.yaml.",
)
_name = click.option(
    "--name",
    metavar="PATTERN",
    default="",
    help="What the files are called, such as '{title} - {layout} - {clinic}'; {edition}, {language} and {slug}, too.",
)
_slugs = click.argument("slugs", metavar="[SLUG]...", nargs=-1)


def _as_json(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option --json, with which its output is JSON even where nothing can be read."""

    @wraps(command)
    def told(*arguments: Any, as_json: bool, **options: Any) -> None:
        try:
            with refusals_told():
                command(*arguments, as_json=as_json, **options)
        except InputProblems as error:
            if not as_json:
                raise
            print_json({"problems": plain(error.problems)})
            sys.exit(1)

    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")(told)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="clinicpress")
def main() -> None:
    """A press for clinic handouts: structured YAML in, finished PDF pages out."""


@main.command()
@_slugs
@click.option("--clinic", "clinics", multiple=True, metavar="ID", help="Only this clinic; may be repeated.")
@click.option("--edition", "editions", multiple=True, metavar="ID", help="Only this edition; may be repeated.")
@click.option("--layout", "layouts", multiple=True, metavar="ID", help="Only this layout; may be repeated.")
@click.option("--language", "languages", multiple=True, metavar="LANG", help="Only this language; may be repeated.")
@_workspace
@_name
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=str),
    default="build",
    show_default=True,
    help="Where the PDFs go; with --cluster also a URL, such as s3://bucket/folder.",
)
@click.option(
    "--jobs",
    "workers",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Worker processes.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Print with the workers of this Dask scheduler, such as tcp://host:8786, instead of processes of our own.",
)
@click.option("--force", is_flag=True, help="Make every file anew.")
@click.option("--explain", is_flag=True, help="Say of each file why it was made, or why not.")
@click.option("--explain-breaks", is_flag=True, help="Say where the pages end, and what their ends cost.")
@click.option("--watch", is_flag=True, help="Go on, and make anew what every saved file touches, until Ctrl-C.")
@click.option("--prune", is_flag=True, help="Remove files of earlier builds that no job makes any more.")
@_as_json
def build(
    slugs: tuple[str, ...],
    clinics: tuple[str, ...],
    editions: tuple[str, ...],
    layouts: tuple[str, ...],
    languages: tuple[str, ...],
    workspace: Path,
    name: str,
    out: str,
    workers: int,
    cluster: str | None,
    force: bool,
    explain: bool,
    explain_breaks: bool,
    watch: bool,
    prune: bool,
    as_json: bool,
) -> None:
    """Make the PDFs of all brochures, or of those named, unless they are as they should be."""
    from clinicpress.building.freshness import is_unchanged, key_of_build, key_of_words, nothing_to_make

    chosen = (slugs, clinics, editions, layouts, languages, name)
    if not (force or explain or explain_breaks or prune or as_json or watch):
        count = is_unchanged(Path(out) / HIDDEN, key_of_build(workspace, Path(out), *chosen))
        if count is not None:
            print(nothing_to_make(count))
            return
    from clinicpress.building import telling
    from clinicpress.building.build import build as carry_out
    from clinicpress.content.edition import Wanted

    gc.freeze()  # what is loaded is no garbage
    words = key_of_words([word for word in sys.argv[1:] if word != "--watch"])
    progress = _progress("Printing", as_json)
    if watch:
        if explain or explain_breaks or prune or as_json or cluster or "://" in out:
            raise UsageError(
                "--watch does not go together with --explain, --explain-breaks, --prune, --json or --cluster"
            )
        from clinicpress.building.watch import Rounds

        telling.tell_rounds(Rounds(workspace, Path(out), Wanted(*chosen), workers, force, words, progress))
        return
    if explain_breaks and as_json:
        raise UsageError("--explain-breaks does not go together with --json")
    account = carry_out(
        workspace,
        out,
        Wanted(*chosen),
        workers=workers,
        cluster=cluster or "",
        force=force,
        prune=prune,
        words=words,
        progress=progress,
    )
    if as_json:
        print_json(account.facts())
        telling.tell_faults(account.faults)
    else:
        telling.tell(account, explain)
    if explain_breaks:
        from clinicpress.building.pagebreaks import explained_breaks

        for line in explained_breaks(workspace, [file.job for file in account.files if file.state != "not made"]):
            print(line)
    _end(bool(account.faults), bool(account.problems))


@main.command()
@_slugs
@_workspace
@click.option("--strict", is_flag=True, help="End with status 1 where there are warnings, too.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to check dates against, such as 2026-11-22; today by default.",
)
@click.option("--scorecard", is_flag=True, help="Show reading levels and the items of PEMAT-P and the CDC's index.")
@_as_json
def check(
    slugs: tuple[str, ...], workspace: Path, strict: bool, today: dt.datetime | None, scorecard: bool, as_json: bool
) -> None:
    """Report all problems of all brochures, or of those named, without writing anything.

    Warnings are what an editor should look at: they keep nothing from being printed.
    """
    from clinicpress.building import trial
    from clinicpress.building.telling import tell_faults
    from clinicpress.desk.telling import overview, parts_of, scorecards

    gc.freeze()  # what is loaded is no garbage
    day = (today or dt.datetime.now()).date()
    found = trial.check(workspace, slugs, day, os.cpu_count() or 1, _progress("Checking", as_json))
    findings = found.findings
    if as_json:
        print_json(findings.facts())
    else:
        for part in parts_of(findings):
            print(f"{part.heading}\n", file=sys.stderr)
            report(part.problems)
            print(file=sys.stderr)
        tables = scorecards(findings) if scorecard else [overview(findings)]
        print("\n\n".join(filter(None, [*tables, found.summary(strict)])))
    tell_faults(found.faults)
    _end(bool(found.faults), findings.errors > 0 or (strict and findings.warnings > 0))


@main.command()
@click.argument("files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path(path_type=Path))
@_as_json
def preflight(files: tuple[Path, ...], as_json: bool) -> None:
    """Check finished PDFs, ours or others: footers, words, type, contrast, tags, fonts, links, pages."""
    from clinicpress.inspection.preflight import facts, inspect_all, told

    done = inspect_all(files, os.cpu_count() or 1, _progress("Checking", as_json))
    if as_json:
        print_json({"files": facts(done), "problems": plain([p for each in done for p in each.problems])})
    else:
        print(told(done))
        report([problem for each in done for problem in each.problems])
    _end(False, not all(each.passed for each in done))


@main.command("print")
@click.argument("files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["office", "grey", "press"]),
    default="office",
    show_default=True,
    help="What prints it: an office printer, one without colours, or a print shop's press.",
)
@click.option(
    "--as",
    "scheme",
    type=click.Choice(["booklet", "n-up", "repeat"]),
    help="Put pages on sheets: to fold and staple, side by side, or each page again and again.",
)
@click.option("--sheet", default="", metavar="SIZE", help="The sheets: letter, tabloid, a4, a3, ...")
@click.option("--marks", is_flag=True, help="Mark where to cut and to fold.")
@click.option("--profile", default="", metavar="gracol|fogra39|FILE", help="The printing condition of the press.")
@click.option("--spot", type=click.Choice(["yes", "no"]), help="Whether the brand's colour is an ink of its own.")
@click.option("--out", default="", metavar="FILE", help="The new file, or a folder; beside FILE.pdf, if you don't say.")
def print_(files: tuple[Path, ...], out: str, spot: str | None, **choice: Any) -> None:
    """Make finished PDFs ready for the machine that prints them, as new files: ours and others'."""
    from clinicpress.printshop.order import Order
    from clinicpress.printshop.shop import carry_out

    failed = False
    for each in carry_out(
        files, Order(spot=None if spot is None else spot == "yes", **choice), out, os.cpu_count() or 1
    ):
        report(each.problems)
        failed |= each.failed
        if not each.failed:
            print(f"{each.goal}: {each.told}")
    _end(False, failed)


@main.command("list")
@_workspace
@_name
@_as_json
def list_(workspace: Path, name: str, as_json: bool) -> None:
    """Show the brochures, clinics, editions and jobs."""
    from clinicpress.building.naming import named_by
    from clinicpress.content.listing import list_all

    listing = list_all(workspace, named_by(name))
    if as_json:
        print_json(listing.facts())
    else:
        report(listing.problems)
        print(listing.tables())
    _end(False, any(problem.severity == "error" for problem in listing.problems))


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@_workspace
@click.option(
    "--report",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the report goes: compare.html in this folder, if you don't say; with --json, none.",
)
@_as_json
def compare(old: Path, new: Path, workspace: Path, file: Path | None, as_json: bool) -> None:
    """Show what changed between two brochures' files, two PDFs, or two folders of PDFs."""
    from clinicpress.comparison.findings import facts, lines
    from clinicpress.comparison.revisions import collate
    from clinicpress.comparison.sidebyside import REPORT, write_report

    if file is not None and file.suffix.lower() not in {".html", ".htm"}:
        raise UsageError(f"the report is a web page: call it {file.stem or 'compare'}.html, not “{file}”")
    found = collate(old, new, workspace, _progress("Comparing", False))
    if as_json:
        print_json(facts(found))
    else:
        report(found.problems)
        for line in lines(found):
            print(line)
    if file is not None or not as_json:
        file = file or Path(REPORT)
        write_report(found, file, workspace)
        if not as_json:
            print(f"Report for sign-off: {file}")
    _end(False, bool(found.problems))


@main.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of a KIND of file (brochure, clinic, editions, ...), or of all kinds."""
    from clinicpress.drafting.kinds import KINDS, schema_of

    if kind is not None and kind not in KINDS:
        raise UsageError(f"there is no kind of file called “{kind}”; {did_you_mean(kind, KINDS)}")
    print_json(schema_of(kind) if kind else {each: schema_of(each) for each in KINDS})


@main.command()
@click.argument("slug", required=False)
@click.option(
    "--from",
    "article",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="ARTICLE",
    help="The article to make the draft from: .docx, .odt, .html, .md or .txt.",
)
@click.option("--language", default="", metavar="LANG", help="The language; left out, the article's own, or en.")
@click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The workspace of the brochure, by default this folder; without SLUG, the folder of a new workspace.",
)
def new(slug: str | None, article: Path | None, language: str, workspace: Path | None) -> None:
    """Begin the brochure SLUG, from nothing or from an article; or begin a workspace."""
    from clinicpress.drafting.starter import begin_brochure, begin_workspace

    if slug is not None:
        print(begin_brochure(workspace or Path(), slug, language, article).told(called(), slug, workspace))
    elif workspace is None or article is not None:
        raise UsageError("name the brochure: new SLUG; or begin a workspace: new --workspace DIR")
    else:
        print(begin_workspace(workspace).told(called(), None, workspace))


@main.command()
@_workspace
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; this machine's own.")
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="The port; 0 takes any.")
@click.option(
    "--address",
    metavar="URL",
    default="",
    help="Where people reach it through another server that asks who they are, such as https://desk.example.org.",
)
@click.option("--edit", is_flag=True, help="Let texts be changed, too: marketing's desk.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in a browser.")
def serve(workspace: Path, host: str, port: int, address: str, edit: bool, open_page: bool) -> None:
    """Open the front desk: pick, look, print and e-mail on a page, until Ctrl-C."""
    try:
        from clinicpress.copydesk import editroom
        from clinicpress.frontdesk import opening
    except ImportError as error:
        raise UsageError(
            "the front desk needs a few libraries more: "
            f'install them with  pip install "clinicpress[web]"  ({error.name or error} is missing)'
        ) from error

    opening.open_desk(
        opening.Opening(workspace.resolve(), host, port, address, edit, click.launch if open_page else None),
        [editroom.routes],
        dt.date.today,
        time.monotonic,
    )


@main.command()
@click.argument("slug")
@click.option("--clinic", required=True, metavar="ID", help="The clinic that hands it out.")
@click.option("--language", default="", metavar="LANG", help="The language, where there are several.")
@click.option("--edition", default="", metavar="ID", help="The edition; the first of editions.yaml by default.")
@click.option("--layout", default="", metavar="ID", help="The layout; the edition's first one by default.")
@_workspace
@click.option("--to", default="", metavar="ADDRESS", help="Whom it is for; without it, you write that into the draft.")
@click.option("--out", metavar="FILE.eml", help="Where the draft goes: into this folder, if you don't say.")
@click.option("--send", is_flag=True, help="Send it now, by the mail server of your settings, instead of a draft.")
def email(workspace: Path, to: str, out: str | None, send: bool, **choice: str) -> None:
    """Make an e-mail of the brochure SLUG: a draft with its PDF, for your e-mail program; or send it."""
    if send and out is not None:
        raise UsageError("--send makes no file: leave --out away")
    if send and not to:
        raise UsageError("--send needs to know whom to write to: --to ADDRESS")
    from clinicpress.mailing import outbox

    if not send:
        print(outbox.write_draft(outbox.prepared(workspace, to, **choice), out).told())
        return
    outcome = outbox.send(workspace, to, os.environ, **choice)
    print(outcome.told, file=sys.stdout if outcome.sent else sys.stderr)
    _end(False, not outcome.sent)


# Printing ----------------------------------------------------------------------------------------


def _progress(label: str, as_json: bool) -> Callable[[Iterable[Item], int], Iterable[Item]]:
    """Return what shows how far a work is, or for machines what shows nothing."""
    return (lambda items, _: items) if as_json else (lambda items, count: watched(items, count, label))


def _end(faulty: bool, failed: bool) -> None:
    """End with the status of a fault of ours, or of problems; go on where there are none."""
    if faulty:
        sys.exit(EX_SOFTWARE)
    if failed:
        sys.exit(1)


def run(command: Callable[..., Any] = main, arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status: 0, 1, 2 or 70."""
    given = list(arguments) if arguments is not None else None
    try:
        with refusals_told():
            command(args=given, prog_name="clinicpress", standalone_mode=False)
    except InputProblems as error:
        report(error.problems)
        sys.exit(1)
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        print(shown.getvalue(), end="", file=sys.stderr)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        print("stopped", file=sys.stderr)
        sys.exit(130)
    except Exception:  # noqa: BLE001 - the last line of defence: never a bare traceback
        import traceback

        report_fault(traceback.format_exc())
        sys.exit(EX_SOFTWARE)


def _leave(number: int, _: object) -> None:
    """End after a signal, but orderly: no worker is left, and account is kept of what was made."""
    sys.exit(128 + number)


def program() -> None:
    """Be the whole program: run the command line in a process of its own."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        run()
    finally:
        gc.freeze()  # what is left is not looked through once more
