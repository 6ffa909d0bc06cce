"""Bad input says what is wrong: each file in `cases/` holds mistakes and, as comments, their messages.

The folder says what kind of file it is: `cases/clinic/no-name.yaml` takes the place of
clinics/one.yaml in a small workspace. A message stands at the end of its line:

    heading: [a, b]  # error 14: text is expected here | hint: put it in quotes

14 is the column; message and hint are parts of what is printed. Where no comment can stand at the
end of a line, it stands alone above it and says how far below the mistake is: `# error +2:14: ...`.
Exactly the problems of the comments must come: no more, no fewer, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TESTS, Finished
from tests.said import errors, expected, pdfs, printed

CASES = TESTS / "problems" / "cases"
PLACES = {
    "brochure": "brochures/breathing/en.yaml",
    "clinic": "clinics/one.yaml",
    "editions": "editions.yaml",
    "sources": "brochures/sources.yaml",
    "theme": "templates/themes/odd.yaml",
    "layout": "templates/handout/layout.yaml",
    "locale": "templates/locales/en.yaml",
    "fonts": "fonts/catalog.yaml",
    "template": "templates/handout/story.html.j2",
}
MADE_ANYWAY = {"clinic": ["house/en/standard/breathing-handout.pdf"]}
"""What is built although the file is bad: a clinic's mistakes do not concern the house."""


@pytest.mark.parametrize("case", sorted(str(p.relative_to(CASES)) for p in CASES.glob("*/*")))
def test_case(case: str, workspace: Path, press: Callable[..., Finished]) -> None:
    kind = case.split("/")[0]
    text = (CASES / case).read_text(encoding="utf-8")
    place = workspace / PLACES[kind]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    if kind == "theme":
        (workspace / "editions.yaml").write_text("editions:\n  standard: {theme: odd, layouts: [handout]}\n")

    finished = press("build")

    announced, said = expected(text, PLACES[kind]), printed(finished.err)
    assert announced, "the case announces no problem"
    assert [s[:3] for s in said] == [a[:3] for a in announced], finished.err
    for a, s in zip(announced, said, strict=True):
        assert a.message in s.message, finished.err
        assert a.hint in s.hint, finished.err
    assert finished.status == 1
    assert "Traceback" not in finished.err
    assert str(workspace) not in finished.err
    assert pdfs(workspace) == MADE_ANYWAY.get(kind, [])

    checked = press("check")
    assert (checked.status, errors(checked)) == (1, errors(finished))
