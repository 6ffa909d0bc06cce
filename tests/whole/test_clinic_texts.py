"""A wrong word of a clinic is never released: whatever goes wrong inside of the press, the proof finds it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from clinicpress.artwork import codes
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.locale import Labels
from clinicpress.content.model import Telephone
from clinicpress.content.texts import Line
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.pdf import archive, binding, frame, metadata, overlay, patch, type0, witness
from clinicpress.pdf.archive import Reserved
from clinicpress.pdf.overlay import Overlay
from clinicpress.pdf.patch import ImprintCase, PatchSheet
from clinicpress.pdf.plate import Cast, Plate
from clinicpress.press import card, clinicparts, gather
from clinicpress.press.imprint import Imprint
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack, _Known
from clinicpress.story.clinicwords import FOOTER, PRINTED
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, WORKSPACE

Breaking = Callable[[pytest.MonkeyPatch], None]
CLINIC = """\
name: {name}
tagline: Care & company
address: [{number} Example Street, Springfield (ST)]
phone: (555) 555-01{number}
email: hello@{id}.example
website: https://{id}.example/a(b)
brand_color: "#7A2F55"
brand_cmyk: [90, 30, 45, 20]
brand_spot: PANTONE 3165 C
logo: logo.svg
"""
NAMES = {"one": "Klinika Łódź (example)", "two": "Klinika Łódź (sample)"}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'
STORY = "templates/handout/story.html.j2"


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Print the handout of a clinic, with plates that are kept for all tests and whatever is kept for clinics anew."""
    root = tmp_path_factory.mktemp("wording")
    shipped = ROOT / "templates" / "handout" / "story.html.j2"
    files = {
        **WORKSPACE,
        **{f"clinics/{name}.yaml": CLINIC.format(id=name, name=NAMES[name], number=number + 10)
           for number, name in enumerate(NAMES)},
        "clinics/logo.svg": LOGO,
        STORY: shipped.read_text(encoding="utf-8").replace(
            "<story>\n", "<story>\n<p>{{ labels.questions_call }} {{ clinic.phone or '' }}</p>\n", 1
        ),
    }  # fmt: skip
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    rack = Rack()

    def printed(clinic: str) -> bytes:
        job = Job(clinic, "en", "standard", "breathing", "handout")
        return Press(Catalog(Disk(root)), rack).print(job).content

    for name in ("house", *NAMES):
        assert printed(name).startswith(b"%PDF")
    return printed


def of_another(field: str, value: Any) -> Breaking:
    """Make an imprint with one value of another clinic."""

    def breaking(patching: pytest.MonkeyPatch) -> None:
        begin = Imprint.__init__

        def made(self: Imprint, clinic: Any, *rest: Any) -> None:
            begin(self, clinic.model_copy(update={field: value}), *rest)

        patching.setattr(Imprint, "__init__", made)

    return breaking


def text(words: str) -> Line:
    return Line(words, Place("clinics/two.yaml", 1, 1))


def replaced(holder: Any, name: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Breaking:
    """Put something in the place of a function, made of that function."""

    def breaking(patching: pytest.MonkeyPatch) -> None:
        patching.setattr(holder, name, make(getattr(holder, name)))

    return breaking


def other_row(place: str, form: Callable[[str, Labels], str]) -> Breaking:
    """Print something else in the last line of a place."""

    def breaking(patching: pytest.MonkeyPatch) -> None:
        *rows, last = PRINTED[place]
        patching.setitem(PRINTED, place, (*rows, last._replace(form=form)))

    return breaking


def no_logo(patching: pytest.MonkeyPatch) -> None:
    begin = Imprint.__init__
    patching.setattr(
        Imprint, "__init__", lambda self, clinic, logo, theme, labels: begin(self, clinic, None, theme, labels)
    )


def other_answer(patching: pytest.MonkeyPatch) -> None:
    """Tell a story another phone than what is noted as the answer."""
    patching.setattr(_Known, "match", lambda self, clinic: None)  # its plate is made anew
    patching.setattr(
        gather.Answers, "__getattr__", lambda self, name: Line("(555) 555-0199", Place("clinics/one.yaml", 4, 8))
    )


def first_again(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return what was returned first, whatever is asked for: a cache whose key says too little."""
    kept: list[Any] = []

    def again(*arguments: Any) -> Any:
        kept.append(make(*arguments))
        return kept[0]

    return again


def first_by_slot(make: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[str, Any] = {}
    return lambda self, slot, *rest: kept.setdefault(slot.name, make(self, slot, *rest))


def swapped(kinds: Callable[..., None]) -> Callable[..., None]:
    def begin(self: Overlay, plate: Plate, patches: Any, *rest: Any) -> None:
        kinds(self, plate, [*patches[1:], patches[0]], *rest)

    return begin


def other_codes(encoded: Callable[..., Any]) -> Callable[..., Any]:
    """The digits are printed with the codes of other ones, but noted as they should be."""

    def mapped(self: ImprintCase, piece: Any) -> Any:
        return encoded(self, piece._replace(text=piece.text.replace("5", "6")))

    return mapped


def other_own(change: Callable[[bytes], bytes]) -> Breaking:
    """Put other content into the blanks that are no streams."""
    return replaced(overlay, "bind", lambda bind: lambda bundle, streams, own, loose:
        bind(bundle, streams, [*map(change, own)], loose))  # fmt: skip


def other_resources(name: str, change: Callable[[bytes], bytes]) -> Breaking:
    """Put other content into a blank that is filled for many clinics."""

    def breaking(patching: pytest.MonkeyPatch) -> None:
        fill = frame._Frames.fill
        patching.setattr(
            frame._Frames,
            "fill",
            lambda self, blank, content: fill(self, blank, change(content) if blank == name else content),
        )
        # What is made so must not be kept for other tests, nor what was kept be found.
        patching.setattr(Cast, "frames", property(lambda cast: {}))

    return breaking


def other_drawing(first: bytes) -> Breaking:
    """Draw other codes where a drawing begins with something."""

    def make(write: Callable[..., bytes]) -> Callable[..., bytes]:
        return lambda entries, content: write(
            entries, content.replace(b">] TJ", b"0005>] TJ") if content.startswith(first) else content
        )

    return replaced(patch, "written_stream", make)


def swap(one: bytes, other: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(one, other)


def other_compressed(compressed: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda content: compressed(content.replace(b"] TJ", b"0005] TJ"))


def moved(draw: Callable[..., None]) -> Callable[..., None]:
    def drawn(self: PatchSheet, x: float, *rest: Any) -> None:
        draw(self, x if self._stamping else x + 400, *rest)

    return drawn


def other_order(make: Callable[..., Any]) -> Callable[..., Any]:
    return lambda texts, size: make([texts[0], *reversed(texts[1:])], size)


SWAPPED = {"tel:5555550111": "mailto:hello@two.example", "mailto:hello@two.example": "tel:5555550111"}
PHONE = "the footers say “Klinika Łódź (example)Phone (555) 555-0111”"
BREAKS: dict[str, tuple[Breaking, str]] = {
    "name": (of_another("name", text("Klinika Gdańsk")), "“Klinika Gdańsk”"),
    "tagline": (of_another("tagline", text("Care & more")), "on page 1 says “Care & more"),
    "no tagline": (of_another("tagline", None), "on page 1 says “11 Example"),
    "address": (of_another("address", (text("11 Example Street"),)), "says “Care & company / 11 Example Street / he"),
    "phone": (of_another("phones", (Telephone(number=text("(555) 555-0111")),)), "“URI”: “tel:5555550111”"),
    "e-mail": (of_another("email", text("hello@two.example")), "“URI”: “mailto:hello@two.example”"),
    "website": (of_another("website", text("https://two.example")), "https://two.example"),
    "phone of the footers": (other_row(FOOTER, lambda text, labels: "Phone (555) 555-0111"), PHONE),
    "logo": (no_logo, "lacks “Alt”: “Klinika Łódź (sample)”"),
    "colour": (replaced(clinicparts, "_brand", lambda _: lambda *_: bytes(15)),
        "the brand colour is #000000, not #7a2f55"),
    "patches of another clinic": (replaced(Imprint, "patch", first_by_slot), "lacks “Alt”: “Klinika Łódź (example)”"),
    "footers of another clinic": (replaced(Imprint, "footer_patch", first_again), "footers say “Klinika Łódź (sample)"),
    "imprint of another clinic": (replaced(clinicparts, "_gather_clinic", first_again),
        "“Author”: “Klinika Łódź (sample)”"),
    "clinic of another": (replaced(Catalog, "_read_clinic", first_again), "two.yaml, not from clinics/one"),
    "patches in wrong slots": (replaced(Overlay, "__init__", swapped), "where it must say"),
    "codes": (replaced(ImprintCase, "encoded", other_codes), "say “Klinika Łódź (sample)Phone (666) 666-0111”"),
    "characters of an extra font": (replaced(patch, "type0", lambda make: lambda font, sorts:
        make(font, sorts[::-1])), "the footers say"),
    "codes of an extra font": (replaced(type0, "to_unicode", other_order), "the footers say"),
    "operators": (other_drawing(b"/Artifact"), "the clinic's lines in the footers are not drawn as was noted"),
    "operators of a box": (other_drawing(b"/Figure"), "“imprint” on page 1 are not drawn as was noted"),
    "packed operators": (replaced(binding, "compressed", other_compressed), "are not drawn as was noted"),
    "colour in the file": (other_own(swap(b"<7a2f55", b"<7a2f56")), "the brand colour is #7a2f56"),
    "inks": (other_own(swap(b"3165", b"3166")), "inks of the brand are “PANTONE 3166 C 90 30 45 20”, not"),
    "link": (replaced(PatchSheet, "link", lambda link: lambda self, target, *rest:
        link(self, "https://two.example/", *rest)), "“URI”: “https://two.example/”"),
    "link of the phone": (replaced(PatchSheet, "link", lambda link: lambda self, target, *rest:
        link(self, target.replace("tel:555", "tel:666"), *rest)), "“URI”: “tel:6665550111”"),
    "links that are swapped": (replaced(PatchSheet, "link", lambda link: lambda self, target, *rest:
        link(self, SWAPPED.get(target, target), *rest)), "links lead elsewhere than they say: “(555) 555-0111”"),
    "address of the link": (replaced(overlay, "ascii_address", lambda make: lambda address:
        make(address).upper()), "“URI”: “HTTPS"),
    "brackets": (replaced(overlay, "text_string", lambda make: lambda words: make(words.replace(")", ""))), "lacks “"),
    "author": (other_own(lambda own: b"/Author(Somebody)" if own.startswith(b"/Author") else own),
        "“Author”: “Somebody”"),
    "author in XMP": (replaced(overlay, "xmp", lambda _: lambda about:
        metadata.xmp(about._replace(author="Somebody"))), "the metadata name ['Somebody'"),
    "docket": (other_own(swap(b"00310031>(", b"00310032>(")), "the docket notes"),
    "address of the code": (replaced(card, "draw_qr", lambda draw: lambda canvas, url, *rest:
        draw(canvas, "https://three.example", *rest)), "that is not that of “https://two.example/a(b)”"),
    "modules of the code": (replaced(codes, "qr_modules", lambda make: lambda url: make("https://three.example")),
        "a QR code that says “https://three.example”"),
    "path of the code": (replaced(codes, "_places", lambda make: lambda side:
        (make(side)[0], make(side)[0])), "has a QR code that says"),
    "pictures": (other_resources("pictures-1", swap(b"/imprint-0 ", b"/imprint-0 1")), "“imprint-0” does not lead to"),
    "fonts": (other_resources("fonts", swap(b"/I0 ", b"/I0 1")), "“I0” does not lead to"),
    "place": (replaced(PatchSheet, "text", moved), "is too small for what is in it"),
    "answers told": (other_answer, "the story says “(555) 555-0199” of the clinic, which its file does not"),
    "answers": (replaced(_Known, "match", lambda _: lambda self, clinic:
        [each for some in self.found.values() for each in some.values()][-1]),
        "made for another clinic’s “"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BREAKS)
def test_a_wrong_text_of_a_clinic_is_not_released(
    kind: str, press: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking, said = BREAKS[kind]
    breaking(monkeypatch)
    codes.qr_path.cache_clear()
    type0.type0.cache_clear()
    with pytest.raises(FaultyProof) as fault:
        for name in ("two", "one"):
            press(name)
    assert said in str(fault.value)


def test_an_address_is_the_same_however_its_accents_are_written(workspace: Path) -> None:
    clinic = workspace / "clinics/one.yaml"
    text = clinic.read_text(encoding="utf-8")
    clinic.write_text(f"{text}website: https://cafe\u0301.example/a\u0301\n", encoding="utf-8")
    job = Job("one", "en", "standard", "breathing", "handout")
    pdf = Press(Catalog(Disk(workspace)), Rack()).print(job).content
    with pikepdf.open(BytesIO(pdf)) as read:
        links = [str(link.A.URI) for page in read.pages for link in page.get("/Annots", []) if "/A" in link]
    assert any(link.startswith("https://xn--caf-dma.example/") for link in links)


def test_a_stock_is_proven_for_each_plate_though_the_clinic_was_on_another_one(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = Press(Catalog(Disk(workspace)), Rack())
    job = Job("one", "en", "standard", "breathing", "handout")
    plate = press.print(job).plate
    # What its fonts print was not asked yet of a plate that is another one of the same stock.
    del plate.__dict__["alphabets"]
    monkeypatch.setattr(witness, "alphabets_of", lambda cast: {})
    with pytest.raises(FaultyProof, match="where the plate's stock says so"):
        press.print(job)


def test_a_plate_that_draws_what_is_in_its_slots_elsewhere_is_not_released(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = archive._prepare

    def shifted(pdf: Any, language: str, reserved: Reserved, *rest: Any) -> None:
        prepare(pdf, language, reserved._replace(slots=[each._replace(x=each.x + 9) for each in reserved.slots]), *rest)

    monkeypatch.setattr(archive, "_prepare", shifted)
    with pytest.raises(FaultyProof, match="what is put into slot 1 is drawn elsewhere"):
        Press(Catalog(Disk(workspace)), Rack()).print(Job("one", "en", "standard", "breathing", "handout"))
