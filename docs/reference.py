"""Print the generated pages: docs/reference/*.md, docs/house.svg and schemas/*.json.

Run it with `make docs`. A test fails when a page in the tree is not what this prints.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from clinicpress.drafting.kinds import KINDS, schema_text, whole_schema_of
from clinicpress.story.markup import ELEMENTS
from clinicpress.workspace.disk import Disk
from docs.house import modules_page, picture
from docs.internals import internals_page

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "brochure": "brochures/<slug>/<language>.yaml",
    "sources": "brochures/sources.yaml",
    "clinic": "clinics/<id>.yaml",
    "editions": "editions.yaml",
    "theme": "templates/themes/<name>.yaml",
    "layout": "templates/<name>/layout.yaml",
    "screen-layout": "templates/<name>/layout.yaml",
    "paper": "templates/papers/<name>.yaml",
    "locale": "templates/locales/<language>.yaml",
    "editorial": "templates/editorial/<language>.yaml",
    "amounts": "templates/amounts.yaml",
    "fonts": "fonts/catalog.yaml",
    "forms": "templates/forms/<language>.yaml",
}


def elements_page() -> str:
    """Describe the elements of the story's language."""
    lines = [
        "# The elements of a story",
        "",
        "Printed from the table in `clinicpress/story/markup.py` by `make docs`; don't edit it here.",
        "",
        "Every element may have `class` and `id`. `class` picks a style of the theme: a text style for text,",
        "a box for `div` and `aside`, a rule for `hr`, and so on.",
        "",
        "| element | stands in | attributes | style | PDF tag | what it is |",
        "|---|---|---|---|---|---|",
    ]
    for name, kind in sorted(ELEMENTS.items()):
        parents = " ".join(f"`{p}`" for p in sorted(kind.parents))
        attributes = " ".join(f"**`{a}`**" if a in kind.needs else f"`{a}`" for a in sorted(kind.attributes))
        style = f"`{kind.style}`" if kind.style else ""
        lines.append(f"| `{name}` | {parents} | {attributes} | {style} | {kind.tag} | {kind.about} |")
    return "\n".join([*lines, "", "Attributes in bold must be there.", ""])


def _type(spec: dict[str, Any]) -> str:
    if "$ref" in spec:
        name = str(spec["$ref"].rsplit("/", 1)[-1])
        return f"[{name}](#{name.lower()})"
    if "const" in spec:
        return f"`{spec['const']}`"
    if "enum" in spec:
        return ", ".join(dict.fromkeys(f"`{choice}`" for choice in spec["enum"] if choice is not None))
    for union in ("anyOf", "oneOf"):
        if union in spec:
            return " or ".join(dict.fromkeys(_type(s) for s in spec[union] if s.get("type") != "null"))
    # Of several types, the first is what people think of; the others are what an editor may take it for.
    kind = spec.get("type", "")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "array":
        if "prefixItems" in spec:
            return "list of " + ", ".join(_type(item) for item in spec["prefixItems"])
        return f"list of {_type(spec.get('items', {}))}"
    if kind == "object" and isinstance(spec.get("additionalProperties"), dict):
        return f"mapping of names to {_type(spec['additionalProperties'])}"
    if spec.get("format") == "date":
        return "date"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind)


def _keys(spec: dict[str, Any]) -> list[str]:
    lines = ["| key | value | |", "|---|---|---|"]
    required = spec.get("required", [])
    for key, value in spec.get("properties", {}).items():
        name = f"**`{key}`**" if key in required else f"`{key}`"
        default = value.get("default")
        note = value.get("description", "").replace("*", "\\*").replace("[", "\\[")
        if default not in (None, [], {}, ""):
            note += f" Default: `{json.dumps(default, ensure_ascii=False)}`."
        lines.append(f"| {name} | {_type(value)} | {note} |")
    return [*lines, ""]


def _described(spec: dict[str, Any]) -> list[str]:
    """Describe a part of a file: a mapping by its keys, and what may be written in short by each way to write it."""
    ways = spec.get("anyOf", [])
    mapping = next((way for way in [spec, *ways] if "properties" in way), spec)
    lines = [spec.get("description") or mapping.get("description", ""), ""]
    if ways:
        short = " or ".join(_type(way) for way in ways if way is not mapping)
        lines += [f"{short[:1].upper()}{short[1:]}, or a mapping with these keys:", ""]
    return [*lines, *_keys(mapping)]


def yaml_page(name: str) -> str:
    """Describe the keys of a kind of YAML file."""
    schema = whole_schema_of(name)
    lines = [
        f"# `{FILES[name]}`",
        "",
        "Printed from the models by `make docs`; don't edit it here. Keys in bold must be there.",
        "",
    ]
    if "properties" in schema:
        lines += _described(schema)
    else:
        lines += [f"A {_type(schema)}.", ""]
    for inner, spec in sorted(schema.get("$defs", {}).items()):
        lines += [f"## {inner}", "", *_described(spec)]
    return "\n".join(lines)


FILLED = "filled"
"""The folder of icons that are drawn in areas."""


def filled_icon(name: str) -> str:
    """Show an icon as it is drawn in areas."""
    return f"![](../../templates/icons/{FILLED}/{name}.svg)"


def icons_page() -> str:
    """List the icon catalogue."""
    names = Disk(ROOT).names("templates/icons", ".svg")
    filled = set(Disk(ROOT).names(f"templates/icons/{FILLED}", ".svg"))
    rows = [
        f"| ![](../../templates/icons/{name}.svg) | {filled_icon(name) if name in filled else ''} | `{name}` |"
        for name in names
    ]
    return "\n".join(
        [
            "# The icon catalogue",
            "",
            "Icons from Healthicons (MIT), in outlines and, for themes that say `icons_drawn: filled`, filled. Printed "
            "from `templates/icons` by `make docs`.",
            "",
            "| | filled | name |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def pages() -> dict[str, str]:
    """Return every generated file: its path in the repository, and its text."""
    made = {"docs/reference/elements.md": elements_page(), "docs/reference/icons.md": icons_page()}
    made["docs/reference/internals.md"] = internals_page()
    made |= {"docs/house.svg": picture(), "docs/reference/modules.md": modules_page()}
    for name in KINDS:
        made[f"docs/reference/{name}.md"] = yaml_page(name)
        made[f"schemas/{name}.json"] = schema_text(name)
    return made


def main() -> None:
    """Write all generated files."""
    for name, text in pages().items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
