"""The kinds of YAML files that people write, and the JSON Schemas that editors read for them.

An editor sees types where we read text: `1.0` is a number to it. The schemas say what we accept as
an editor sees it, and are shaped for what editors make of them: completion, hover texts, messages.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from clinicpress.content.fieldwords import FieldWords
from clinicpress.content.locale import Locale
from clinicpress.content.model import Brochure, Clinic, Editions, Source
from clinicpress.desk.amounts import Amounts
from clinicpress.desk.editorial import Editorial
from clinicpress.looks.changes import WholeTheme
from clinicpress.looks.fonts import FontCatalog
from clinicpress.looks.layout import Layout
from clinicpress.looks.medium import ScreenLayout
from clinicpress.looks.paper import Paper
from clinicpress.workspace.disk import SHIPPED, Disk

KINDS: dict[str, Any] = {
    "brochure": Brochure,
    "clinic": Clinic,
    "editions": Editions,
    "sources": dict[str, Source],
    "theme": WholeTheme,
    "layout": Layout,
    "screen-layout": ScreenLayout,
    "paper": Paper,
    "locale": Locale,
    "editorial": Editorial,
    "amounts": Amounts,
    "fonts": FontCatalog,
    "forms": FieldWords,
}
BLOCK = "Block"


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of YAML file, for editors (JSON Schema 2020-12)."""
    made = whole_schema_of(name)
    if name == "theme":
        # What a theme leaves out may stand in the one that it extends.
        for model in [made, *made["$defs"].values()]:
            model.pop("required", None)
    return made


def whole_schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of YAML file together with those that it extends."""
    made = TypeAdapter(KINDS[name]).json_schema(schema_generator=_Schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **made}


def schema_text(name: str) -> str:
    """Return the JSON Schema of a kind of YAML file as the file that editors read."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"


class _Schema(GenerateJsonSchema):
    """Makes a schema as an editor wants it."""

    def generate(self, schema: core_schema.CoreSchema, mode: str = "validation") -> JsonSchemaValue:
        """Make the schema of a kind of file."""
        made = super().generate(schema, "validation")
        _join_blocks(made)
        icons = Disk(SHIPPED).names("templates/icons", ".svg")
        for model in [made, *made.get("$defs", {}).values()]:
            if "icon" in model.get("properties", {}):
                # Offered, but not asked for: a workspace may have others. Examples would fill the hover text.
                model["properties"]["icon"]["defaultSnippets"] = [{"label": icon, "body": icon} for icon in icons]
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles: they would only repeat the keys."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Leave out the names of our classes."""
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave out defaults that mean nothing: editors would write them into the file."""
        made = super().default_schema(schema)
        if made.get("default") in (None, "", [], {}):
            made.pop("default", None)
        return made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Let a key be without a value."""
        made = super().nullable_schema(schema)
        inner: JsonSchemaValue = made.get("anyOf", [made])[0]
        if "$ref" in inner:
            return {**made, "type": ["object", "null"]}
        types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
        null = {"enum": [*inner["enum"], None]} if "enum" in inner else {}
        return {**inner, "type": [*types, "null"], **null}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Refuse keys that are no names, which pydantic would let be anything."""
        made = super().dict_schema(schema)
        for pattern, value in made.pop("patternProperties", {}).items():
            made["additionalProperties"] = value
            made["propertyNames"] = {"pattern": pattern}
        return made

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Let whole numbers stand in quotes."""
        return {**super().int_schema(schema), **_in_quotes("integer", "[0-9]+", "a whole number is expected here")}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        """Let numbers stand in quotes."""
        number = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)"
        return {**super().float_schema(schema), **_in_quotes("number", number, "a number is expected here")}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """Let yes and no stand for true and false."""
        return _in_quotes("boolean", "true|false|yes|no|on|off", "true or false is expected here")

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Name the types of the alternatives: an editor writes the colon of a key only where it knows its type."""
        made = super().tagged_union_schema(schema)
        return {**made, "type": list(dict.fromkeys(choice.get("type", "object") for choice in made["oneOf"]))}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """Let choices that look like numbers stand without quotes."""
        made = super().literal_schema(schema)
        numbers = [int(choice) for choice in made.get("enum", []) if choice.isdigit()]
        if numbers:
            return {"enum": [*made["enum"], *numbers], "type": ["string", "integer"]}
        return made


def _in_quotes(kind: str, pattern: str, message: str) -> JsonSchemaValue:
    return {"type": [kind, "string"], "pattern": f"^({pattern})$", "patternErrorMessage": message}


def _join_blocks(schema: JsonSchemaValue) -> None:
    """Make one schema of the union of blocks: of ten alternatives, an editor tells the wrong one's mistakes."""
    models = schema.get("$defs", {})
    unions = [union for union in _mappings(schema) if _names_blocks(union, models)]
    if not unions:
        return
    names = [ref["$ref"].rpartition("/")[2] for ref in unions[0]["oneOf"]]
    keys = {}
    for name in names:
        model = models.pop(name)
        for key, value in model["properties"].items():
            keys[key] = {**value, "description": model["description"]}
    models[BLOCK] = {
        "additionalProperties": False,
        "description": "A part of a section; it has exactly one of these keys.",
        "maxProperties": 1,
        "minProperties": 1,
        "properties": keys,
        "type": "object",
    }
    for union in unions:
        del union["oneOf"], union["type"]
        union["$ref"] = f"#/$defs/{BLOCK}"


def _names_blocks(union: JsonSchemaValue, models: JsonSchemaValue) -> bool:
    """Tell whether a schema is a choice among models of one key each."""
    refs = [choice.get("$ref", "") for choice in union.get("oneOf", [])]
    found = [models.get(ref.rpartition("/")[2], {}) for ref in refs]
    return len(found) > 1 and all(len(model.get("properties", {})) == 1 for model in found)


def _mappings(value: Any) -> list[dict[str, Any]]:
    """List all mappings inside a JSON value."""
    if isinstance(value, dict):
        return [value, *(found for each in value.values() for found in _mappings(each))]
    return [found for each in value for found in _mappings(each)] if isinstance(value, list) else []
