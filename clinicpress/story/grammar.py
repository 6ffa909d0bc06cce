"""What a template may say: an allow-list of statements, operators and values, and how long and deep they may be.

A template is read before it runs. What is not on the list is an error at its line. Operators become
operations of the sandbox, which count what they do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.story.given import Ability

MAX_SOURCE = 200_000
"""The most characters of a template."""
MAX_NESTING = 16
"""How deep statements stand in each other."""
MAX_BRACKETS = 12
MAX_PIECES = 120
"""The most names, signs and values between two braces."""
MAX_CHOICES = 200
"""The most {% elif %} of a template."""
MAX_DIGITS = 9
MAX_NUMBER = 1_000_000
"""The greatest number that a template reckons with."""

OPENING = frozenset({"if", "for", "macro", "call"})
STATEMENTS = ("for", "if", "macro", "call", "set", "include", "import", "from")
_FILE = re.compile(r"(?!.*\.\.)[\w.-]+(?:/[\w.-]+)*\.j2")
_HINT = f"there are: {', '.join(STATEMENTS)}"
_REFUSED = {
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.AssignBlock: "{% set %}…{% endset %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.With: "{% with %}",
    nodes.NSRef: "{% set x.y = … %}",
    nodes.Scope: "{% autoescape %}",
    nodes.Dict: "{…: …}",
    nodes.List: "a list outside of {% for … in [ ] %} and “in [ ]”",
    nodes.Tuple: "a list outside of {% for … in ( ) %} and “in ( )”",
    nodes.Div: "/",
    nodes.Pow: "**",
}
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem),
    *(nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.Call, nodes.Keyword, nodes.Assign, nodes.Slice),
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand),
    *(nodes.Concat, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Neg),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.FloorDiv, nodes.Mod),
)


def measure(tokens: Iterable[tuple[int, str, str]], source: str, file: str) -> None:
    """Refuse what is too long or too deep for Jinja and Python to read."""
    if len(source) > MAX_SOURCE:
        raise InputProblems.one(Place(file), f"template: it is longer than {MAX_SOURCE} characters")
    depth = brackets = pieces = choices = 0
    begun = False
    for line, token, value in tokens:
        problem = ""
        if token in ("variable_begin", "block_begin"):
            brackets = pieces = 0
            begun = token == "block_begin"
            continue
        if token in ("whitespace", "data", "comment"):
            continue
        if begun:
            depth += (value in OPENING) - value.startswith("end")
            choices += value == "elif"
            begun = False
        pieces += 1
        brackets += (token == "operator") * ((value in "([{") - (value in ")]}"))
        if depth > MAX_NESTING:
            problem = f"statements are nested more than {MAX_NESTING} deep here"
        elif brackets > MAX_BRACKETS:
            problem = f"brackets are nested more than {MAX_BRACKETS} deep here"
        elif choices > MAX_CHOICES:
            problem = f"there are more than {MAX_CHOICES} {{% elif %}} up to here"
        elif pieces > MAX_PIECES:
            problem = "this is too long: it has too many parts"
        elif token == "integer" and sum(map(str.isalnum, value)) > MAX_DIGITS:
            problem = f"this number has more than {MAX_DIGITS} digits"
        if problem:
            raise InputProblems.one(Place(file, line), f"template: {problem}")


class Rules(NodeTransformer):
    """Lists what a template must not say, and turns operators into operations that count."""

    def __init__(self, file: str, filters: Mapping[str, Ability], tests: Collection[str]) -> None:
        self.file = file
        self.filters = filters
        self.tests = tests
        self.problems: list[Problem] = []
        self.uses: list[tuple[str, int]] = []

    def _problem(self, node: nodes.Node, message: str, hint: str = "") -> None:
        line = node.lineno or next((part.lineno for part in node.find_all(nodes.Node) if part.lineno), 1)
        self.problems.append(Problem(Place(self.file, line), f"template: {message}", hint))

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(node, _ALLOWED):
            said = next((name for kind, name in _REFUSED.items() if isinstance(node, kind)), "this")
            self._problem(node, f"{said} cannot be used here", _HINT if isinstance(node, nodes.Stmt) else "")
            return node
        return super().visit(node, *args, **kwargs)

    def _operation(self, name: str, node: nodes.Expr, *args: nodes.Expr) -> nodes.Filter:
        made = nodes.Filter(node, name, list(args), [], None, None)
        made.set_lineno(node.lineno, override=True)
        return made

    def _listed(self, node: nodes.Node) -> Any:
        """Visit what may be a list that is written out."""
        if isinstance(node, (nodes.List, nodes.Tuple)):
            node.items = [self._listed(item) for item in node.items]
            return node
        return self.visit(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        if node.recursive:
            self._problem(node, "“recursive” cannot be used here")
        weight = weight_of([*node.body, *([node.test] if node.test else [])])
        listed = self._listed(node.iter)
        node.iter = nodes.Const(None)
        target, node.target = node.target, nodes.Name("_", "store")
        self.generic_visit(node)
        node.target = target
        node.iter = self._operation("turned", listed, *map(nodes.Const, weight))
        node.iter.set_lineno(node.lineno, override=True)
        return node

    def _counted(self, node: nodes.Macro | nodes.CallBlock) -> nodes.Node:
        """Count the steps of a macro whenever it is called."""
        steps, characters = map(nodes.Const, weight_of(node.body))
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(self._operation("weighed", steps, characters)).set_lineno(node.lineno))
        return node

    visit_Macro = visit_CallBlock = _counted

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node:
        if isinstance(node.target, nodes.Name):
            return self.generic_visit(node)
        self._problem(node, "{% set %} gives one name to one value")
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        if len(node.ops) > 1:
            self._problem(node, "two values can be compared, not more", "use “and”")
        operand = node.ops[0]
        other = self._listed(operand.expr) if operand.op in ("in", "notin") else self.visit(operand.expr)
        return self._operation("compared", self.visit(node.expr), nodes.Const(operand.op), other)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return self._operation("joined", node.nodes[0], *node.nodes[1:])

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        if node.arg.step is not None:
            self._problem(node, "a part of a list has a begin and an end, and no step")
        bounds = (node.arg.start or nodes.Const(None), node.arg.stop or nodes.Const(None))
        return self._operation("sliced", node.node, *bounds)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        if node.name not in self.filters:
            self._problem(node, f"there is no filter “{node.name}”", did_you_mean(node.name, self.filters))
        if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
            self._problem(node, f"“{node.name}” takes values without names")
        elif node.name in self.filters and (message := self.filters[node.name].miscounted(len(node.args))):
            self._problem(node, message)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:
        if node.name not in self.tests:
            self._problem(node, f"there is no test “is {node.name}”", did_you_mean(node.name, self.tests))
        return self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self._problem(node, "values are handed over one by one, without “*”")
        return self.generic_visit(node)

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if isinstance(node.value, str) and not node.value.isprintable() and not _is_text(node.value):
            self._problem(node, "this text holds characters that are no text")
        return node

    def _use(self, node: nodes.Include | nodes.Import | nodes.FromImport) -> nodes.Node:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str):
            self._problem(node, "write the name of the file in quotes")
        elif not _FILE.fullmatch(name):
            self.problems.append(
                Problem(
                    Place(self.file, node.lineno),
                    f"there is no template “templates/{beginning(name, 80)}”",
                    "it must be a file below templates/ whose name ends with .j2",
                )
            )
        else:
            self.uses.append((name, node.lineno))
        if isinstance(node, nodes.Include) and node.ignore_missing:
            self._problem(node, "“ignore missing” cannot be used here: nothing is left out silently")
        return node

    visit_Include = visit_Import = visit_FromImport = _use


def _is_text(value: str) -> bool:
    return all(char.isprintable() or char in "\n\t\u00a0\u2009\u202f" for char in value)


def weight_of(parts: Iterable[nodes.Node]) -> tuple[int, int]:
    """Return how many steps a part of a template takes at most, loops left aside, and what it prints of its own."""
    steps = characters = 0
    for part in parts:
        for node in (part, *part.find_all(nodes.Node)):
            steps += 1
            characters += len(node.data) if isinstance(node, nodes.TemplateData) else 0
    return steps, characters
