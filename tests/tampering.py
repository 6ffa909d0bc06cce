"""Single things changed in a finished PDF, as a fault would change them."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf


def elements(pdf: Pdf, tag: str) -> list[Dictionary]:
    found: list[Dictionary] = []

    def visit(element: Any) -> None:
        if isinstance(element, Dictionary) and "/S" in element:
            if element.get("/S") == Name(f"/{tag}"):
                found.append(element)
            kids = element.get("/K", Array())
            for kid in kids if isinstance(kids, Array) else []:
                visit(kid)

    visit(pdf.Root.StructTreeRoot.K[0])
    return found


def replace_in_page(pdf: Pdf, number: int, old: bytes, new: bytes) -> None:
    page = pdf.pages[number]
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    assert old in content
    page.Contents = pdf.make_stream(content.replace(old, new, 1))


def swap(elements_: Array, one: int, two: int) -> None:
    elements_[one], elements_[two] = elements_[two], elements_[one]


def rename(element: Dictionary, tag: str) -> None:
    element.S = Name(f"/{tag}")


def drop(holder: Dictionary, key: str) -> None:
    del holder[key]
