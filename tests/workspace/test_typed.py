"""What is typed is printed, or told at its place: comments, commas, quotes, escapes, folded lines, invisible signs.

In the cases ‸ stands before the character that the error must point to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clinicpress.content.model import Brochure, texts_of
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node
from tests.chance import examples
from tests.conftest import WORKSPACE, Finished
from tests.reading import read_pages, squeezed
from tests.said import one_problem

EN = "brochures/breathing/en.yaml"
GOOD = WORKSPACE[EN]
BODY = "      - paragraph: Sit upright. Breathe out **slowly**. [@guide]\n"
Press = Callable[..., Finished]


def with_body(*lines: str) -> str:
    """Return the small brochure with other blocks, whose lines begin at the dash."""
    assert BODY in GOOD
    return GOOD.replace(BODY, "".join(f"      {line}\n" if line else "\n" for line in lines))


def with_line(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


LOST = {
    "a number sign": (with_body("- paragraph: Take Tylenol ‸#3 every 6 hours. Do not drink."), "“#3 every 6 hours. Do"),
    "a number sign and a space": (with_body("- paragraph: Take pill ‸# 3 daily."), "“# 3 daily.” is not printed"),
    "a number sign far off": (with_body("- paragraph: Take Tylenol   ‸#3 daily."), "“#3 daily.” is not printed"),
    "a number sign behind a tab": (with_body("- paragraph: Take Tylenol\t‸#3 daily."), "“#3 daily.” is not printed"),
    "a number sign in an item": (with_body("- list:", "    - See box ‸#3"), "“#3” is not printed"),
    "a number sign in brackets": (with_body("- list: [See box ‸#3, Rest]"), "“#3, Rest]” is not printed"),
    "a number sign in a row": (
        with_body("- table:", "    header: [Drug, Note]", "    rows:", "      - [Tylenol, see box ‸#3]"),
        "“#3]” is not printed",
    ),
    "a number sign in a title": (with_line("title: Breathing at home", "title: Room ‸#4 at home"), "“#4 at home”"),
    "a number sign in an alt text": (
        with_body("- figure: {image: a.svg, caption: A, alt: Box ‸#3", "    of all}"),
        "“#3” is not printed",
    ),
    "a number sign in a broken text": (
        with_body("- paragraph: Take Tylenol ‸#3 every", "    six hours."),
        "“#3 every” is not printed",
    ),
    "a number sign behind a key": (with_line("sections:", "subtitle: ‸#1 for families\nsections:"), "“#1 for"),
    "a number sign behind a key, and a space": (
        with_line("sections:", "disclaimer: ‸# 1 rule: call us\nsections:"),
        "“# 1 rule: call us” is not printed",
    ),
    "a number sign before a list": (with_body("- list: ‸#3 things", "    - Rest"), "“#3 things” is not printed"),
    "a number sign before a folded text": (with_body("- paragraph: >- ‸#1 rule", "    Rest."), "“#1 rule”"),
    "a number sign behind quotes": (with_body('- paragraph: "Take Tylenol" ‸#3 daily'), "“#3 daily” is not printed"),
    "one far behind quotes": (with_body("- list:", "    - 'Call us'   ‸#2 on the list"), "“#2 on the list”"),
    "one behind quotes, and a space": (with_body('- paragraph: "Aspirin" ‸# not with food'), "“# not with food”"),
    "one below quotes": (with_body('- paragraph: "Take one."', "    ‸#1 rule: with food"), "“#1 rule: with food”"),
    "one behind a bracket": (with_body("- list: [Rest] ‸#3 daily"), "“#3 daily” is not printed"),
    "one in a bracket": (with_body("- list: [ ‸#3 tablets,", "    Rest ]"), "“#3 tablets,” is not printed"),
    "one in a bracket's line": (with_body("- list: [Rest,", "    ‸#3 tablets", "    ]"), "“#3 tablets” is not printed"),
    "one below a folded text": (
        with_body("- paragraph: >-", "    Take one tablet", "  ‸#3 times a day"),
        "“#3 times a day” is not printed",
    ),
    "one below a remark": (with_body("- paragraph: Take", "    # really", "    ‸#3 daily"), "“#3 daily” is not"),
    "a place in the wrong kind of quotes": (with_body('- paragraph: "first‸\\_last"'), "“\\_” is a no-break space"),
    "a stroke behind a backslash": (with_body('- paragraph: "and‸\\/or"'), "“\\/” is a stroke"),
    "a line's end behind a backslash": (with_body('- paragraph: "Take 1‸\\', '    000 mg"'), "joins the next line"),
    "a number with a comma": (with_body("- list: [Take 1‸,000 mg of calcium, Rest]"), "ends the text “Take 1”"),
    "a decimal comma": (with_body("- steps: [Take 2‸,5 mg]"), "ends the text “Take 2”"),
    "a number with a comma in a point": (
        with_line("sections:", "at_a_glance:\n  - {label: Dose, text: Take 1,‸000 mg twice}\nsections:"),
        "“000 mg twice” stands between “{” and “}” without a colon",
    ),
    "a comma in a meaning": (
        with_body("- glossary: [{term: IV, means: into a vein, ‸slowly}]"),
        "“slowly” stands between “{” and “}” without a colon",
    ),
    "braces around a text": (with_body("- paragraph: {‸5 mg}"), "“5 mg” stands between"),
    "a path between double quotes": (with_body('- paragraph: "Open C:‸\\new first"'), "“\\n” is a line end"),
    "a tab between double quotes": (with_body('- paragraph: "Take ‸\\two"'), "“\\t” is a tab"),
    "a line end behind a backslash": (with_body('- paragraph: "Take \\\\‸\\n two"'), "“\\n” is a line end"),
    "two paragraphs in an item": (
        with_body("- list:", "    - >-", "      First part.", "", "      ‸Second part."),
        "“Second part.” would run on behind the text before",
    ),
    "two paragraphs in a cell": (
        with_body("- table: {header: [A], rows: [['First part.", "", "    ‸Second part.']]}"),
        "“Second part.” would run on",
    ),
    "two paragraphs in a heading": (
        with_line("    heading: How to do it", "    heading: How to\n\n      ‸do it"),
        "“do it” would run on",
    ),
    "a day and a colon in a list": (with_body("- list:", "    - ‸Monday: rest"), "put it in quotes"),
    "a list in an item of its own": (with_body("- list:", "    - ‸- rest"), "put it in quotes"),
    "a list below an empty line": (
        with_body("- paragraph: >-", "    Bring:", "", "    ‸- your card", "    - your list"),
        "the list item “- your card” would run on",
    ),
    "two parts of a disclaimer": (
        with_line("sections:", "disclaimer: >-\n  One.\n\n  ‸Two.\nsections:"),
        "“Two.” would run on",
    ),
    "a list in a folded text": (
        with_body("- paragraph: >-", "    Bring:", "    ‸- your card", "    - your list"),
        "the list item “- your card” would run on",
    ),
    "a list of one in a folded text": (
        with_body("- paragraph: >-", "    Bring:", "    ‸• your card"),
        "the list item “• your card” would run on",
    ),
    "a list of steps in a text": (
        with_body("- paragraph: |", "    Do this.", "    ‸1. Sit.", "    2. Stand."),
        "the list item “1. Sit.” would run on",
    ),
    "a list in an item": (with_body("- list:", "    - Clothes", "      ‸- loose"), "the list item “- loose”"),
    "a list with typed dashes": (
        with_body("- paragraph:", "    Bring this.", "    ‸– your card", "    – your list"),
        "the list item “– your card” would run on",
    ),
    "a list between quotes": (
        with_body("- paragraph: 'Bring:", "    ‸- your card", "    - your list'"),
        "the list item “- your card” would run on",
    ),
    "a list without spaces": (
        with_body("- list:", "    - One", "      ‸-Two", "      -Three"),
        "the list item “-Two” would run on",
    ),
    "numbers without spaces": (
        with_body("- paragraph: >-", "    Do this.", "    ‸1.Sit.", "    2.Stand."),
        "the list item “1.Sit.” would run on",
    ),
    "a block in a text": (
        with_body("- paragraph: >-", "    Take one tablet.", "    ‸- paragraph: Rest a lot."),
        "“- paragraph: Rest a lot.” stands inside of the text before",
    ),
    "a block in quotes": (
        with_body('- paragraph: "Take one', '‸- paragraph: two"'),
        "“- paragraph: two” stands inside of the text before",
    ),
    "a blank value": (with_body("- paragraph:‸ "), "“paragraph” has no value"),
    "a word for nothing": (with_body("- paragraph: ‸null"), "“paragraph” has no value"),
    "an item that is a remark": (with_body("- list:", "    - ‸# of tablets"), "“# of tablets” is not printed"),
    "two blocks in one": (
        with_body("- paragraph: One.", "  ‸paragraph: Two."),
        "the key “paragraph” is here twice",
    ),
    "an anchor": (with_body("- paragraph: ‸&a Text"), "anchors (&name) are not used here"),
    "a line of dashes": (
        with_body("- paragraph: >-", "    One.").replace("    summary", "‸---\n    summary"),
        "second document",
    ),
    "a line of dots": (with_body("- paragraph: One.") + "‸...\n# more\nmore: text\n", "this line ends the file"),
    "a line end nobody sees": (with_body("- paragraph: Sit.‸\u2028Stand."), "invisible line end, U+2028"),
    "another one": (with_body("- paragraph: Sit.‸\u0085Stand."), "invisible line end, U+0085"),
    "a paragraph end nobody sees": (with_body("- paragraph: >-", "    Sit.‸\u2029Stand."), "U+2029"),
    "a lost character": (with_body("- paragraph: It doesn‸\ufffdt hurt."), "where a character was lost"),
    "a no-break space before a key": (with_line("    heading", "    ‸\u00a0heading"), "nobody sees, U+00A0"),
    "a sign nobody sees in a key": (with_line("heading:", "head‸\u200bing:"), "nobody sees, U+200B"),
    "a dash with a no-break space": (
        with_body("- list:", "    -‸\u00a0Loose clothes", "    -\u00a0A quiet room"),
        "the space behind “-” is no plain one, but U+00A0",
    ),
    "a key with a no-break space": (
        with_body("- paragraph:‸\u00a0Sit."),
        "the space behind “paragraph:” is no plain one, but U+00A0",
    ),
    "the first key with one": (
        with_line("title: ", "title:‸\u00a0"),
        "the space behind “title:” is no plain one, but U+00A0",
    ),
    "quotes of print": (with_line("Breathing at home", "“Breathing‸: at home”"), "only straight quotation marks"),
}  # fmt: skip


@pytest.mark.parametrize("what", LOST)
def test_what_is_lost_is_told(what: str, workspace: Path, press: Press) -> None:
    text, message = LOST[what]
    before = text[: text.index("‸")]
    place = (EN, before.count("\n") + 1, len(before) - before.rfind("\n"))
    (workspace / EN).write_text(text.replace("‸", ""), encoding="utf-8")
    said = one_problem(press("build"), workspace)
    assert said[:3] == place
    assert message in f"{said.message} {said.hint}"
    assert said.hint


PRINTED = {
    "a number sign in quotes": (['- paragraph: "Take Tylenol #3 daily."'], "Take Tylenol #3 daily."),
    "a number sign in a word": (["- paragraph: Take pill No.#3 daily."], "Take pill No.#3 daily."),
    "a number sign in a folded text": (["- paragraph: >-", "    Take", "    #3 daily."], "Take #3 daily."),
    "a remark": (["- paragraph: Take one.  # as the article has it"], "Take one."),
    "a remark in its own line": (["- paragraph: Take one.", "# as the article has it"], "Take one."),
    "a remark behind a list": (["- list: [Rest, Ice]  # as the article has it"], "•Rest•Ice"),
    "a comma in quotes": (['- list: ["Take 1,000 mg", Rest]'], "•Take 1,000 mg•Rest"),
    "a comma outside brackets": (["- list:", "    - Take 1,000 mg", "    - Rest"], "•Take 1,000 mg•Rest"),
    "a path": (["- paragraph: Open C:\\new first"], "Open C:\\new first"),
    "a path in single quotes": (["- paragraph: 'Open C:\\new first'"], "Open C:\\new first"),
    "two backslashes": (['- paragraph: "Open C:\\\\new first"'], "Open C:\\new first"),
    "a letter by its number": (['- paragraph: "Caf\\u00e9 \\xb5g"'], "Café µg"),
    "an apostrophe": (["- paragraph: 'It''s fine'"], "It's fine"),
    "quotes of print": (["- paragraph: “Rest” and ‘ice’"], "“Rest” and ‘ice’"),
    "straight quotes inside": (['- paragraph: Say "stop" now'], 'Say "stop" now'),
    "values that YAML guesses at": (
        ["- list: [9:30, 2026-01-01, 1e3, 0x1F, 1_000, .5, +44, no, Yes, ~, null, None, n/a]"],
        "•9:30•2026-01-01•1e3•0x1F•1_000•.5•+44•no•Yes•~•null•None•n/a",
    ),
    "an empty line before a text": (["- paragraph: >-", "", "    One."], "One."),
    "an empty line behind the quote": (['- paragraph: "', '    One."'], "One."),
    "a range at a line's end": (["- paragraph: aged 2", "    - 5 years"], "aged 2 - 5 years"),
    "numbers at the lines' begins": (
        ["- paragraph: >-", "    We meet at", "    10. Please bring", "    2. or 3 friends."],
        "We meet at 10. Please bring 2. or 3 friends.",
    ),
    "a line that begins with a dash": (
        ["- paragraph: >-", "    The pain", "    - if there is any - goes away."],
        "The pain - if there is any - goes away.",
    ),
    "a dash in print at two lines": (
        ["- paragraph: >-", "    The pain", "    2. and more."],
        "The pain 2. and more.",
    ),
    "marks at the lines' begins": (
        ["- paragraph: >-", "    *One* and", "    *two* and", "    **three**."],
        "One and two and three.",
    ),
    "two citations alone": (["- list:", '    - "[@guide] [@guide]"'], "•[1] [1]"),
    "an empty head": (
        ["- table:", '    header: ["", "Before"]', "    rows:", '      - ["Pain", "7"]'],
        "BeforePain7",
    ),
    "broken lines": (["- paragraph: One", "    two", "    three."], "One two three."),
    "two paragraphs in a folded text": (
        ["- paragraph: >-", "    One", "    goes on.", "", "    Two."],
        "One goes on.Two.",
    ),
    "a line with spaces before it": (
        ["- paragraph: >-", "    One", "      goes on", "    here.", "", "      Two."],
        "One goes on here.Two.",
    ),
    "two paragraphs in a text with its lines": (["- paragraph: |", "    One.", "", "", "    Two."], "One.Two."),
    "two paragraphs without quotes": (["- paragraph: One.", "", "    Two."], "One.Two."),
    "two paragraphs between quotes": (['- paragraph: "One.', "", '    Two."'], "One.Two."),
    "an empty line behind a text": (["- paragraph: >-", "    One.", "", "- paragraph: Two."], "One.Two."),
    "an empty line behind a text with its lines": (["- paragraph: |", "    One.", "", "- paragraph: Two."], "One.Two."),
    "no-break spaces": (["- paragraph: Take 5\u00a0mg or 6\u202fmg"], "Take 5 mg or 6 mg"),
    "signs nobody sees": (["- paragraph: Take\u200b \ufeff5 m\u00adg"], "Take 5 mg"),
    "code of other languages": (["- paragraph: <b> &amp; {{ x }} {% y %} 100 %"], "<b> &amp; {{ x }} {% y %} 100 %"),
}  # fmt: skip


@pytest.mark.parametrize("what", PRINTED)
def test_what_is_typed_is_printed(what: str, workspace: Path, press: Press) -> None:
    lines, expected = PRINTED[what]
    (workspace / EN).write_text(with_body(*lines, "- paragraph: The end."), encoding="utf-8")
    finished = press("build", "--clinic", "house")
    assert finished.status == 0, finished.err
    page = read_pages((workspace / "build/house/en/standard/breathing-handout.pdf").read_bytes())[0]
    heading, _, after = squeezed(page.text).partition(squeezed("How to do it"))
    assert heading
    assert after.partition("Theend.")[0] == squeezed(expected)


def test_a_build_tells_what_is_hardly_meant_and_prints_it(workspace: Path, press: Press) -> None:
    """What only looks wrong is printed; `check` and its cases (tests/checks/slips) say what that is."""
    (workspace / EN).write_text(with_body("- paragraph: Take **2 tablets* daily."), encoding="utf-8")
    finished = press("build")
    place = f"{EN}:10:25"
    assert finished.status == 0
    assert f"{place}: warning: “**2” is printed just as it is typed\n  hint: to make a mark" in finished.err
    page = read_pages((workspace / "build/house/en/standard/breathing-handout.pdf").read_bytes())[0]
    assert "Take**2tablets*daily." in squeezed(page.text)
    (told,) = json.loads(press("build", "--force", "--json").out)["problems"]
    assert (told["severity"], told["line"], told["column"]) == ("warning", 10, 25)
    assert press("build").err == ""  # nothing was made


SIGNS = st.sampled_from(
    [*"#,:-'\"[]{}&*!%|>@`?~\\…“é\u00a0 \n\t=", "Take", "two", "1", "000", "#3", ", ", ",5", ": ", "- ", "  ", "\n\n"]
)
TYPED = st.lists(SIGNS, min_size=1, max_size=12).map("".join)
FRAMES = (
    "- paragraph: {}",
    "- paragraph: >-\n            {}",
    "- list:\n          - {}",
    "- list: [{}]",
    "- list: [Rest, {}]",
)
A_REMARK = re.compile(r"(?:  |\t|\n[ \u00a0]*)#+(?:\s|$)")


@given(TYPED, st.sampled_from(FRAMES))
@examples(1500)
def test_whatever_is_typed_is_read_or_told(typed: str, frame: str) -> None:
    """Without quotes, the words of a text are those in the file, in as many paragraphs as empty lines make."""
    lines = typed.split("\n")
    block = frame.format("\n            ".join(lines))
    assume(not A_REMARK.search(block))
    text = with_body(*block.split("\n"))
    try:
        brochure = check_node(parse_yaml(EN, text), Brochure)
    except InputProblems as told:
        assert all(problem.place.file == EN and problem.message for problem in told.problems)
        return
    blocks = brochure.sections[0].body
    if "[" in frame:
        said = re.sub(r"[\s,]", "", "".join(texts_of(blocks)))
        assert said.removeprefix("Rest") == re.sub(r"[\s,]", "", typed) or "'" in typed or '"' in typed
        return
    values = texts_of(blocks)
    if typed.lstrip()[:1] in "'\"|>" and ">-" not in frame:
        return  # YAML's own signs: see PRINTED
    assert " ".join(values).split() == typed.split()
    parted = [part for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", typed) if part.strip()]
    assert len(values) == (len(parted) if "paragraph" in frame else 1)
    assert "paragraph" in frame or len(parted) == 1


def test_a_long_address_of_a_source_stands_in_the_reference_alone(workspace: Path, press: Press) -> None:
    """Below its code there is room for some forty letters."""
    address = "https://www.example.org/conditions/vitamins-and-minerals/vitamin-d/"
    sources = WORKSPACE["brochures/sources.yaml"].replace("2020;1(2):3-4.", f"2020;1(2):3-4.\n  url: {address}")
    (workspace / "brochures/sources.yaml").write_text(sources, encoding="utf-8")
    assert press("build", "--clinic", "house").status == 0
    pdf = workspace / "build/house/en/standard/breathing-handout.pdf"
    said = squeezed("".join(page.text for page in read_pages(pdf.read_bytes())))
    assert said.count(squeezed(address)) == 1
    assert said.count(squeezed(address.removeprefix("https://"))) == 1
    assert "Scantoreadthesource" in said
    finished = press("preflight", str(pdf))
    assert finished.status == 0, finished.err
