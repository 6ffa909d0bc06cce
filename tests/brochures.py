"""Brochures of a few lines: a head, and what stands below it."""

from __future__ import annotations

import textwrap

from clinicpress.content.model import Brochure
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node

FILE = "brochures/breathing/en.yaml"
HEAD = """\
title: Breathing
language: en
version: "1"
published: 2026-11-01
sources: {none: This sample names no source.}
"""


def with_sections(sections: str, head: str = HEAD) -> Brochure:
    """Read a brochure of some sections."""
    return check_node(parse_yaml(FILE, f"{head}sections:\n{textwrap.indent(sections, '  ')}"), Brochure)


def with_body(body: str, head: str = HEAD, heading: str = "Breathe") -> Brochure:
    """Read a brochure of one section with a body."""
    blocks = textwrap.indent(textwrap.dedent(body), "    ")
    return with_sections(f"- id: a\n  heading: {heading}\n  body:\n{blocks}", head)
