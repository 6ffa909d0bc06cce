"""Meshes of colours: corners stay where they are, and get the greys of their colours."""

from __future__ import annotations

import pytest
from pikepdf import Array, Name, Pdf, Stream

from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.grey import Greys
from clinicpress.printshop.meshes import converted_mesh
from clinicpress.printshop.spaces import SCREEN
from tests.printshop.colourful import mesh

CORNERS = [(0, 0, (255, 0, 0)), (1, 0, (0, 255, 0)), (0, 1, (255, 255, 255))]


def mesh_of(pdf: Pdf, content: bytes) -> Stream:
    return Stream(
        pdf, content, ShadingType=4, ColorSpace=Name.DeviceRGB, BitsPerCoordinate=16, BitsPerComponent=8, BitsPerFlag=8,
        Decode=Array([0, 9, 0, 9, 0, 1, 0, 1, 0, 1]),
    )  # fmt: skip


def test_corners_get_greys() -> None:
    pdf = Pdf.new()
    found = mesh_of(pdf, mesh(*CORNERS))
    family = converted_mesh(found, SCREEN, 4, [], Greys())
    assert family.space == Name.DeviceGray
    rows = [found.read_bytes()[at : at + 7] for at in range(0, 21, 7)]
    assert [row[:5] for row in rows] == [mesh(corner)[:5] for corner in CORNERS]
    greys = [int.from_bytes(row[5:], "big") / 65535 for row in rows]
    assert greys == pytest.approx([0.498, 0.863, 1], abs=0.01)
    assert (list(found.Decode), found.BitsPerComponent) == ([0, 9, 0, 9, 0, 1], 16)


def test_patches_have_four_corners_and_more_of_them_two() -> None:
    pdf = Pdf.new()
    places = bytes(2 * 2 * 12)
    first = b"\0" + places + bytes([255, 0, 0] * 4)
    then = b"\1" + places[: 2 * 2 * 8] + bytes([255, 255, 255] * 2)
    found = mesh_of(pdf, first + then)
    converted_mesh(found, SCREEN, 6, [], Greys())
    assert len(found.read_bytes()) == (1 + 48 + 4 * 2) + (1 + 32 + 2 * 2)
    assert found.read_bytes().endswith(b"\xff\xff\xff\xff")


def test_what_is_no_mesh_is_told() -> None:
    pdf = Pdf.new()
    for content in (b"", b"\0\0"):
        with pytest.raises(Unconvertible, match="mesh of colours"):
            converted_mesh(mesh_of(pdf, content), SCREEN, 4, [], Greys())
