"""The command line: build, check, list, schema. It prints; all else is done elsewhere."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from clinicpress import __version__
from clinicpress.problems import InputProblems, Problem, UsageError

EX_SOFTWARE = 70
SCHEMAS = ("brochure", "clinic", "editions", "sources", "theme", "layout", "locale", "fonts")

_workspace = click.option(
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with brochures/, clinics/ and editions.yaml.",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
_slugs = click.argument("slugs", metavar="[SLUG]...", nargs=-1)


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
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="build",
    show_default=True,
    help="Where the PDFs go.",
)
@click.option(
    "--jobs",
    "workers",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Worker processes.",
)
@click.option("--force", is_flag=True, help="Make every file anew. (So far every build does.)")
@_as_json
def build(
    slugs: tuple[str, ...],
    clinics: tuple[str, ...],
    editions: tuple[str, ...],
    layouts: tuple[str, ...],
    languages: tuple[str, ...],
    workspace: Path,
    out: Path,
    workers: int,
    force: bool,
    as_json: bool,
) -> None:
    """Make the PDFs of all brochures, or of those named."""
    from clinicpress.build import run_jobs
    from clinicpress.edition import Wanted, plan_jobs

    catalog = _catalog(workspace)
    jobs = plan_jobs(catalog, Wanted(slugs, clinics, editions, layouts, languages))
    outcomes = _watched(run_jobs(catalog, jobs, out, workers), len(jobs), "Printing", as_json)
    problems = sorted({*_problems(outcomes), *_broken_sources(catalog)})
    good = [outcome for outcome in outcomes if outcome.good]
    if as_json:
        files = [
            {
                **_job_facts(o.job),
                "file": str(out / o.job.path),
                "pages": o.pages,
                "bytes": o.size,
                "seconds": round(o.seconds, 4),
            }
            for o in good
        ]
        _print_json({"files": files, "problems": _plain(problems)})
    else:
        _report(problems)
        rows = [[str(out / o.job.path), str(o.pages), f"{o.size / 1024:.0f} KB", f"{o.seconds:.2f} s"] for o in good]
        if rows:
            click.echo(_table(["file", "pages", "size", "time"], rows))
        if not jobs:
            click.echo("Nothing to make: no job matches.")
        failed = len(outcomes) - len(good)
        if failed:
            click.echo(
                f"{len(good)} made, {failed} not made because of the problems above; "
                "their last PDFs were left as they were.",
                err=True,
            )
    _end(outcomes, bool(problems), as_json)


@main.command()
@_slugs
@_workspace
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@_as_json
def check(slugs: tuple[str, ...], workspace: Path, strict: bool, as_json: bool) -> None:
    """Report all problems of all brochures, or of those named, without writing anything."""
    from clinicpress.build import run_jobs
    from clinicpress.edition import Wanted, plan_jobs

    catalog = _catalog(workspace)
    jobs = plan_jobs(catalog, Wanted(slugs))
    outcomes = _watched(run_jobs(catalog, jobs, None, os.cpu_count() or 1), len(jobs), "Checking", as_json)
    problems = _problems(outcomes)
    problems += _broken_sources(catalog)
    for slug, language in sorted({(job.slug, job.language) for job in jobs}):
        try:
            problems += catalog.warnings(slug, language)
        except InputProblems:
            continue
    problems = sorted(set(problems))
    errors = [p for p in problems if p.severity == "error" or strict]
    if as_json:
        _print_json({"problems": _plain(problems)})
    else:
        _report(problems)
        failed = len([o for o in outcomes if o.fault])
        brochures = len({(job.slug, job.language) for job in jobs})
        warnings = len([p for p in problems if p.severity == "warning"])
        click.echo(
            f"{brochures} brochure(s) checked in {len(jobs)} job(s): "
            f"{len(problems) - warnings + failed} error(s), {warnings} warning(s)."
        )
    _end(outcomes, bool(errors), as_json)


@main.command("list")
@_workspace
@_as_json
def list_(workspace: Path, as_json: bool) -> None:
    """Show the brochures, clinics, editions and jobs."""
    from clinicpress.edition import plan_jobs

    catalog = _catalog(workspace)
    jobs = plan_jobs(catalog)
    problems: list[Problem] = []
    brochures = []
    for slug in catalog.slugs():
        for language in catalog.languages(slug):
            try:
                brochure = catalog.brochure(slug, language)
            except InputProblems as error:
                problems += error.problems
                continue
            brochures.append(
                {"slug": slug, "language": language, "version": str(brochure.version), "title": str(brochure.title)}
            )
    clinics = []
    for name in catalog.clinics():
        try:
            clinics.append({"id": name, "name": str(catalog.clinic(name).name or "")})
        except InputProblems as error:
            problems += error.problems
    editions = [
        {"id": str(name), "theme": str(e.theme), "paper": e.paper, "layouts": [str(layout) for layout in e.layouts]}
        for name, e in catalog.editions().editions.items()
    ]
    plain_jobs = [{**_job_facts(job), "path": job.path} for job in jobs]
    if as_json:
        _print_json(
            {
                "brochures": brochures,
                "clinics": clinics,
                "editions": editions,
                "jobs": plain_jobs,
                "problems": _plain(sorted(set(problems))),
            }
        )
    else:
        _report(sorted(set(problems)))
        click.echo(_table(["brochure", "language", "version", "title"], [list(b.values()) for b in brochures]))
        click.echo()
        click.echo(
            _table(["clinic", "name"], [[c["id"], c["name"] or "(none: a blank box for a stamp)"] for c in clinics])
        )
        click.echo()
        click.echo(
            _table(
                ["edition", "theme", "paper", "layouts"],
                [[e["id"], e["theme"], e["paper"], ", ".join(e["layouts"])] for e in editions],
            )
        )
        click.echo()
        click.echo(_table(["job"], [[job.path] for job in jobs]))
    if problems:
        sys.exit(1)


@main.command()
@click.argument("name", type=click.Choice(SCHEMAS), required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a kind of file, or of all kinds."""
    _print_json(schema_of(name) if name else {each: schema_of(each) for each in SCHEMAS})


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of YAML file."""
    from pydantic import TypeAdapter

    from clinicpress.fonts import FontCatalog
    from clinicpress.layout import Layout, Locale
    from clinicpress.model import Brochure, Clinic, Editions, Source
    from clinicpress.themefile import ThemeSpec

    kinds: dict[str, Any] = {
        "brochure": Brochure,
        "clinic": Clinic,
        "editions": Editions,
        "sources": dict[str, Source],
        "theme": ThemeSpec,
        "layout": Layout,
        "locale": Locale,
        "fonts": FontCatalog,
    }
    made = TypeAdapter(kinds[name]).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **made}


# Printing ----------------------------------------------------------------------------------------


def _catalog(workspace: Path) -> Any:
    from clinicpress.catalog import Catalog
    from clinicpress.source import Workspace

    return Catalog(Workspace(workspace))


def _watched(outcomes: Iterable[Any], count: int, label: str, quiet: bool) -> list[Any]:
    if quiet or not sys.stderr.isatty():
        return list(outcomes)
    with click.progressbar(outcomes, length=count, label=label, file=sys.stderr, show_pos=True) as bar:
        return list(bar)


def _broken_sources(catalog: Any) -> list[Problem]:
    """List what is wrong in the bibliography, whether a brochure needs it or not."""
    try:
        return [problem for found in catalog.sources().broken.values() for problem in found]
    except InputProblems:
        return []


def _problems(outcomes: Sequence[Any]) -> list[Problem]:
    return sorted({problem for outcome in outcomes for problem in outcome.problems})


def _report(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _plain(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "severity": p.severity,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]


def _job_facts(job: Any) -> dict[str, str]:
    return {
        "brochure": job.slug,
        "clinic": job.clinic,
        "language": job.language,
        "edition": job.edition,
        "layout": job.layout,
    }


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _table(heads: list[str], rows: list[list[str]]) -> str:
    """Set rows in columns; figures are aligned right."""
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    right = [bool(rows) and all(row[i][:1].isdigit() and i for row in rows) for i in range(len(heads))]
    lines = []
    for row in [heads, *rows]:
        cells = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True)]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _end(outcomes: Sequence[Any], failed: bool, as_json: bool) -> None:
    faults = [outcome for outcome in outcomes if outcome.fault]
    for fault, outcome in {outcome.fault: outcome for outcome in faults}.items():
        _fault(f"while making {outcome.job.path}:\n{fault}")
    if faults:
        sys.exit(EX_SOFTWARE)
    if failed:
        sys.exit(1)


def _fault(details: str) -> None:
    click.echo(
        f"{details}\nThis is a fault of clinicpress {__version__}, not of your files. "
        "Nothing was overwritten by the failed job.\n"
        "Please report it: send the lines above and the brochure that was being made.",
        err=True,
    )


def run(command: Callable[..., Any] = main, arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status: 0, 1, 2 or 70."""
    try:
        command(args=list(arguments) if arguments is not None else None, prog_name="clinicpress", standalone_mode=False)
    except InputProblems as error:
        _report(error.problems)
        sys.exit(1)
    except UsageError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except Exception:  # noqa: BLE001 - the last line of defence: never a bare traceback
        import traceback

        _fault(traceback.format_exc())
        sys.exit(EX_SOFTWARE)


def program() -> None:
    """Be the whole program: run the command line in a process of its own."""
    # A build makes many small objects and little garbage. Not looking for it so often, and not once
    # more when all ends, saves a fifth of a short run.
    gc.set_threshold(100_000, 20, 100)
    try:
        run()
    finally:
        gc.freeze()
