"""Brochures for tests of the grammar: a head, and what stands below it."""

from __future__ import annotations

import textwrap

from clinicpress.content.model import Brochure
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node

FILE = "brochures/sample/en.yaml"
HEAD = """\
title: Sample
language: en
version: "1"
published: 2026-11-01
sources: {none: This sample names no source.}
"""


def with_sections(sections: str, head: str = "") -> Brochure:
    """Read a brochure of some sections, and keys of its head."""
    return check_node(parse_yaml(FILE, f"{HEAD}{head}sections:\n{textwrap.indent(sections, '  ')}"), Brochure)


def with_body(body: str) -> Brochure:
    """Read a brochure of one section with a body."""
    return with_sections(f"- id: a\n  heading: A\n  body:\n{textwrap.indent(textwrap.dedent(body), '    ')}")
