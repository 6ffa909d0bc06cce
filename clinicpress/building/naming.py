"""Naming: what the files of a build are called, by a pattern such as “{title} - {layout} - {clinic}”.

The words are those that readers know: the brochure's title, the clinic's name, the locale's labels.
What file systems refuse is replaced, so that a file can be saved and sent anywhere.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from string import Formatter

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import ENDINGS, FACTS, Job, edition_of
from clinicpress.content.locale import Labels, load_locale
from clinicpress.content.texts import Unprinted
from clinicpress.ground.characters import legible, plain_spaces
from clinicpress.ground.problems import InputProblems, Place, UsageError, did_you_mean
from clinicpress.looks.medium import AnyLayout
from clinicpress.press.titles import edition_words, layout_words

PLACEHOLDERS = ("title", "layout", "edition", "clinic", "language", "slug")
"""What a pattern may hold in braces."""
LONGEST = 200
"""The most bytes of a name without its ending: file systems allow 255, and some programs add to it."""
CAPITAL_NOUNS = ("de", "lb")
"""Languages in which a noun keeps its capital letter within a name."""

_PARTING = re.compile(r"\s*[/\\:|]\s+|\s+[/\\:|]\s*")
_REFUSED = {**dict.fromkeys(map(ord, "/\\:|"), "-"), ord('"'): "'", **dict.fromkeys(map(ord, "*?<>"), "")}
"""What Windows refuses in names; other systems refuse the slash."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\s*\Z)")


def check_pattern(pattern: str) -> None:
    """Raise UsageError where a pattern cannot be read, or asks for what there is not."""
    for name in _placeholders(pattern):
        if name not in PLACEHOLDERS:
            raise UsageError(f"--name: there is no “{{{name}}}”; {did_you_mean(name, PLACEHOLDERS)}")


def _placeholders(pattern: str) -> list[str]:
    try:
        return [
            name + (f"!{how}" if how else "") + (f":{form}" if form else "")
            for _, name, form, how in Formatter().parse(pattern)
            if name is not None
        ]
    except ValueError as error:
        raise UsageError(f"--name “{pattern}”: write a brace that is no placeholder’s twice, as in {{{{") from error


@dataclass
class Names:
    """Gives the jobs of a catalogue names by a pattern, which may be empty."""

    catalog: Catalog
    pattern: str
    known: Mapping[str, str]
    """What is known of the files that are there: their entries in the manifest, by their paths."""

    def __post_init__(self) -> None:
        check_pattern(self.pattern)

    def give(self, jobs: Sequence[Job]) -> Sequence[Job]:
        """Return jobs with their names, in the order of their paths; without a pattern, as they are.

        A job whose words cannot be read is called as its last file was.
        """
        if not self.pattern:
            return jobs
        named = sorted((self._named(job) for job in jobs), key=lambda job: job.path)
        return [replace(job, number=number) for number, job in enumerate(named)]

    def _named(self, job: Job) -> Job:
        try:
            values = self.words(job)
        except InputProblems:
            return replace(job, name=self._before.get(job, ""))
        return replace(job, name=file_name(self.pattern, values))

    @cached_property
    def _before(self) -> dict[Job, str]:
        """The names of the files that are there, by their jobs."""
        found = {}
        for path, line in self.known.items():
            facts = json.loads(line)["job"]
            clinic, language, edition, slug, layout = (str(facts.get(key)) for key in FACTS)
            found[Job(clinic, language, edition, slug, layout)] = PurePosixPath(path).stem
        return found

    def words(self, job: Job) -> dict[str, str]:
        """Return what stands for each placeholder; raises InputProblems where a file cannot be read."""
        brochure = self.catalog.brochure(job.slug, job.language)
        edition = edition_of(self.catalog.editions(), job.edition)
        labels = self._labels(job, brochure.language.place)
        layout = self._layout(job)
        clinic = self.catalog.clinic(job.clinic, job.language).name
        return {
            "title": str(brochure.title),
            "layout": layout_words(layout, labels) or str(layout.title),
            "edition": edition_words(edition, labels) or re.sub("[-_]", " ", job.edition),
            "clinic": str(clinic) if clinic is not None else job.clinic,
            "language": job.language,
            "slug": job.slug,
        }

    def parts(self, job: Job) -> list[str]:
        """Return a brochure's title, and the words that tell a job's PDF from its others, as people know them.

        What is usual is not said: the edition and the layout that stand first, where they have no words of their own.
        Raises InputProblems where a file cannot be read.
        """
        brochure = self.catalog.brochure(job.slug, job.language)
        editions = self.catalog.editions()
        edition = edition_of(editions, job.edition)
        labels = self._labels(job, brochure.language.place)
        words = self.words(job)
        usual = job.layout == edition.layouts[0] and not layout_words(self._layout(job), labels)
        first = job.edition == next(iter(editions.editions)) and not edition_words(edition, labels)
        return [words["title"], *([] if usual else [words["layout"]]), *([] if first else [words["edition"]])]

    def sent_as(self, job: Job) -> str:
        """Return what a job's file is called where it goes out to one person; raises InputProblems as `parts` does."""
        title, *others = self.parts(job)
        others = others or [self.words(job)["layout"]]
        parts = [title, *(within(words, job.language) for words in others)]
        if (clinic := self.catalog.clinic(job.clinic, job.language).name) is not None:
            parts.append(str(clinic))
        values = {f"part{number}": words for number, words in enumerate(parts)}
        return file_name(" - ".join(f"{{{name}}}" for name in values), values)

    def _labels(self, job: Job, place: Place) -> Labels:
        language = Unprinted(job.language, place)
        return self.catalog.keep(
            ("labels for names", job.language), lambda noting: load_locale(noting.workspace, language).labels
        )

    def _layout(self, job: Job) -> AnyLayout:
        from clinicpress.looks.layoutfiles import read_layout  # files are seldom called otherwise than usual

        return self.catalog.keep(
            ("layout for names", job.layout), lambda noting: read_layout(noting.workspace, job.layout)
        )

    def refuse_twins(self, jobs: Sequence[Job]) -> None:
        """Raise UsageError where two jobs would be one file, with what tells them apart.

        Names that differ in small and capital letters alone are one file on some systems.
        """
        files: dict[str, list[Job]] = {}
        for job in jobs if self.pattern else ():
            files.setdefault(job.path.casefold(), []).append(job)
        twins = max(files.values(), key=len, default=[])
        if len(twins) > 1:
            raise UsageError(
                f"--name “{self.pattern}” gives {len(twins)} files one name: {twins[0].path} would be both "
                f"{twins[0].standing} and {twins[1].standing}; {self._difference(twins)}"
            )

    def _difference(self, twins: Sequence[Job]) -> str:
        """Say what would tell jobs apart."""
        try:
            words = [self.words(job) for job in twins]
        except InputProblems:
            return "choose another pattern"
        kinds = {name: len({_safe(each[name]).casefold() for each in words}) for name in PLACEHOLDERS}
        apart = [name for name in PLACEHOLDERS if kinds[name] > 1]
        missing = [name for name in apart if f"{{{name}}}" not in self.pattern]
        alone = [f"{{{name}}}" for name in missing if kinds[name] == len(twins)]
        if alone:
            return f"add {' or '.join(alone)}"
        if missing:
            # One of them names the brochure already.
            return f"add {' and '.join(f'{{{name}}}' for name in missing if name != 'slug' or 'title' not in missing)}"
        if apart:
            return "shorten the pattern, or the titles"
        return f"the layouts {twins[0].layout} and {twins[1].layout} need titles or labels of their own"


def named_by(pattern: str) -> Callable[[Catalog, Sequence[Job]], Sequence[Job]]:
    """Return what gives jobs names by a pattern, whatever files there are; raises UsageError for a wrong one."""
    check_pattern(pattern)

    def named(catalog: Catalog, jobs: Sequence[Job]) -> Sequence[Job]:
        names = Names(catalog, pattern, {})
        found = names.give(jobs)
        names.refuse_twins(found)
        return found

    return named


def file_name(pattern: str, values: Mapping[str, str], longest: int = LONGEST) -> str:
    """Fill in a pattern; returns a name without its ending, of so many bytes at most, that can be saved anywhere.

    Raises UsageError where nothing is left of it.
    """
    ending = next((ending for ending in ENDINGS if pattern.lower().endswith(ending)), "")
    pattern = pattern[: len(pattern) - len(ending)]
    kept = {name: _safe(value) for name, value in values.items() if f"{{{name}}}" in pattern}
    name = _safe(pattern.format(**kept))
    while (over := len(name.encode()) - longest) > 0 and kept:
        # The longest words give way, so that the others still tell files apart.
        most = max(kept, key=lambda key: len(kept[key].encode()))
        shorter = _cut(kept[most], max(0, len(kept[most].encode()) - over))
        if shorter == kept[most]:
            break
        kept[most] = shorter
        name = _safe(pattern.format(**kept))
    name = _safe(_cut(name, longest))
    if not name:
        raise UsageError(f"--name “{pattern}” leaves a file without a name")
    return name


def within(words: str, language: str) -> str:
    """Write words of a language as they stand within a name."""
    if language.split("-")[0] in CAPITAL_NOUNS or words[1:2].isupper() or words[1:2].isdigit():
        return words
    return words[:1].lower() + words[1:]


def _safe(text: str) -> str:
    """Write words as a name can hold them on every system."""
    text = _PARTING.sub(" - ", plain_spaces(text)).translate(_REFUSED)
    if legible(text) != text:
        text = "".join(char for char in text if legible(char) == char)
    text = " ".join(text.split()).strip(". ")
    return _RESERVED.sub(r"\1_", text, count=1) if _RESERVED.match(text) else text


def _cut(text: str, most: int) -> str:
    """Cut a text off at so many bytes of UTF-8, with an ellipsis and never within a character and its marks."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: max(0, most - len("…".encode()))].decode("utf-8", "ignore")
    while kept and unicodedata.combining(text[len(kept)]):
        kept = kept[:-1]
    return f"{kept.rstrip(' .-–')}…" if kept else ""
