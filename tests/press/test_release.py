"""What a build writes is proven: whatever breaks on the way to the file, nothing of it is released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.pdf import archive, binding, casting, overlay, tounicode, type0
from clinicpress.pdf.patch import ImprintCase, PatchSheet
from clinicpress.pdf.stock import Stock
from clinicpress.press.imprint import Imprint
from tests.conftest import Finished
from tests.folders import shown

ROW = binding.row
Breaking = Callable[[pytest.MonkeyPatch], None]


def lost_letters(patch: pytest.MonkeyPatch) -> None:
    """The last letter of each word in bold is not printed, but noted as if it were."""
    encoded = PressCanvas.encoded

    def short(canvas: PressCanvas, piece: Any) -> Any:
        found = list(encoded(canvas, piece))
        return [(font, f"{codes[:-5]}>") for font, codes in found] if "slowly" in piece.text else found

    patch.setattr(PressCanvas, "encoded", short)


def lost_footer(patch: pytest.MonkeyPatch) -> None:
    encoded = PressCanvas.encoded

    def nothing_in_footers(canvas: PressCanvas, piece: Any) -> Any:
        return [(font, "") for font, _ in encoded(canvas, piece)] if canvas._stamping else encoded(canvas, piece)

    patch.setattr(PressCanvas, "encoded", nothing_in_footers)


def other_letters(patch: pytest.MonkeyPatch) -> None:
    """The fonts say other characters than they print."""
    # Past what is remembered of fonts: nothing of these may be found by others.
    patch.setattr(archive, "type0", type0.type0.__wrapped__)
    patch.setattr(type0, "to_unicode", lambda texts, size: tounicode.to_unicode([*texts[1:], texts[0]], size))


def no_language(patch: pytest.MonkeyPatch) -> None:
    prepare = archive._prepare

    def without(pdf: Any, *rest: Any) -> None:
        prepare(pdf, *rest)
        del pdf.Root.ViewerPreferences

    patch.setattr(archive, "_prepare", without)


def broken_cast(patch: pytest.MonkeyPatch) -> None:
    def cast(*arguments: Any) -> Any:
        made = casting.cast_file(*arguments)
        middle = len(made.body) * 2 // 3
        return replace(made, body=made.body[:middle] + bytes(600) + made.body[middle + 600 :])

    patch.setattr(archive, "cast_file", cast)


def blank_left_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(overlay, "bind", lambda bundle, streams, own, loose: binding.bind(bundle, streams, own[1:], loose))


def wrong_offsets(patch: pytest.MonkeyPatch) -> None:
    def shifted(kind: int, first: int, second: int) -> bytes:
        return ROW(kind, first + (kind == 1), second)

    patch.setattr(binding, "row", shifted)


BREAKS: dict[str, tuple[Breaking, str]] = {
    "letters lost": (lost_letters, "is not as it was printed"),
    "footers lost": (lost_footer, "Does every page name the source?"),
    "other letters": (other_letters, "the plate fails the check"),
    "title not shown": (no_language, "DisplayDocTitle"),
    "the cast is broken": (broken_cast, "Is the file whole?"),
    "a blank is left open": (blank_left_open, "not all blanks were filled"),
    "wrong offsets": (wrong_offsets, "FaultyProof"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_plate_that_fails_is_not_released(
    kind: str, press: Callable[..., Finished], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert press("build").status == 0
    before = shown(workspace / "build")
    brochure = workspace / "brochures" / "breathing" / "en.yaml"
    brochure.write_text(brochure.read_text(encoding="utf-8").replace("Sit upright", "Sit up"), encoding="utf-8")
    breaking, said = BREAKS[kind]
    breaking(monkeypatch)
    done = press("build")
    assert done.status == 70
    assert said in done.err, done.err
    assert "This is a fault of clinicpress" in done.err
    assert shown(workspace / "build") == before
    # Nothing of it is kept, either: the next build makes the plates anew.
    monkeypatch.undo()
    assert press("build").status == 0
    assert len([name for name, pdf in shown(workspace / "build").items() if pdf != before[name]]) == 3


def no_name_in_footers(patch: pytest.MonkeyPatch) -> None:
    footer_patch = Imprint.footer_patch
    patch.setattr(
        Imprint,
        "footer_patch",
        lambda *arguments: replace(footer_patch(*arguments), furniture="", _operators=""),
    )


def nothing_in_the_box(patch: pytest.MonkeyPatch) -> None:
    nothing = PatchSheet("nothing", ImprintCase(Stock({}), tuple)).finish()
    patch.setattr(Imprint, "patch", lambda *_: nothing)


def rebound(change: Callable[[bytes], bytes]) -> Breaking:
    """Change what was bound."""

    def breaking(patch: pytest.MonkeyPatch) -> None:
        def changed(*parts: Any) -> binding.Bound:
            bound = binding.bind(*parts)
            return bound._replace(pdf=change(bound.pdf))

        patch.setattr(overlay, "bind", changed)

    return breaking


def shifted(pdf: bytes) -> bytes:
    """Put a byte before the last objects, and have the file lead to its table still."""
    at = pdf.index(b"/Type/Metadata")
    begin = int(pdf[pdf.rindex(b"startxref\n") + 10 : -7])
    moved = pdf[:at] + b" " + pdf[at:]
    return moved[: moved.rindex(b"startxref\n") + 10] + b"%d\n%%%%EOF\n" % (begin + 1)


EDITION_BREAKS: dict[str, tuple[Breaking, str]] = {
    "no name in the footers": (no_name_in_footers, "the footers say “” where they must say “Test Clinic One"),
    "nothing in the box": (nothing_in_the_box, "lacks “Contents”: “(555) 555-0199”, “URI”: “tel:5555550199”"),
    "another plate": (
        rebound(lambda pdf: pdf[:100] + b"?" + pdf[101:]),
        "the plate's bytes are not those of the plate",
    ),
    "shifted objects": (rebound(shifted), "is not where the cross-reference table says"),
    "no end": (
        rebound(lambda pdf: pdf[: pdf.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"),
        "does not lead to its cross-reference table",
    ),
}


@pytest.mark.parametrize("kind", EDITION_BREAKS)
def test_an_edition_that_fails_is_not_released_though_its_plate_is_good(
    kind: str, press: Callable[..., Finished], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert press("build").status == 0
    before = shown(workspace / "build")
    clinic = workspace / "clinics" / "one.yaml"
    clinic.write_text(clinic.read_text(encoding="utf-8").replace("555-0100", "555-0199"), encoding="utf-8")
    breaking, said = EDITION_BREAKS[kind]
    breaking(monkeypatch)
    done = press("build")
    assert done.status == 70
    assert said in done.err, done.err
    assert shown(workspace / "build") == before


def test_the_other_jobs_are_built(
    press: Callable[..., Finished], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_name_in_footers(monkeypatch)
    done = press("build")
    assert done.status == 70
    assert [name for name in shown(workspace / "build") if name.endswith(".pdf")] == [
        "house/en/standard/breathing-handout.pdf"
    ]
