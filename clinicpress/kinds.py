"""The kinds of YAML files that people write, and the JSON Schemas that editors read for them."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from clinicpress.editorial import Editorial
from clinicpress.fonts import FontCatalog
from clinicpress.layout import Layout, Locale
from clinicpress.model import Brochure, Clinic, Editions, Source
from clinicpress.themefile import ThemeSpec

KINDS: dict[str, Any] = {
    "brochure": Brochure,
    "clinic": Clinic,
    "editions": Editions,
    "sources": dict[str, Source],
    "theme": ThemeSpec,
    "layout": Layout,
    "locale": Locale,
    "editorial": Editorial,
    "fonts": FontCatalog,
}


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of YAML file."""
    made = TypeAdapter(KINDS[name]).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **made}
