"""Says what see-through things are mixed in on each page (ISO 32000-1, 11.6.6): in the inks that it is printed with.

Where a page does not say it, each program mixes in what it likes, and grey comes out in four inks.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary, Name, Pdf, Stream

from clinicpress.readback.objects import Met, dictionary, inherited, listed, numeric, said


def say_blending(pdf: Pdf, process: Name) -> None:
    """Have each page that holds something see-through mix it in these inks."""
    for page in pdf.pages:
        group = page.obj.get("/Group")
        if isinstance(group, Dictionary):
            group.CS = process
        elif is_sheer(page.obj):
            page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=process)


def is_sheer(page: Dictionary) -> bool:
    """Tell whether something on a page can be seen through."""
    met = Met()
    waiting: list[Any] = [inherited(page, "/Resources")]
    while waiting:
        resources = waiting.pop()
        if not isinstance(resources, Dictionary) or not met.first(resources):
            continue
        if any(_mixes(dictionary(each)) for each in dictionary(resources.get("/ExtGState")).values()):
            return True
        for kind in ("/XObject", "/Pattern"):
            for each in dictionary(resources.get(kind)).values():
                if not isinstance(each, Stream) or not met.first(each):
                    continue
                if "/Group" in each or "/SMask" in each or each.get("/SMaskInData"):
                    return True
                waiting.append(each.get("/Resources"))
    return False


def _mixes(settings: Dictionary) -> bool:
    modes = [said(each) for each in listed(settings.get("/BM"))]
    return (
        isinstance(settings.get("/SMask"), Dictionary)
        or any(numeric(settings.get(key), 1) < 1 for key in ("/ca", "/CA"))
        or bool(modes and modes[0] not in ("Normal", "Compatible"))
    )
