"""What a template may do: an allow-list of filters, calls and parts of values, all of it counted.

What a template asks of a value is never asked of the Python object: `part` knows the few kinds of
values that have parts. Loops, calls and characters are counted against an allowance, so that each
template ends, at the same point on every machine. What it may say at all is in `grammar`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Undefined, UndefinedError, nodes, pass_context
from jinja2.environment import Template, TemplateModule
from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, LoopContext, Macro, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup

from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import InputProblems, Place, did_you_mean, first_of
from clinicpress.story.compiled import Compiled, keep, kept
from clinicpress.story.given import Ability, Record, Words, token
from clinicpress.story.grammar import MAX_NUMBER, MAX_SOURCE, Rules, measure, weight_of

MAX_STEPS = 10_000_000
"""The most steps that a template takes: its parts, as often as loops and calls come to them; some seconds."""
STEPS_OF_A_CALL, STEPS_OF_A_LOOP = 50, 10
MAX_FILES = 20
"""The most files that a story is made of."""
MOST_COMPILED = 100
"""The most templates that a process keeps compiled."""
MAX_CALLS = 40
"""How deep macros may call each other."""
_LOOP = frozenset({"first", "last", "index", "index0", "revindex", "revindex0", "length", "depth"})
_JINJAS = frozenset({"_loop_vars", "_block_vars"})
"""What Jinja itself hands over with a call."""
TESTED = ("defined", "undefined", "none", "sameas")


class Refused(TemplateRuntimeError):
    """Raised where a template wants what there is not, or too much of it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.said = message
        self.hint = hint


class Missing(UndefinedError):
    """Raised where a template uses a name that nothing has; `among` are the names of the value that should have it."""

    def __init__(self, name: str, among: Collection[str] | None) -> None:
        super().__init__(name)
        self.name = name
        self.among = among


class _Nothing(StrictUndefined):
    """What an unknown name stands for: it can be asked whether it is defined, and nothing else."""

    __slots__ = ()

    def __init__(
        self,
        hint: Any = None,
        obj: Any = None,
        name: Any = None,
        exc: Any = None,
        among: Collection[str] | None = None,
    ) -> None:
        def missing(message: str | None = None) -> Missing:
            return Missing(str(name), among)

        super().__init__(hint, None, name, missing)  # type: ignore[arg-type]


@dataclass
class Allowance:
    """What is left for a template to do."""

    characters: int
    steps: int = MAX_STEPS
    calls: int = 0

    def step(self, count: int = 1) -> None:
        """Take steps off what is left; raises Refused where that is too little."""
        self.steps -= count
        if self.steps < 0:
            raise Refused(
                f"the template does too much: more than {MAX_STEPS} steps",
                "look for a loop in a loop, or a macro that calls itself",
            )

    def write(self, count: int) -> None:
        """Take characters off what is left; raises Refused where that is too little."""
        self.characters -= count
        if self.characters < 0:
            raise Refused(
                "the template makes too much: its result gets too long",
                "look for a loop in a loop, or a value that is printed into itself",
            )


_COMPILED: dict[object, Compiled] = {}
"""By text, place and rules: to compile our templates takes longer than to print a short brochure."""


def _file(name: str | None, filename: str | None) -> str:
    return filename or f"templates/{name}"


class Sandbox(SandboxedEnvironment):
    """An environment in which a template has nothing but what is given to it.

    `filters` are those that it has beside the common ones; `characters` is the most that it writes.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, loader: BaseLoader, filters: Mapping[str, Ability], characters: int, **options: Any) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=_Nothing,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,
            cache_size=50,
            finalize=_printed,
            **options,
        )
        self.template_class = _Template
        self.offered = {**_FILTERS, **filters}
        self._rules = (frozenset(self.offered.items()), frozenset(self.extensions))
        self.filters = {**{name: ability.do for name, ability in self.offered.items()}, **_OPERATIONS}
        self.tests = {name: TESTS[name] for name in TESTED}
        self.globals = {}
        self.characters = characters
        self.told: list[Words] = []
        self.uses: dict[str, Sequence[tuple[str, int]]] = {}
        self.weights: dict[str, tuple[int, int]] = {}
        self.sizes: dict[str, int] = {}
        self.allowance = Allowance(characters)

    def run(self, name: str, values: Mapping[str, Any], abilities: Mapping[str, Ability]) -> str:
        """Render a template with frozen values; `told` lists the words that it printed, by their tokens.

        Raises InputProblems and Jinja's errors for what is wrong with the template.
        """
        self.allowance = Allowance(self.characters)
        self.told = []
        self.globals = {"range": Ability("range", _range, 1, 3), **abilities}
        self._load(name, (), {})
        return super().get_template(name, None, self.globals).render(**values)

    def _load(self, name: str, within: tuple[str, ...], loaded: dict[str, int]) -> None:
        """Read a template and all that it includes; raises InputProblems where one includes itself."""
        template = super().get_template(name, None, self.globals)
        file = str(template.filename)
        loaded[name] = self.sizes[file]
        for other, line in self.uses[file]:
            place = Place(file, line)
            if other in (name, *within):
                raise InputProblems.one(place, f"template: “templates/{other}” includes itself")
            if other in loaded:
                continue
            if len(loaded) >= MAX_FILES or sum(loaded.values()) > MAX_SOURCE:
                raise InputProblems.one(
                    place, f"template: a story is made of at most {MAX_FILES} files and {MAX_SOURCE} characters"
                )
            try:
                self._load(other, (*within, name), loaded)
            except TemplateNotFound as error:
                missing = f"there is no template “templates/{other}”"
                raise InputProblems.one(place, missing, error.message or "") from None

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        """Return a template that another one includes, which counts."""
        template = super().get_template(name, None, globals or self.globals)
        steps, characters = self.weights[str(template.filename)]
        self.allowance.step(steps)
        self.allowance.write(characters)
        return template

    # Before it runs ------------------------------------------------------------------------------

    def compile(  # type: ignore[override]  # what Jinja says of its overloads
        self, source: Any, name: str | None = None, filename: str | None = None, **options: Any
    ) -> Any:
        """Judge and compile a template: once for the same text, place and rules."""
        asked = (source, name, filename, frozenset(options.items()), self._rules)
        file = _file(name, filename)
        if (known := _COMPILED.get(asked)) is None:
            offered = sorted((each, ability.least, ability.most) for each, ability in self.offered.items())
            said = repr((source, name, filename, sorted(options.items()), offered, sorted(self.extensions)))
            if (known := kept(said)) is None:
                code = super().compile(source, name, filename, **options)
                known = Compiled(code, self.uses[file], self.weights[file], self.sizes[file])
                keep(said, known)
            if len(_COMPILED) >= MOST_COMPILED:
                _COMPILED.clear()
            _COMPILED[asked] = known
        self.uses[file], self.weights[file], self.sizes[file] = known.uses, known.weight, known.size
        return known.code

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        file = _file(name, filename)
        measure(self.lexer.tokeniter(source, name, file), source, file)
        rules = Rules(file, self.offered, TESTED)
        tree: nodes.Template = rules.visit(super()._parse(source, name, filename))
        if rules.problems:
            raise InputProblems(rules.problems)
        self.uses[file] = rules.uses
        self.weights[file] = weight_of([tree])
        self.sizes[file] = len(source)
        return tree

    # While it runs -------------------------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a part of a value, whatever Python would know of it."""
        return self.part(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a part of a value, whatever Python would know of it."""
        return self.part(obj, argument)

    def part(self, obj: Any, name: Any) -> Any:
        """Return a part of a value: of records, lists, loops and imported files; nothing else has any."""
        if isinstance(obj, Undefined):
            bool(obj)  # raises
        if type(name) is str:
            if type(obj) is Record and name in obj.names:
                return obj.read(name)
            if type(obj) is LoopContext and name in _LOOP:
                return getattr(obj, name)
            if type(obj) is TemplateModule and not name.startswith("_") and name in vars(obj):
                return vars(obj)[name]
        elif type(name) is int and type(obj) is tuple and -len(obj) <= name < len(obj):
            return obj[name]
        among = obj.names if type(obj) is Record else ()
        return _Nothing(name=name if type(name) in (str, int) else "…", among=among)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or an ability; nothing else can be called."""
        if isinstance(obj, Undefined):
            bool(obj)  # raises
        self.allowance.step(STEPS_OF_A_CALL)
        if type(obj) is Ability:
            if kwargs.keys() - _JINJAS:
                raise Refused(f"“{obj.name}” takes values without names")
            if message := obj.miscounted(len(args)):
                raise Refused(message)
            return obj.do(*args)
        if type(obj) is not Macro:
            raise Refused("this cannot be called: only macros can, and what the press gives for it")
        _fitting(obj, args, kwargs.keys() - _JINJAS)
        if self.allowance.calls >= MAX_CALLS:
            raise Refused(f"macros call each other more than {MAX_CALLS} deep", "does a macro call itself?")
        self.allowance.calls += 1
        made = context.call(obj, *args, **kwargs)
        self.allowance.calls -= 1
        self.allowance.write(len(made))
        return made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with small whole numbers."""
        if not all(type(each) is int and abs(each) <= MAX_NUMBER for each in (left, right)):
            raise Refused(f"“{operator}” is for small whole numbers only")
        if operator in ("//", "%") and not right:
            raise Refused("a number cannot be divided by 0")
        return super().call_binop(context, operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """Reckon with small whole numbers."""
        return -self.call_binop(context, "+", arg, 0)

    def printed(self, value: Any) -> Any:
        """Return what a value is in print: words become tokens, and what is no text is refused."""
        if isinstance(value, Words):
            self.told.append(value)
            value = Markup(token(len(self.told) - 1))
        elif type(value) is Undefined:
            return ""  # {{ a if b }} where there is no b
        elif isinstance(value, Undefined):
            bool(value)  # raises
        elif type(value) in (int, float):
            value = str(value)
        elif type(value) not in (str, Markup):
            parts = first_of([f".{name}" for name in sorted(value.names)], 8) if isinstance(value, Record) else ""
            hint = f"print a part of it: {parts}" if parts else "a list is printed with {% for %}"
            raise Refused("this is no text that could be printed", hint)
        self.allowance.write(len(value))
        return value


class _Template(Template):
    """A template whose macros are made anew for each story: they hold on to what one story counts and reads."""

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        self._module = None
        return super()._get_default_module(ctx)


# What there is to do -------------------------------------------------------------------------------


def _environment(context: Context) -> Sandbox:
    environment = context.environment
    assert isinstance(environment, Sandbox)
    return environment


@pass_context
def _printed(context: Context, value: Any) -> Any:
    return _environment(context).printed(value)


@pass_context
def _turned(context: Context, value: Any, steps: int, characters: int) -> Any:
    """Return what a loop goes through, and count its turns beforehand with what they do."""
    count = len(_list(value))
    _weighed(context, STEPS_OF_A_LOOP + count * (1 + steps), count * characters)
    return value


@pass_context
def _weighed(context: Context, steps: int, characters: int) -> None:
    allowance = _environment(context).allowance
    allowance.step(steps)
    allowance.write(characters)


def _list(value: Any) -> Any:
    if isinstance(value, Undefined):
        bool(value)  # raises
    if type(value) not in (tuple, list, range):
        raise Refused("this is no list: it has no parts to go through or to count")
    return value


@pass_context
def _compared(context: Context, left: Any, operator: str, right: Any) -> bool:
    if operator in ("in", "notin"):
        if type(left) is str and type(right) is str:
            found = left in right
        else:
            _environment(context).allowance.step(len(_list(right)))
            found = any(_plain(left) == _plain(each) for each in right)
        return found if operator == "in" else not found
    one, two = _plain(left), _plain(right)
    if operator in ("eq", "ne"):
        return bool((one == two) == (operator == "eq"))
    if not all(type(each) in (int, float) for each in (one, two)):
        raise Refused("only numbers are greater or smaller than each other")
    return bool({"lt": one < two, "lteq": one <= two, "gt": one > two, "gteq": one >= two}[operator])


def _plain(value: Any) -> Any:
    if isinstance(value, Undefined):
        bool(value)  # raises
    if value is not None and type(value) not in (bool, int, float, str):
        raise Refused(
            "this cannot be compared: only names, numbers and true or false can",
            "a text can be printed, and {% if text %} asks whether it is there; “is sameas” compares parts",
        )
    return value


@pass_context
def _joined(context: Context, *parts: Any) -> Any:
    made = [_environment(context).printed(part) for part in parts]
    return Markup("").join(made) if any(type(part) is Markup for part in made) else "".join(made)


@pass_context
def _sliced(context: Context, value: Any, start: Any, stop: Any) -> Any:
    if type(value) is not tuple or not all(each is None or type(each) is int for each in (start, stop)):
        raise Refused("only a list can be parted, at whole numbers")
    _environment(context).allowance.step(len(value))
    return value[start:stop]


def _range(*bounds: Any) -> range:
    if not all(type(each) is int for each in bounds):
        raise Refused("“range” counts in whole numbers")
    if bounds[2:] == (0,):
        raise Refused("the steps of “range” cannot be 0")
    return range(*bounds)


def _fitting(macro: Macro, values: Sequence[Any], names: Collection[str]) -> None:
    """Refuse a call with values that a macro does not take."""
    known = macro.arguments
    if not macro.catch_varargs and (message := Ability(macro.name, macro, 0, len(known)).miscounted(len(values))):
        raise Refused(message)
    for name in sorted(names):
        if name in known[: len(values)]:
            raise Refused(f"“{macro.name}” is given “{beginning(name, 80)}” twice")
        if name == "caller" and not macro.caller:
            raise Refused(f"“{macro.name}” has no place for what stands in {{% call %}}", "print {{ caller() }} in it")
        if name not in (*known, "caller") and not macro.catch_kwargs:
            raise Refused(f"“{macro.name}” takes no value called “{beginning(name, 80)}”", did_you_mean(name, known))


@pass_context
def _length(context: Context, value: Any) -> int:
    return len(_list(value))


@pass_context
def _batch(context: Context, value: Any, size: Any) -> Any:
    if type(size) is not int or size < 1:
        raise Refused("“batch” needs a whole number from 1 on")
    _environment(context).allowance.step(len(_list(value)))
    return tuple(tuple(value[at : at + size]) for at in range(0, len(value), size))


@pass_context
def _reverse(context: Context, value: Any) -> Any:
    _environment(context).allowance.step(len(_list(value)))
    return tuple(value[::-1])


@pass_context
def _inline(context: Context, value: Any) -> Words:
    if isinstance(value, Undefined):
        bool(value)  # raises
    if not isinstance(value, Words):
        raise Refused("“inline” is for the texts of the brochure", "print other values without it")
    return value


@pass_context
def _join(context: Context, value: Any, between: Any) -> Any:
    if not all(type(each) is str for each in (between, *_list(value))):
        raise Refused("“join” is for a list of texts")
    _environment(context).allowance.write(sum(len(each) + len(between) for each in value))
    return between.join(value)


@pass_context
def _round(context: Context, value: Any) -> int:
    if not isinstance(value, (int, float)):
        raise Refused("“round” is for numbers")
    return round(value)


_FILTERS = {
    "length": Ability("length", _length, 0, 0),
    "batch": Ability("batch", _batch),
    "reverse": Ability("reverse", _reverse, 0, 0),
}
_OPERATIONS = {"turned": _turned, "weighed": _weighed, "compared": _compared, "joined": _joined, "sliced": _sliced}
STORY_FILTERS = {"inline": Ability("inline", _inline, 0, 0)}
PAGE_FILTERS = {"join": Ability("join", _join), "round": Ability("round", _round, 0, 0)}
