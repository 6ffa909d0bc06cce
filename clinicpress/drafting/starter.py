"""Beginnings: a new brochure in a workspace, from nothing or from an article, and a new workspace.

Nothing that is there is written over. The brochure's file comes last, so that a beginning that was
interrupted left no brochure. New sources are added below those of the bibliography, whose own lines
stay as they are, byte for byte. The files of a new workspace are in `templates/starter`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clinicpress.content.catalog import EDITIONS, SOURCES
from clinicpress.content.locale import load_locale
from clinicpress.content.texts import Unprinted
from clinicpress.content.values import LANGUAGE, NAME
from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.drafting.article import Article, texts_in
from clinicpress.drafting.cues import slugged
from clinicpress.drafting.draft import Draft, drafted, empty_draft
from clinicpress.drafting.kinds import KINDS, schema_text
from clinicpress.drafting.manuscript import read_article
from clinicpress.drafting.outline import outlined
from clinicpress.drafting.rubrics import kinds_in
from clinicpress.drafting.scribe import Row, Value, written
from clinicpress.drafting.tongues import language_of
from clinicpress.ground.problems import InputProblems, Place, UsageError
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.disk import SHIPPED, Disk
from clinicpress.workspace.files import file_digest, read_file, write_whole
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.workspace import MAX_TEXT_BYTES, Workspace

USUAL = "en"
"""The language of a brochure where nobody says another."""
LONGEST = 80
"""Characters of a brochure's name; its files have longer names, and a name may have 255 bytes."""
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
STARTER = SHIPPED / "templates" / "starter"
SOURCES_HEAD = (
    "# yaml-language-server: $schema=../schemas/sources.json\n"
    "# `short` is printed in the footer, `full` in the colophon.\n"
)


@dataclass(frozen=True)
class Begun:
    """What was written, and what is left for a person to do: places with words."""

    files: tuple[str, ...]
    to_fill_in: tuple[tuple[Place, str], ...] = ()
    to_look_at: tuple[tuple[Place, str], ...] = ()

    def told(self, program: str, slug: str | None, workspace: Path | None) -> str:
        """Say what was written, what is left to do, and which command comes next."""
        lines = [f"written: {name}" for name in self.files]
        for heading, places in (
            ("To fill in; until then nothing of it is printed:", self.to_fill_in),
            ("To look at; until each LOOK is settled and deleted, nothing of it is printed:", self.to_look_at),
        ):
            if places:
                lines += ["", heading, *(f"  {place.file}:{place.line}  {words}" for place, words in places)]
        where = f" --workspace {shlex.quote(str(workspace))}" if workspace else ""
        out = f" --out {shlex.quote(str(workspace / 'build'))}" if workspace else ""
        lines += ["", f"Next: {program} check {slug}{where}" if slug else f"Next: {program} build{where}{out}"]
        return "\n".join(lines)


def begin_brochure(root: Path, slug: str, language: str, article: Path | None = None) -> Begun:
    """Write the draft of a brochure into a workspace; without a language, in the article's own, or else in English.

    Raises UsageError where the name or the language cannot be one, and InputProblems where the folder is
    no workspace, the brochure is there already, or the article cannot be read. Then nothing is written.
    """
    _check_names(slug, language or USUAL)
    if not (root / EDITIONS).is_file():
        raise InputProblems.one(
            Place(str(root / EDITIONS)),
            "this folder is no workspace: it has no editions.yaml",
            f"make a workspace with: new --workspace {root}",
        )
    read = read_article(article) if article is not None else None
    language = language or (_language_in(read) if read is not None else USUAL)
    file = f"brochures/{slug}/{language}.yaml"
    if (root / file).exists():
        raise InputProblems.one(Place(file), "this brochure is there already", "choose another name, or edit it")
    workspace = Disk(root)
    before = read_file(goal_of(root, SOURCES), MAX_TEXT_BYTES) if (root / SOURCES).is_file() else b""
    draft = _draft(workspace, slug, language, read, article.name if article is not None else "")
    made = _placed(root, f"brochures/{slug}/figures", draft)
    rows_of = {file: (0, draft.rows)}
    if draft.sources:
        made[SOURCES], rows_of[SOURCES] = _with_sources(before, draft.sources)
    made[file] = draft.text.encode()
    goals = {name: goal_of(root, name) for name in made}
    with drafts_in(root) as drafts:
        for name, content in made.items():
            write_whole(goals[name], content, drafts)
    placed = [(Place(n, first + i), row) for n, (first, each) in rows_of.items() for i, row in enumerate(each, 1)]
    return Begun(
        tuple(made),
        tuple((place, row.wanted) for place, row in placed if row.wanted),
        tuple((place, row.doubt) for place, row in placed if row.doubt),
    )


def begin_workspace(root: Path) -> Begun:
    """Write a workspace with a sample brochure into a folder that is new or empty; raises InputProblems otherwise."""
    if root.exists() and not root.is_dir():
        raise InputProblems.one(Place(str(root)), "this is a file, not a folder", "name a folder that is new or empty")
    if root.is_dir() and not is_empty(root):
        is_one = (root / EDITIONS).is_file()
        raise InputProblems.one(
            Place(str(root)),
            "this folder is a workspace already" if is_one else "this folder is not empty",
            "to begin a brochure in it, name it: new SLUG" if is_one else "name a folder that is new or empty",
        )
    starter = [path for path in sorted(STARTER.rglob("*")) if path.is_file()]
    files = {path.relative_to(STARTER).as_posix(): path.read_bytes() for path in starter}
    files |= {f"schemas/{kind}.json": schema_text(kind).encode() for kind in KINDS}
    # The file that makes a folder a workspace comes last.
    names = sorted(files, key=lambda name: (name == EDITIONS, name))
    with drafts_in(root) as drafts:
        for name in names:
            write_whole(root / name, files[name], drafts)
    return Begun(tuple(sorted(names)))


def is_empty(root: Path) -> bool:
    """Tell whether a folder holds nothing but what systems leave in every folder that is looked at."""
    return all(path.name in LEFT_BY_SYSTEMS for path in root.iterdir())


def _check_names(slug: str, language: str) -> None:
    if len(slug) > LONGEST:
        raise UsageError(f"the name of a brochure has at most {LONGEST} characters; this one has {len(slug):,}")
    if not re.fullmatch(NAME, slug):
        better = slugged(slug)
        raise UsageError(
            f"“{slug}” cannot be the name of a brochure: use small letters, digits and hyphens"
            + (f", for example {better}" if better else "")
        )
    if not re.fullmatch(LANGUAGE, language):
        raise UsageError(f"“{language}” is not a language code: write it like en, es or pt-BR")


def _language_in(article: Article) -> str:
    """Return the language of an article: what its words tell, or what it says itself."""
    told = language_of([article.title, article.subtitle, *(text for each in article.pieces for text in texts_in(each))])
    said = article.language.split("-")[0].lower()
    return told or (said if re.fullmatch(LANGUAGE, said) else "") or USUAL


def _draft(workspace: Workspace, slug: str, language: str, article: Article | None, name: str) -> Draft:
    if article is None:
        return empty_draft(language)
    try:
        further = kinds_in(load_locale(workspace, Text(language, Place(""))))
    except InputProblems:
        further = {}  # there is no locale for the language yet
    others = [name for name in workspace.names(f"brochures/{slug}", ".yaml") if name != language]
    notes = [f"This brochure is there in {', '.join(others)}: give the sections the same ids."] if others else []
    rules = load_editorial(workspace, language) or Editorial(language=Unprinted(language, Place("")))
    outline = outlined(article, further)
    called = os.fsencode(name).decode("utf-8", "replace")
    return drafted(outline, called, language, _known(workspace), rules, notes)


def _known(workspace: Workspace) -> dict[str, str]:
    """Return the ids of the bibliography by the words of the sources."""
    if not workspace.has(SOURCES):
        return {}
    text = workspace.read_text(SOURCES)
    if not _says_something(text):
        return {}
    entries = parse_yaml(SOURCES, text).plain()
    if not isinstance(entries, dict):
        return {}
    found: dict[str, str] = {}
    for name, entry in entries.items():
        words = [entry[key] for key in ("full", "short") if entry.get(key)] if isinstance(entry, dict) else []
        found |= dict.fromkeys([*map(str, words), f"\0{name}"], str(name))
    return found


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _with_sources(before: bytes, entries: Mapping[str, Value]) -> tuple[bytes, tuple[int, list[Row]]]:
    """Return the bibliography with new entries at its end, and their lines after so many lines."""
    start = before or SOURCES_HEAD.encode()
    end = b"\r\n" if b"\r\n" in before else b"\n"
    if not start.endswith(b"\n"):
        start += end
    rows = [row for key, entry in entries.items() for row in (Row(""), *written({key: entry}))]
    made = start + b"".join(row.text.encode() + end for row in rows)
    try:
        after = parse_yaml(SOURCES, made.decode("utf-8-sig").replace("\r\n", "\n")).plain()
    except InputProblems:
        after = None
    if not (isinstance(after, dict) and set(entries) <= set(after)):
        raise InputProblems.one(
            Place(SOURCES),
            "new sources cannot be added at the end of this file",
            "write each source with its id at the beginning of a line, and “short:” and “full:” in lines below it",
        )
    return made, (start.count(b"\n"), rows)


def goal_of(root: Path, name: str) -> Path:
    """Return where a file of a workspace really lies; raises InputProblems where a link leads out of it."""
    goal = Path(os.path.realpath(root / name))
    if not goal.is_relative_to(os.path.realpath(root)):
        message = "a link leads out of the workspace here, and nothing is written there"
        raise InputProblems.one(Place(name), message, "put a folder or file in the place of the link")
    return goal


def _placed(root: Path, folder: str, draft: Draft) -> dict[str, bytes]:
    """Return the pictures that must be written; raises InputProblems where another file has such a name."""
    found = {}
    for name, content in draft.figures.items():
        path = root / folder / name
        if not os.path.lexists(path):
            found[f"{folder}/{name}"] = content
        elif file_digest(path) != hashlib.sha256(content).hexdigest():
            raise InputProblems.one(
                Place(f"{folder}/{name}"),
                "another picture, or a folder, has this name already",
                "rename the picture in the article, or the one that is there",
            )
    return found


@contextmanager
def drafts_in(root: Path) -> Iterator[Path]:
    """Lend a hidden folder on the same disk, for files that are not whole yet; makes the folder it is in."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        lent = tempfile.TemporaryDirectory(dir=root, prefix=".clinicpress-")
    except OSError as error:
        message = f"the folder cannot be written: {error.strerror}"
        raise InputProblems.one(Place(str(root)), message, "check its name and its permissions") from error
    with lent as folder:
        yield Path(folder)
