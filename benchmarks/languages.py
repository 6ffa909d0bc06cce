"""Languages: what readers get back of the same text in each language, clinicpress beside WeasyPrint and Typst.

    pip install -e '.[bench,test]'; make readers
    python benchmarks/languages.py --json build/languages.json --write-docs

All print a page of the Universal Declaration of Human Rights in the same fonts. Six readers read each PDF, and
it is counted how many of the words come back whole, and how many of the letters stand in passages that come back
whole and in order (`tests/languages/measures.py`, which the tests go by, too).

Exit status: 0, or 2 if it cannot be measured. `--keep DIR` keeps the PDFs to be looked at.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from content import ROOT, CannotMeasure, read_yaml
from language_peers import PEERS, Face, Told
from processes import usable_cores
from results import Figures, add_options, keep_section, obtain

from clinicpress.workspace.disk import shipped
from tests.languages import measures, texts
from tests.languages.reading import PDFBOX, PDFJS, READERS, Reader

OURS = "clinicpress"
DOCS = ROOT / "docs/languages.md"
PACKAGES = {
    "WeasyPrint": "weasyprint",
    "Typst": "typst",
    "pypdfium2": "pypdfium2",
    "MuPDF": "pymupdf",
    "pypdf": "pypdf",
}
HEADING = "## What readers get back"
FALLBACK = "source-sans"
"""The family for what the others lack."""
Pages = list[list[str]]
Shares = dict[str, dict[str, float]]
"""Languages with their shares."""


# Reading -------------------------------------------------------------------------------------------


def mupdf(files: Sequence[Path]) -> Pages:
    """Read PDFs with MuPDF."""
    import pymupdf  # type: ignore[import-not-found, import-untyped, unused-ignore]

    return [[page.get_text() for page in pymupdf.open(file)] for file in files]


def pypdf(files: Sequence[Path]) -> Pages:
    """Read PDFs with pypdf."""
    from pypdf import PdfReader  # type: ignore[import-not-found, import-untyped, unused-ignore]

    return [[page.extract_text() for page in PdfReader(file).pages] for file in files]


ALL_READERS = (*READERS, Reader("MuPDF", mupdf), Reader("pypdf", pypdf))


# Making the PDFs -----------------------------------------------------------------------------------


def build(workspace: Path, out: Path, languages: Sequence[str]) -> dict[str, Path]:
    """Build the pages with clinicpress; returns them by language."""
    texts.write_workspace(workspace, tuple(languages))
    command = [sys.executable, "generate.py", "build", texts.PAGE, "--workspace", str(workspace), "--out", str(out)]
    command += ["--clinic", "house", "--layout", "handout", "--jobs", str(len(usable_cores()))]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise CannotMeasure(f"clinicpress ended with status {ended.returncode}:\n{ended.stderr or ended.stdout}")
    return {each: out / f"house/{each}/standard/{texts.PAGE}-handout.pdf" for each in languages}


def told(language: str) -> Told:
    """Return what the peers print in a language, with the families that our theme has for it."""
    said = texts.page(language)
    sections = tuple((each["heading"], tuple(one["paragraph"] for one in each["body"])) for each in said["sections"])
    own = read_yaml("templates/themes/base.yaml")["fonts"]
    chosen = read_yaml(f"templates/locales/{language}.yaml").get("faces", own)
    text, heading, other = (_face(name) for name in (chosen["text"], chosen.get("heading", chosen["text"]), FALLBACK))
    direction = "rtl" if language in texts.RIGHT_TO_LEFT else "ltr"
    return Told(language, direction, text, heading, other, said["title"], sections)


def _face(family: str) -> Face:
    entry = read_yaml("fonts/catalog.yaml")["families"][family]
    upright = {int(key): file for key, file in entry["faces"].items() if "italic" not in str(key)}
    chosen = (upright[min(upright, key=lambda key: abs(key - weight))] for weight in (400, 700))
    regular, bold = (next(file for root in shipped() if (file := root / "fonts" / name).is_file()) for name in chosen)
    return Face(entry["name"], regular, bold)


def make_all(languages: Sequence[str], tools: Sequence[str], folder: Path) -> dict[str, dict[str, Path]]:
    """Print the page in all languages with all tools; returns the files by tool and language."""
    made: dict[str, dict[str, Path]] = {}
    for tool in tools:
        if tool == OURS:
            made[OURS] = build(folder / "workspace", folder / OURS, languages)
            continue
        made[tool] = {language: folder / tool / f"{language}.pdf" for language in languages}
        (folder / tool).mkdir(parents=True, exist_ok=True)
        for language, file in made[tool].items():
            file.write_bytes(PEERS[tool](told(language)))
    return made


# Measuring -----------------------------------------------------------------------------------------


def measure(options: argparse.Namespace, folder: Path) -> Figures:
    """Print, read and count: for each tool and reader the languages, each with its share of words and of letters."""
    made = make_all(options.languages, options.tools, folder)
    found: dict[str, dict[str, Shares]] = {tool: {} for tool in made}
    for reader in ALL_READERS:
        if reader.needs:
            raise CannotMeasure(f"{reader.name} is not here: it needs {reader.needs}")
        for tool, files in made.items():
            print(f"{reader.name} reads {tool}", file=sys.stderr, flush=True)
            read = zip(files, reader.read(list(files.values())), strict=True)
            found[tool][reader.name] = {language: shares(language, pages) for language, pages in read}
    return {"versions": versions(), "languages": list(options.languages), "tools": found}


def shares(language: str, pages: list[str]) -> dict[str, float]:
    """Return the share of words that are whole, and that of letters in passages which are whole and in order."""
    passages = texts.passages(texts.page(language))
    return {"words": measures.whole(passages, pages, language), "letters": measures.in_order(passages, pages)}


def versions() -> dict[str, str]:
    """Name the versions of all that has a part in it, as far as it tells them."""
    found = {}
    for name, package in PACKAGES.items():
        with suppress(PackageNotFoundError):
            found[name] = version(package)
    said = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True, check=False).stderr
    found["poppler"] = said.split("\n", 1)[0].rpartition(" ")[2]
    found["PDFBox"] = next(iter(PDFBOX.glob("pdfbox-3*.jar"))).stem.rpartition("-")[2]
    found["pdf.js"] = json.loads((PDFJS / "package.json").read_text(encoding="utf-8"))["version"]
    return found


# The page ------------------------------------------------------------------------------------------


def section(result: Figures) -> str:
    """Set the section of docs/languages.md with the tables."""
    tools, languages = result["tools"], result["languages"]
    named = ", ".join(f"{name} {number}" for name, number in sorted(result["versions"].items(), key=str))
    return f"""{HEADING}

Printed by `benchmarks/languages.py --write-docs`; don't edit it here.

Each tool printed the same page of the Universal Declaration of Human Rights in each language, in the same fonts, tagged
for PDF/UA-1; then each reader told the text of each PDF, as it does when somebody searches or copies. PDFium is in
Chrome and Edge, pdf.js in Firefox, poppler in the readers of Linux; MuPDF, PDFBox and pypdf are in many programs.
Counted is the **share of the words that came back whole**, each as often as it was written; in Chinese and
Japanese, which part no words, the share of what stands between two signs of punctuation. 1.00 is all of them.

{_table(tools, languages, "words")}

Stricter is the share of the **letters in order**: those in passages (headings and paragraphs) of which every
letter came back, in its place, white space and line ends aside.

{_table(tools, languages, "letters")}

{named}.

To repeat it: `pip install -e '.[bench,test]'`, `make readers`, then
`python benchmarks/languages.py --json build/languages.json --write-docs`.
"""


def _table(tools: dict[str, dict[str, Shares]], languages: Sequence[str], what: str) -> str:
    readers = list(next(iter(tools.values())))
    lines = [["language", *readers], ["---"] + ["---:"] * len(readers)]
    for language in languages:
        cells = (" / ".join(f"{tools[tool][reader][language][what]:.2f}" for tool in tools) for reader in readers)
        lines.append([f"`{language}`", *cells])
    means = (
        " / ".join(f"{sum(each[what] for each in tools[tool][reader].values()) / len(languages):.2f}" for tool in tools)
        for reader in readers
    )
    lines.append(["**mean**", *means])
    said = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"Each cell: {' / '.join(tools)}.\n\n{said}"


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Count what readers get back, beside WeasyPrint and Typst.")
    parser.add_argument("languages", nargs="*", default=list(texts.LANGUAGES), metavar="LANGUAGE", help="only these")
    parser.add_argument("--tools", nargs="+", choices=[OURS, *PEERS], default=[OURS, *PEERS], help="only these")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the PDFs in this folder")
    add_options(parser, DOCS)
    return parser.parse_args()


def measured(options: argparse.Namespace) -> Figures:
    """Measure, in a temporary folder or in the one that is to be kept."""
    with tempfile.TemporaryDirectory() as name:
        return measure(options, (options.keep or Path(name)).resolve())


def main() -> None:
    """Run from the command line."""
    options = parse()
    result = obtain(options, lambda: measured(options))
    said = section(result)
    keep_section(options, result, said, DOCS)
    print(said)


if __name__ == "__main__":
    main()
