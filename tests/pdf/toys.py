"""Toys for the tests of the file's making: a small saved PDF, and its objects cast for an imprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clinicpress.pdf.binding import Bound, Bundle, bind, bundled, written_stream
from clinicpress.pdf.casting import LooseObject, cast_file
from clinicpress.pdf.plate import Cast

TOKEN = "blank 0a1b"
OBJECTS = (
    b"<< /Pages 2 0 R /Type /Catalog >>",
    b"<< /Count 1 /Kids [ 3 0 R ] /Type /Pages >>",
    b"<< /Contents 4 0 R /MediaBox [ 0 0 100 100 ] /Parent 2 0 R /Resources << >> /Type /Page >>",
    b"<< /Length 9 >>\nstream\n0 0 m 9 w\nendstream",
    b"<< /Blank (blank 0a1b info) /Producer (toys) >>",
    b"[ 3 0 R (blank 0a1b list) ]",
)
"""A catalogue, a page tree, a page and its content, and two blanks: a dictionary and an array."""
STREAM = b"<< /Blank (blank 0a1b overlay-1) >>"
"""A blank for a stream."""


def saved_file(objects: Sequence[bytes] = OBJECTS) -> bytes:
    """Write a PDF with a plain cross-reference table."""
    said, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(said))
        said += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return said + b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(said),
    )


def toy_cast(objects: Sequence[bytes] = OBJECTS, streams: Sequence[str] = ()) -> Cast:
    """Take the small PDF apart."""
    return cast_file(saved_file(objects), TOKEN, (*streams, "info", "list"), (0,), 0)


def bound(
    cast: Cast,
    filled: Mapping[str, bytes],
    alike: Sequence[tuple[int, bytes]] = (),
    loose: Sequence[Sequence[LooseObject]] = (),
) -> Bound:
    """Bind a cast with what its blanks are filled with, by their names, and with nothing in the others."""
    bundle = bundle_of(cast, alike)
    streams = [name for name, blank in cast.blanks.items() if blank not in bundle.own]
    own = [filled.get(name, b"") for name, blank in cast.blanks.items() if blank in bundle.own]
    return bind(bundle, [written_stream(b"", filled.get(name, b"")) for name in streams], own, loose)


def bundle_of(cast: Cast, alike: Sequence[tuple[int, bytes]] = ()) -> Bundle:
    """Leave all blanks of a cast open, and number some objects behind them that many files hold alike."""
    own = [blank for name, blank in cast.blanks.items() if name != "metadata" and not name.startswith("overlay")]
    return bundled(cast, alike, own, cast.own + len(cast.blanks) + len(alike))
