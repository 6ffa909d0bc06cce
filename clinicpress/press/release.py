"""The release: what a build asks of all that it writes. What fails is not put in place.

A fresh plate is bound without a clinic, read back by a library that had no part in drawing it, and
asked the questions of the preflight that need no look at its pages. An edition is that plate's
bytes and a few objects more, so of each only these are checked: the clinic's words, pictures and
links are read back from them and held against the clinic's file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from clinicpress.artwork.codes import qr_path
from clinicpress.content.edition import Job
from clinicpress.content.model import Clinic
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import unspaced
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems
from clinicpress.pdf.binding import Bound
from clinicpress.pdf.casting import LooseObject
from clinicpress.pdf.overlay import Overlay, Placed
from clinicpress.pdf.patch import ImprintCase, Patch, PatchSheet
from clinicpress.pdf.plate import Plate
from clinicpress.pdf.witness import (
    SILENCE,
    Added,
    Heard,
    alphabet_of,
    code_in,
    first_string,
    hear,
    strings_in,
    texts_in,
    unpacked,
)
from clinicpress.press.wording import SlotWording, Wording, said
from clinicpress.scripts.seen import shows
from clinicpress.story.answers import answers_of, overrides_of

if TYPE_CHECKING:
    from clinicpress.webpage.forme import Forme

_NAMED = re.compile(b"<dc:(?:creator|publisher)><rdf:(?:Seq|Bag)><rdf:li>(.*?)</rdf:li>", re.DOTALL)
_PROVEN: WeakKeyDictionary[Patch, tuple[object, ...]] = WeakKeyDictionary()
"""What patches were held against, and what was drawn: all plates that have the same stock and room hold the same."""
AUTHORS = frozenset({"order", "size", "language"})
"""What these questions are about is up to those who write templates and layouts: a preflight asks them."""


def prove_plate(plate: Plate, brand: bytes) -> None:
    """Prove a fresh plate; raises FaultyProof naming the check that failed.

    `brand` are the brand colour and its tints, three bytes each.
    """
    from clinicpress.readback.completeness import completeness
    from clinicpress.readback.nesting import nesting
    from clinicpress.readback.reader import read_back
    from clinicpress.readback.soundness import soundness

    nothing = PatchSheet("nothing", ImprintCase(plate.in_stock, tuple)).finish()
    footer = nothing if "overlay-0" in plate.cast.blanks else None
    bare = Overlay(plate, [nothing] * len(plate.filled_slots), footer, {})
    bound = bare.bind(plate.described("", "plate"), brand)
    try:
        finished = read_back(bound.pdf, "plate", quickly=True)
    except InputProblems as error:
        raise FaultyProof(f"the plate cannot be read back: {error}") from error
    words = completeness(finished, {page.number: page.text for page in finished.pages}, {})
    rows = [*soundness(finished), nesting(finished), *words]
    for asked in rows:
        if asked.result in ("failed", "cannot tell") and asked.id not in AUTHORS:
            told = "; ".join(f"page {page}: {what}" if page else what for page, what in asked.found) or asked.note
            raise FaultyProof(f"the plate fails the check “{asked.asks}”: {told}")


def file_of(job: Job) -> str:
    """Return the clinic's file of a job."""
    return f"clinics/{job.clinic}.yaml"


def prove_edition(bound: Bound, overlay: Overlay, wording: Wording, job: Job) -> None:
    """Prove what an imprint added to a plate; raises FaultyProof naming what is wrong.

    `wording` is what the clinic's file says.
    """
    if wording.file != file_of(job):
        raise FaultyProof(f"the wording is that of {wording.file}, not of {file_of(job)}")
    added, plate = Added(bound.pdf, overlay.plate.cast), overlay.plate
    wanted = [wording.slot(slot.name, plate.qr, alone=not plate.has_contact) for slot in plate.filled_slots]
    _prove_strings(added, overlay, wording, wanted)
    stock = _stock_of(plate)
    _prove_footers(added, overlay, wording, stock)
    for number, (slot, placed, some) in enumerate(zip(plate.proven_slots, overlay.placed, wanted, strict=True), 1):
        if placed.slot != slot:
            raise FaultyProof(f"the patch in slot {number} is for another one")
        drawn = added.packed(plate.cast.blanks[f"overlay-{number}"].number)
        proven = overlay.fonts, stock, slot.width, slot.height, some, placed.first_mcid, drawn
        if _PROVEN.get(placed.patch) != proven:
            _prove_patch(placed, drawn, overlay, some)
            _PROVEN[placed.patch] = proven
    _prove_resources(added, overlay)


def _prove_strings(added: Added, overlay: Overlay, wording: Wording, slots: Sequence[SlotWording]) -> None:
    """Prove what the file says about itself, its pictures and its links, and the clinic's colour."""
    blanks = overlay.plate.cast.blanks
    expected = [("Author", wording.name)] if wording.name else []
    expected += [("Alt", words) for wanted in slots for words in wanted.pictures]
    links = [link for wanted in slots for link in wanted.links]
    for each in overlay.placed:
        expected += [("ActualText", said(words)) for words in _heard(each.patch)]
    expected += [each for words, uri in links for each in (("Contents", words), ("URI", uri))]
    found = [each for content in added.held for each in strings_in(content)]
    # Most stand there as they are expected, and in that order.
    if found != expected:
        _prove_listed([(key, said(text)) for key, text in found], expected, links)
    packet = added.stream(blanks["metadata"].number)
    named = [*map(_name, _NAMED.findall(packet, max(0, packet.find(b"<dc:creator>"))))]
    if named != [wording.name] * 2 * bool(wording.name):
        raise FaultyProof(f"the metadata name {named} where the clinic's file says “{wording.name}”")
    color = added.object(blanks["brand"].number).partition(b"<")[2][:6].decode("ascii")
    if color != wording.color:
        raise FaultyProof(f"the brand colour is #{color}, not #{wording.color}")
    inks = " ".join(texts_in(added.object(blanks["inks"].number)))
    if inks != wording.inks:
        raise FaultyProof(f"the inks of the brand are “{inks}”, not “{wording.inks}”")


@lru_cache(maxsize=64)
def _name(written: bytes) -> str:
    return said(unescape(written.decode("utf-8")))


def _prove_listed(found: list[tuple[str, str]], expected: list[tuple[str, str]], links: list[tuple[str, str]]) -> None:
    """Prove that strings are those that are expected, in whichever order, and that each link leads where it says."""
    if sorted(found) != sorted(expected):
        lost, odd = set(expected) - set(found), set(found) - set(expected)
        raise FaultyProof(f"the file holds {_listed(odd) or 'too little'}, and lacks {_listed(lost) or 'nothing else'}")
    led = [(text, uri) for (key, text), (_, uri) in pairwise(found) if key == "Contents"]
    if sorted(led) != sorted(links):
        raise FaultyProof(f"links lead elsewhere than they say: {_listed(set(led) - set(links))}")


def _listed(strings: set[tuple[str, str]]) -> str:
    return ", ".join(f"“{key}”: “{words}”" for key, words in sorted(strings))


def _prove_footers(added: Added, overlay: Overlay, wording: Wording, stock: str) -> None:
    """Prove that the clinic's lines in the footers are the clinic's; `stock` is that of the plate."""
    blanks, footer = overlay.plate.cast.blanks, overlay.footer
    # Where the footers have no room for the clinic, the boxes say who it is.
    footers = wording.footers if overlay.plate.room.lines else frozenset({""})
    if footer is None:
        _prove_footer(SILENCE, footers)
    else:
        drawn = added.packed(blanks["overlay-0"].number)
        proven = overlay.fonts, stock, footers, drawn
        if _PROVEN.get(footer) != proven:
            _prove_footer(_hear(overlay, footer, drawn, 0, "the clinic's lines in the footers"), footers)
            _PROVEN[footer] = proven
    noted = first_string(added.object(blanks["docket"].number))
    # Where a word is broken there is one hyphen more.
    if _unbroken(noted) not in map(_unbroken, footers):
        raise FaultyProof(f"the docket notes “{noted}” for the footers")


def _prove_footer(heard: Heard, footers: frozenset[str]) -> None:
    """Prove that what is heard is one of the things that footers may say."""
    if not any(shows(heard.furniture, each) for each in footers) or heard.texts or heard.pictures:
        raise FaultyProof(f"the footers say “{heard.furniture}” where they must say “{min(footers, key=len)}”")


@lru_cache(maxsize=64)
def _unbroken(text: str) -> str:
    return unspaced(said(text)).replace("-", "")


def _prove_patch(placed: Placed, drawn: tuple[bytes, bytes], overlay: Overlay, wording: SlotWording) -> None:
    """Prove that what is drawn in a slot holds the clinic's words and pictures, inside of its box."""
    slot, patch, first_mcid = placed
    where = f"the clinic's box “{slot.name}” on page {slot.page}"
    heard = _hear(overlay, patch, drawn, first_mcid, f"the contents of {where}")
    is_said = heard.texts in wording.texts or any(_show(heard.texts, texts, wording) for texts in wording.texts)
    if heard.furniture or not is_said:
        told = " / ".join(filter(None, [*heard.texts, heard.furniture]))
        raise FaultyProof(f"{where} says “{told}” where it must say “{' / '.join(wording.longest)}”")
    if not any({*map(said, _heard(patch))} <= {*texts} for texts in wording.texts):
        raise FaultyProof(f"{where} is read aloud as something else than it must say")
    if len(heard.pictures) != len(wording.pictures):
        raise FaultyProof(f"{where} has {len(heard.pictures)} pictures where it must have {len(wording.pictures)}")
    if heard.left < 0 or heard.right > slot.width or heard.lowest < -slot.height:
        raise FaultyProof(f"{where} is too small for what is in it")
    links = tuple([(said(link.contents), ascii_address(link.target)) for link in patch.links])
    if links != wording.links:
        raise FaultyProof(f"{where} has the links {_listed(set(links))} where it must have {wording.links}")
    for link in patch.links:
        if not wording.code and said(link.element.said) != said(link.contents):
            raise FaultyProof(f"{where} has the link “{link.contents}” on the words “{link.element.said}”")
    if wording.code:
        _prove_code(where, patch, ascii_address(wording.code))


def _heard(patch: Patch) -> list[str]:
    """List what is heard of a patch instead of words that are drawn in another order."""
    return [element.actual for element in patch.speaking if element.turned and element.actual]


def _stock_of(plate: Plate) -> str:
    """Name the stock of a plate; raises FaultyProof where its fonts do not print what that says."""
    # A patch is heard with the fonts of one plate, and then goes out with those of all that have the same stock.
    return plate.stock_name if plate.alphabets else ""


def _show(seen: tuple[str, ...], texts: tuple[str, ...], wording: SlotWording) -> bool:
    """Tell whether what is seen are these texts, one by one."""
    parts = {f"{label} {number}": (label, number) for label, number in wording.labelled}
    return len(seen) == len(texts) and all(
        shows(one, text, parts.get(text, ())) for one, text in zip(seen, texts, strict=True)
    )


def _prove_code(where: str, patch: Patch, address: str) -> None:
    """Prove that a QR code is drawn as that of an address, and says it when it is read back, module by module."""
    code = patch.code
    if qr_path(address)[1].encode("ascii") not in code:
        raise FaultyProof(f"{where} has a QR code that is not that of “{address}”")
    told = code_in(code, next(int(form.width) for form in patch.pictures.values()))
    if told != address:
        raise FaultyProof(f"{where} has a QR code that says “{told}” where it must say “{address}”")


def _prove_resources(added: Added, overlay: Overlay) -> None:
    """Prove that the patches are drawn with their fonts and pictures."""
    blanks = overlay.plate.cast.blanks
    for slot, patch, _ in overlay.placed:
        if patch.pictures:
            listed = added.object(blanks[f"pictures-{slot.page}"].number)
            for name, form in patch.pictures.items():
                _prove_loose(added, listed, name, form.objects)
    listed = added.object(blanks["fonts"].number)
    for name, font in overlay.fonts.items():
        _prove_loose(added, listed, name, font)


def _prove_loose(added: Added, listed: bytes, name: str, objects: Sequence[LooseObject]) -> None:
    """Prove that a dictionary leads by a name to the objects that belong to it."""
    first = int(listed.partition(b"/%b " % name.encode("ascii"))[2].partition(b" ")[0] or 0)
    for number, each in enumerate(objects, first):
        if not added.holds(number, each, first):
            raise FaultyProof(f"“{name}” does not lead to what it must")


def _hear(overlay: Overlay, patch: Patch, drawn: tuple[bytes, bytes], first_mcid: int, where: str) -> Heard:
    """Read back what a file draws for a patch, with the alphabets of the fonts that go out with it."""
    content = unpacked(*drawn)
    if content != patch.operators(first_mcid).encode("ascii"):
        raise FaultyProof(f"{where} are not drawn as was noted")
    own = {name: alphabet_of(font) for name, font in overlay.fonts.items()}
    return hear(content.decode("ascii"), {**overlay.plate.alphabets, **own})


def prove_choice(plate: Plate | Forme, clinic: Clinic, job: Job, theme: str) -> None:
    """Prove that a plate or forme was made for a job in its theme, and for the answers of its clinic.

    Raises FaultyProof naming what is of another one.
    """
    chosen = {
        "brochure": job.slug,
        "language": job.language,
        "layout": job.layout,
        "theme": theme,
        "overrides": {key: str(value) for key, value in overrides_of(clinic).items()},
    }
    for setting, value in chosen.items():
        if plate.settings[setting] != value:
            raise FaultyProof(f"the plate was made for another “{setting}”: {plate.settings[setting]}, not {value}")
    given = answers_of(clinic, tuple(plate.answers))
    if given != tuple(plate.answers.values()):
        asked = next(each for each, answer in zip(plate.answers, given, strict=True) if plate.answers[each] != answer)
        raise FaultyProof(f"the plate was made for another clinic’s “{asked}”")
