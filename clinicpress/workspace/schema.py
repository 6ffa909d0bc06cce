"""From nodes to models: checks a YAML file against its pydantic model, with places and plain words.

pydantic finds all mistakes of a file at once; here they get the line and column of the node they
are about, and words that a person in marketing understands. The same models print the JSON Schemas
that editors use for completion.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Mapping
from copy import copy
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args, get_origin

# pydantic looks through all installed packages for plugins at its first model; there are none for us.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, core_schema

from clinicpress.ground.problems import InputProblems, Problem, did_you_mean, nearest
from clinicpress.workspace.nodes import Node

Model = TypeVar("Model", bound="Strict")
Entry = TypeVar("Entry")


MOST_TOLD = 500
"""How many mistakes of a file are told one by one."""


class Strict(BaseModel):
    """Base of all models: frozen, and unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False, defer_build=True
    )


def described(text: str, **more: Any) -> Any:
    """Give a key its description in the schema, and its default if it has one."""
    return Field(description=text, **more)


def changes_of(model: type[BaseModel], *fixed: str) -> dict[str, Any]:
    """Make fields for changes to a model: the same keys but for the fixed ones, none of them needed."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name in fixed:
            continue
        change = copy(field)
        change.default, change.default_factory, change.validate_default = None, None, False
        fields[name] = (_change_of(field.annotation), change)
    return fields


@lru_cache
def changes_to(model: type[BaseModel]) -> Any:
    """Make the model of changes to another model."""
    about = f"Changes to: {model.__doc__}"
    return create_model(f"{model.__name__}Changes", __base__=Strict, __doc__=about, **changes_of(model))


def _change_of(annotation: Any) -> Any:
    """Turn the models inside a type into models of changes, and let it be empty."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return changes_to(annotation) | None
    parts = get_args(annotation)
    if get_origin(annotation) is dict:
        return dict[parts[0], _change_of(parts[1])] | None  # type: ignore[misc, valid-type]
    inner = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
    return _change_of(inner[0]) if inner else annotation | None


_WORDS = {
    "int_type": "a whole number is expected here",
    "float_type": "a number is expected here",
    "bool_type": "true or false is expected here",
    "int_parsing": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "int_parsing_size": "this number is far too large",
    "float_parsing": "a number is expected here",
    "finite_number": "a number is expected here",
    "bool_parsing": "true or false is expected here",
    "greater_than": "the number must be greater than {gt:g}",
    "greater_than_equal": "the number must be at least {ge:g}",
    "less_than": "the number must be less than {lt:g}",
    "less_than_equal": "the number must be at most {le:g}",
    "too_short": "too few entries: {actual_length}, at least {min_length} needed",
    "too_long": "too many entries: {actual_length}, at most {max_length} allowed",
    "list_type": "a list is expected here",
    "tuple_type": "a list is expected here",
    "dict_type": "a mapping of keys to values is expected here",
    "model_type": "a mapping of keys to values is expected here",
    "model_attributes_type": "a mapping of keys to values is expected here",
    "string_type": "text is expected here",
}
_UNFIT = "this value cannot stand here"
_BOUNDS = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal"})
_HINTS = {
    "list_type": "begin each item on its own line with “- ”",
    "tuple_type": "begin each item on its own line with “- ”",
    "text_expected": "if the text holds “: ” or begins with “-”, “[” or “{”, put it in quotes",
}


def entry(entries: Mapping[Any, Entry], name: str) -> Entry:
    """Return an entry by name, from a mapping whose keys know their places; raises KeyError."""
    return entries[name]


def check_node(node: Node, model: type[Model]) -> Model:
    """Validate a node against a model; raises InputProblems with all mistakes at their places."""
    if not isinstance(node.value, dict):
        raise InputProblems.one(node.place, "a mapping of keys to values is expected here")
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        mistakes = [item for item in error.errors(include_url=False) if not _echo(item)]
        problems = [_problem(node, model, item) for item in mistakes[:MOST_TOLD]]
        if len(mistakes) > MOST_TOLD:
            more = f"there are {len(mistakes) - MOST_TOLD} more mistakes like these in this file"
            problems.append(Problem(max(problem.place for problem in problems), more, "mend those above first"))
        raise InputProblems(problems) from None


def check_partly(node: Node, model: type[Model], whole: Collection[str] = ()) -> tuple[Model | None, list[Problem]]:
    """Validate a node as `check_node` does; returns what is left without the mistakes, and the mistakes.

    So later checks can go on with the rest, and all problems of a file are told at once. What stands
    under a key of `whole` is left out with the list entry that holds it, as its parts are counted.
    """
    try:
        return check_node(node, model), []
    except InputProblems as error:
        found = error.problems
    plain = node.plain()
    try:
        model.model_validate(plain)
    except ValidationError as error:
        _prune(plain, error.errors(include_url=False), whole)
    try:
        return model.model_validate(plain), found
    except ValidationError:
        return None, found


def _prune(plain: Any, errors: list[ErrorDetails], whole: Collection[str]) -> None:
    """Take unknown keys, and the list entries that hold other mistakes, out of lists and dicts."""
    doomed: dict[int, tuple[list[Any], set[int]]] = {}
    for error in errors:
        holder: Any = plain
        entry: tuple[list[Any], Any] | None = None
        for step in error["loc"]:
            if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
                entry = (holder, holder[step])
            if step in whole and entry is not None:
                break
            if isinstance(holder, dict) and step == error["loc"][-1] and error["type"] == "extra_forbidden":
                holder.pop(step, None)
                entry = None
                break
            with contextlib.suppress(KeyError, IndexError, TypeError):
                holder = holder[step]
        if entry is not None:
            entries, item = entry
            doomed.setdefault(id(entries), (entries, set()))[1].add(id(item))
    for entries, items in doomed.values():
        entries[:] = [each for each in entries if id(each) not in items]


def _echo(error: ErrorDetails) -> bool:
    """Whether a list is only “too short” because its entries have mistakes, which are reported themselves."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _problem(node: Node, model: type[BaseModel], error: ErrorDetails) -> Problem:
    path = error["loc"]
    kind = error["type"]
    place = node.key_place(path[:-1]) if path and path[-1] == "[key]" else node.find(path).place
    last = str(path[-1]) if path else ""
    hint = _HINTS.get(kind, "")
    if kind == "extra_forbidden":
        known = sorted(_fields_at(model, path[:-1]))
        return Problem(node.key_place(path), f"unknown key “{last}”", did_you_mean(last, known))
    if kind == "missing" and isinstance(path[-1], int):
        return Problem(node.find(path[:-1]).place, "too few entries: this list needs a certain number of them")
    if kind == "missing":
        return _missing(node, model, path)
    if kind == "union_tag_invalid":
        context = error.get("ctx", {})
        tag = str(context.get("tag"))
        holder = path[: max((n for n, step in enumerate(path) if isinstance(step, int)), default=0)]
        if tag in _fields_at(model, holder[:-1]):
            return Problem(place, f"unknown block “{tag}”", f"“{tag}:” stands beside “{holder[-1]}:”, not below it")
        return Problem(place, f"unknown block “{tag}”", did_you_mean(tag, _fields_at(model, path)))
    if kind == "union_tag_not_found":
        return Problem(place, "a block is a mapping with exactly one key", "for example “- paragraph: …”")
    context = error.get("ctx", {})
    place = context.get("place", place)
    if kind in _BOUNDS:
        return Problem(place, *_out_of_bounds(_fields_at(model, path[:-1]).get(last), context, _WORDS[kind]))
    while path and node.find(path) is node.find(path[:-1]):
        path = path[:-1]  # a step that names a member of a union, not a key
    last = str(path[-1]) if path else ""
    if kind == "literal_error":
        field = _fields_at(model, path[:-1]).get(last)
        word = error["input"] if isinstance(error["input"], str) else ""
        message = f"“{word}” is not one of the choices for “{last}”" if word else f"“{last}” must be one of its choices"
        return Problem(place, message, did_you_mean(word, _choices(field.annotation) if field else ()))
    if error["input"] is None and kind != "value_error" and "hint" not in context:
        if path and isinstance(path[-1], int):
            return Problem(place, "this entry of the list is empty", "write something after the dash, or remove it")
        field = _fields_at(model, path[:-1]).get(last)
        way_out = "" if field is not None and field.is_required() else ", or remove the key"
        return Problem(place, f"“{last}” has no value", f"write a value after the colon{way_out}")
    if kind in ("too_short", "too_long"):
        context["actual_length"] = len(error["input"])  # pydantic leaves it out for mappings
    if kind == "too_long" and isinstance(error["input"], str):
        return Problem(
            place, f"this text is too long: {context['actual_length']} characters, at most {context['max_length']}"
        )
    if kind in _WORDS:
        message = _WORDS[kind].format(**context)
    elif kind == "value_error":
        message = str(context["error"])
    else:  # our own words; never pydantic's, which change from release to release
        message = error["msg"] if kind not in get_args(core_schema.ErrorType) else _UNFIT
    if isinstance(context.get("hint"), str):
        hint = context["hint"]
    return Problem(place, message, hint)


def _missing(node: Node, model: type[BaseModel], path: tuple[int | str, ...]) -> Problem:
    """Say that a key is missing; where any key may stand, one that looks like it is most likely meant."""
    holder, last = path[:-1], str(path[-1])
    message = f"the key “{last}” is missing"
    if any(each.model_config.get("extra") == "allow" for each in _models_at(model, holder)):
        known = _fields_at(model, holder)
        if other := nearest(last, [str(key) for key in node.find(holder).plain() if key not in known]):
            return Problem(node.key_place((*holder, other)), message, f"“{other}” stands here: did you mean “{last}”?")
    return Problem(node.find(holder).place, message, f"add “{last}:” here")


def _out_of_bounds(field: FieldInfo | None, context: dict[str, Any], words: str) -> tuple[str, str]:
    """Say from where to where a number may go, and what it is."""
    message = words.format(**context)
    if field is None:
        return message, ""
    least, most = (next((getattr(m, end) for m in field.metadata if hasattr(m, end)), None) for end in ("ge", "le"))
    if least is not None and most is not None:
        message = f"the number must be from {least:g} to {most:g}"
    return message, field.description or ""


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> dict[str, FieldInfo]:
    """Collect the keys that the model knows at a path."""
    models = _models_at(model, path)
    return {field.alias or name: field for each in models for name, field in each.model_fields.items()}


def _models_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[type[BaseModel]]:
    """List the models that may stand at a path; union tags name the member that was chosen."""
    found: list[Any] = [model]
    for step in path:
        if isinstance(step, int):
            continue
        inner: list[Any] = []
        for holder in _models(found):
            holder.model_rebuild()  # names of types that stand further down in their module
            inner += [field.annotation for name, field in holder.model_fields.items() if step == (field.alias or name)]
        # A step that is no field is the tag of a union: narrow the choice to the models that have it.
        found = inner or [m for m in _models(found) if step in m.model_fields] or found
    return _models(found)


def _choices(annotation: Any) -> list[str]:
    """List the words that a type allows."""
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [choice for inner in get_args(annotation) for choice in _choices(inner)]


def _models(annotations: list[Any]) -> list[type[BaseModel]]:
    models: list[type[BaseModel]] = []
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            models.append(annotation)
        elif getattr(annotation, "__value__", None) is not None:
            models += _models([annotation.__value__])
        else:
            models += _models([a for a in get_args(annotation) if a is not Literal])
    return models
