"""A workspace in which an editor finds nothing to say, and what is changed in it."""

from __future__ import annotations

from tests.conftest import TESTS

EN = "brochures/breathing/en.yaml"
DAY = ("--today", "2026-11-22")
CHECKS = TESTS / "checks"
HEAD, _, BODY = (CHECKS / "quiet" / EN).read_text(encoding="utf-8").partition("sections:\n")
EDITIONS = (CHECKS / "quiet/editions.yaml").read_text(encoding="utf-8")
BODY = f"sections:\n{BODY}"


def text(yaml: str) -> dict[str, str]:
    """Put blocks before the brochure's only paragraph."""
    return {EN: HEAD + BODY.replace("      - paragraph", f"{yaml}      - paragraph")}


def files_of(case: str) -> dict[str, str]:
    """Read the files of a case."""
    paths = [path for path in (CHECKS / case).rglob("*") if path.is_file()]
    return {path.relative_to(CHECKS / case).as_posix(): path.read_text(encoding="utf-8") for path in paths}
