"""Patient sheets go from the file that people send to print: every word in order, each as what it is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from clinicpress.inspection.preflight import inspect_file
from tests.folders import call
from tests.manuscripts import fill_in, heading, item, list_of, looks, paragraph, plain, row, table, word_of, words_in
from tests.reading import read_pages, squeezed
from tests.structure import Part, Structure, check_structure

NEW = "brochures/new-one/en.yaml"
COMMENT_MARK = "a"
"""A mark of a comment in the text is neither printed nor told."""
BULLETS = list_of(1, ("bullet", "·"), ("bullet", "o"))
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
HEAD = '<w:tblHeader w:val="1"/>'


def title(text: str) -> str:
    return paragraph(text, '<w:pStyle w:val="Title"/>')


def box(sign: str, text: str) -> str:
    ticked = f"<w14:checkbox {W14}><w14:checked w14:val='{int(sign != '☐')}'/></w14:checkbox>"
    control = f"<w:sdt><w:sdtPr>{ticked}</w:sdtPr><w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
    return paragraph(f'{control}<w:r><w:t xml:space="preserve"> {text}</w:t></w:r>')


def across(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def coloured(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def joined(on: bool) -> str:
    return '<w:vMerge w:val="restart"/>' if on else "<w:vMerge/>"


DOSES = word_of(
    title("Sample tablets: information for sample patients")
    + heading("How to take the sample tablets")
    + paragraph("Take a sample tablet with a sample glass of water.")
    + table(
        row(("Sample age", joined(True)), ("Dose", across(2)), properties=HEAD),
        row(("", joined(False)), "Morning", "Evening", properties=HEAD),
        row("Sample adults", "1 tablet", "2 tablets"),
        row("Sample children", "half a tablet", ""),
    )
    + heading("If you forget a dose", 2)
    + paragraph("Do not take a double sample dose.")
    + heading("Do not take the sample tablets")
    + item("if you are allergic to sample powder", 1)
    + item("if you take one of these:", 1)
    + item("sample syrup", 1, 1)
    + item("sample drops", 1, 1)
    + item("if you have a sample fever", 1),
    BULLETS,
)
DOSES_PRINTED = """\
H1 Sample tablets information for sample patients
H2 How to take the sample tablets
P Take a sample tablet with a sample glass of water.
TH Sample age | TH Dose: Morning | TH Dose: Evening
TD Sample adults | TD 1 tablet | TD 2 tablets
TD Sample children | TD half a tablet | TD
H3 If you forget a dose
P Do not take a double sample dose.
H2 Do not take the sample tablets
• if you are allergic to sample powder
• if you take one of these:
  – sample syrup
  – sample drops
• if you have a sample fever"""

ZONES = word_of(
    title("My sample action plan")
    + heading("My zones")
    + table(
        row("How I feel", "What I do", properties=HEAD),
        row(("Green: I feel well on this sample day.", coloured("00B050")), "I take the sample inhaler."),
        row(("Yellow: I cough in the sample night.", coloured("FFC000")), "I take 4 sample puffs."),
        row(("Red: I cannot say a sample sentence.", coloured("FF0000")), "I call the sample number."),
    )
    + heading("My contacts")
    + paragraph("Sample doctor: (555) 555-0140"),
)
ZONES_PRINTED = """\
H1 My sample action plan
H2 My zones
TH How I feel | TH What I do
TD Green: I feel well on this sample day. | TD I take the sample inhaler.
TD Yellow: I cough in the sample night. | TD I take 4 sample puffs.
TD Red: I cannot say a sample sentence. | TD I call the sample number.
H2 My contacts
P Sample doctor: (555) 555-0140"""

STAY = """<html><head><style>ol{list-style-type:none}.c1{font-weight:700}
.lst-kix_b-1 > li:before{content:"" counter(lst-ctn-kix_b-1,lower-latin) ". "}</style></head>
<body class="c9 doc-content">
<p class="c2 title"><span>Your sample stay</span></p><h1><span>What to bring</span></h1>
<ul class="c4 lst-kix_a-0 start"><li>a sample letter</li><li>sample results, such as</li></ul>
<ul class="c4 lst-kix_a-1 start"><li>sample pictures</li><li>a sample blood test</li></ul>
<ul class="c4 lst-kix_a-0"><li>sample shoes</li></ul>
<h2><span>At night</span></h2><p><span class="c1">Bring</span><span> a sample gown.</span></p>
<h1><span>Your first day</span></h1>
<ol class="c4 lst-kix_b-0 start" start="1"><li>Come to the sample desk.</li>
<li>A sample nurse shows you a room.</li></ol>
<ol class="c4 lst-kix_b-1 start" start="1"><li>You get a sample band.</li>
<li>You choose sample meals.</li></ol>
<ol class="c4 lst-kix_b-0" start="3"><li>A sample doctor sees you.</li></ol>
<table><tr><td><p><span class="c1">Ward</span></p></td><td><p><span class="c1">Visits</span></p></td></tr>
<tr><td><p>Sample ward</p></td><td><p>2 p.m. to 8 p.m.</p></td></tr></table>
<p><span>Ask for your sample papers.</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>
<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>check with the sample ward</span></p></div></body></html>"""
STAY_PRINTED = """\
H1 Your sample stay
H2 What to bring
• a sample letter
• sample results, such as
  – sample pictures
  – a sample blood test
• sample shoes
H3 At night
P Bring a sample gown.
H2 Your first day
1 Come to the sample desk.
2 A sample nurse shows you a room.
  a. You get a sample band.
  b. You choose sample meals.
3 A sample doctor sees you.
TH Ward | TH Visits
TD Sample ward | TD 2 p.m. to 8 p.m.
P Ask for your sample papers."""

QUESTIONS = word_of(
    title("Sample questions before your sample test")
    + heading("About you")
    + paragraph("Sample name: ____________________")
    + paragraph("Which of these sample things do you have?")
    + box("☐", "a sample pacemaker")
    + box("☐", "sample glasses")
    + box("☒", "I have read the sample sheet")
    + heading("How you sleep")
    + table(
        row("", "Never", "Often", properties=HEAD),
        row("I woke up early.", "0", "1"),
        row("My sample total", "", ""),
    ),
)
QUESTIONS_PRINTED = """\
H1 Sample questions before your sample test
H2 About you
P Sample name: ____________________
P Which of these sample things do you have?
☐ a sample pacemaker
☐ sample glasses
☑ I have read the sample sheet
H2 How you sleep
TH A sample head | TH Never | TH Often
TD I woke up early. | TD 0 | TD 1
TD My sample total | TD | TD"""


def shape(part: Part, depth: int = 0) -> list[str]:
    """Write what the structure tree says, as a reader notices it: a block a line, items under each other."""
    parts = [kid for kid in part.kids if isinstance(kid, Part)]
    if part.tag == "TR":
        return [" | ".join(f"{cell.tag} {said(cell)}".strip() for cell in parts)]
    if part.tag == "L":
        return [line for each in parts for line in listed(each, depth)]
    if part.tag in {"Sect", "Div", "Table"}:
        return [line for each in parts for line in shape(each, depth)]
    return [f"{part.tag} {said(part)}"]


def listed(part: Part, depth: int) -> list[str]:
    *labels, body = (kid for kid in part.kids if isinstance(kid, Part))
    inner = [kid for kid in body.kids if isinstance(kid, Part) and kid.tag in {"P", "L"}]
    first, rest = (inner[0], inner[1:]) if inner else (body, [])
    below = [line for each in rest for line in shape(each, depth + 1)]
    return ["  " * depth + " ".join(said(each) for each in (*labels, first)), *below]


def said(part: Part) -> str:
    return " ".join(part.text.split())


def printed(pdf: bytes) -> list[str]:
    """Write the shape of the article in a handout: its title, and the sections before the press's own pages."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert check_structure(opened) == []
        top = Structure(opened).top
    first, *parts = (kid for kid in top.kids if isinstance(kid, Part))
    titles = " ".join(said(part) for part in first.walk() if part.tag in {"H1", "P"})
    lines = [line for part in parts if part.tag != "Note" for line in shape(part)]
    # Lines for questions stand only where the last page has room for them.
    own = ("H2 My questions for my healthcare provider", "H2 About this handout")
    return [f"H1 {titles}", *lines[: min(lines.index(line) for line in own if line in lines)]]


def read(pdf: bytes, lines: str) -> list[str]:
    """List the lines of a shape that another reader does not find in the pages, or not in their order."""
    text, at, missing = squeezed("".join(page.text for page in read_pages(pdf))), 0, []
    for line in re.split(r"\n| \| ", lines):
        words = squeezed(re.sub(r"^ *(H\d|P|TH|TD)\b", "", line))
        found = text.find(words, at)
        missing += [line] if found < 0 else []
        at = max(at, found + len(words))
    return missing


def words_of(content: bytes, ending: str) -> Counter[str]:
    """Count the words of an article, as somebody who types them off reads them."""
    body = (
        " ".join(words_in(content)) if ending == ".docx" else " ".join(html.fromstring(content).xpath("//body//text()"))
    )
    return counted(body.replace("☒", "☑"))


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+|[☐☑]", text))


@pytest.mark.parametrize(
    ("content", "ending", "wanted", "told"),
    [
        pytest.param(DOSES, ".docx", DOSES_PRINTED, ["each head begins with the words above it"], id="doses"),
        pytest.param(ZONES, ".docx", ZONES_PRINTED, ["say in words what their colours mean"], id="zones"),
        pytest.param(
            STAY.encode(),
            ".html",
            STAY_PRINTED,
            ["the first row was taken as the table's head", "not printed: “check with the sample ward”"],
            id="stay",
        ),
        pytest.param(QUESTIONS, ".docx", QUESTIONS_PRINTED, [], id="questions"),
    ],
)
def test_a_sheet_is_printed_word_for_word_with_its_structure(
    content: bytes, ending: str, wanted: str, told: list[str], begin: Callable[..., Path], desk: Path
) -> None:
    file = begin(content, ending)
    remarks = [*looks(file), *plain(file)["review_notes"]]
    assert [said for said in told if not any(said in remark for remark in remarks)] == []
    fill_in(desk, NEW)
    out = desk / "build"
    assert (
        call("build", "new-one", "--workspace", str(desk), "--out", str(out), "--clinic", "house", "--jobs", "1") == 0
    )
    lost = words_of(content, ending) - counted(" ".join([wanted, *remarks]))
    assert set(lost) <= {COMMENT_MARK}
    handouts = sorted(out.rglob("*-handout.pdf"))
    assert [handout.parent.name for handout in handouts] == ["large-print", "standard"]
    for handout in handouts:
        assert "\n".join(printed(handout.read_bytes())) == wanted, handout.parent.name
        assert read(handout.read_bytes(), wanted) == []
    for made in out.rglob("*.pdf"):
        assert inspect_file(made).problems == (), made.name
