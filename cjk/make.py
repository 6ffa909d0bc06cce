"""Make the package clinicpress-cjk: the fonts for Chinese, Japanese and Korean, which are too large for the program.

Noto Sans SC, TC, JP and KR come from npm, at versions whose hashes stand here, and are cut to the characters of the
national standards: GB 2312, Big5, JIS X 0208, and all syllables of Hangul. `make cjk` runs this and installs the
package; the fonts' licence goes with it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

VERSION = "0.4.3"
"""Of the packages on npm, and so of ours."""


class Family(NamedTuple):
    """A family: the file it is, the hash of its package, and the characters that it is cut to."""

    name: str
    integrity: str
    codec: str
    """Python's codec of the national standard."""
    syllables: bool = False
    """All syllables of Hangul, and no Chinese characters."""


FAMILIES = {
    "noto-sans-sc": Family(
        "NotoSansSC",
        "sha512-9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
        "gb2312",
    ),
    "noto-sans-tc": Family(
        "NotoSansTC",
        "sha512-69XAOTLPz0WlAxL6qJEKlDMxHsBd4J1M39HjV0gPF2o1xWVALOsVWvDgistnecVockA9wbU/tH5C/gyS2PdnHg==",
        "big5",
    ),
    "noto-sans-jp": Family(
        "NotoSansJP",
        "sha512-Fl+Z6vtD24HFAYsvzB0S9Nery1ly16B9PesdY0wBd+wEHAvkNglnkTUspU0HqGOubkmoa8zusJrKv6vDx1o70A==",
        "euc_jp",
    ),
    "noto-sans-kr": Family(
        "NotoSansKR",
        "sha512-EVS/uJPcf1TgJtjmQmrFr0oGdcl7ml09CSu0E/AyGzR0UfzdR2pBbzWWPsnuzZiGUl643ODYwYiXK5+B+fLjhQ==",
        "euc_kr",
        syllables=True,
    ),
}
FACES = {"Regular": "400Regular", "Bold": "700Bold"}
ALWAYS = (*range(0x20, 0x250), *range(0x2000, 0x2070), *range(0x20A0, 0x20D0), *range(0x2100, 0x2150))
"""Latin letters, punctuation and signs."""
WIDE = (*range(0x3000, 0x3100), *range(0xFF00, 0xFFF0))
"""Kana, and signs as wide as Chinese characters."""
CHINESE, SYLLABLES = range(0x4E00, 0xA000), range(0xAC00, 0xD7A4)
UPRIGHT = (b"vhea", b"vmtx")
"""Tables for lines that run from top to bottom, which nothing here sets."""
PYPROJECT = f"""\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "clinicpress-cjk"
version = "{VERSION}"
description = "Fonts for Chinese, Japanese and Korean handouts, for clinicpress"
license = "OFL-1.1"

[tool.hatch.build.targets.wheel]
packages = ["clinicpress_cjk"]
"""


def characters(family: Family) -> set[int]:
    """List the characters that a family is cut to."""
    standard = set(_in_two_bytes(family.codec))
    if family.syllables:
        standard = standard - {*CHINESE} | {*SYLLABLES}
    return standard | {*ALWAYS, *WIDE}


def _in_two_bytes(codec: str) -> Iterator[int]:
    """Yield the characters that a codec writes in two bytes."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                yield ord(text)


def cut(content: bytes, wanted: set[int]) -> bytes:
    """Return a font with these characters only, without hints."""
    order = hb.SubsetInput()
    for code in wanted:
        order.unicode_set.add(code)
    for table in UPRIGHT:
        order.drop_table_tag_set.add(int.from_bytes(table, "big"))
    order.flags = hb.SubsetFlags.NO_HINTING
    return bytes(order.subset(hb.Face(content)).blob.data)


def fetched(key: str, family: Family, folder: Path) -> Path:
    """Bring a family's package from npm; stops where it is not the one whose hash stands here."""
    asked = ["npm", "pack", "--silent", "--json", f"@expo-google-fonts/{key}@{VERSION}"]
    told = json.loads(subprocess.run(asked, cwd=folder, check=True, capture_output=True, text=True).stdout)
    file = folder / told[0]["filename"]
    found = "sha512-" + base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    if found != family.integrity:
        sys.exit(f"the package of {family.name} is not the one that is known here: its hash is {found}")
    return file


def make(target: Path) -> None:
    """Make the package's folder anew."""
    shutil.rmtree(target, ignore_errors=True)
    package = target / "clinicpress_cjk"
    for key, family in FAMILIES.items():
        fonts = package / "fonts" / key
        fonts.mkdir(parents=True)
        wanted = characters(family)
        with tempfile.TemporaryDirectory() as folder, tarfile.open(fetched(key, family, Path(folder))) as archive:
            for ours, theirs in FACES.items():
                content = _member(archive, f"package/{theirs}/{family.name}_{theirs}.ttf")
                (fonts / f"{family.name}-{ours}.ttf").write_bytes(cut(content, wanted))
            (fonts / "OFL.txt").write_bytes(_member(archive, "package/LICENSE_FONT"))
    (package / "__init__.py").write_text('"""Fonts for Chinese, Japanese and Korean, for clinicpress."""\n')
    (target / "pyproject.toml").write_text(PYPROJECT)


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    if member is None:
        sys.exit(f"there is no {name} in the package")
    return member.read()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
