"""Fields: their results are printed, with whole links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.drafting.word.documents import field, read
from tests.manuscripts import (
    paragraph,
)

Begin = Callable[..., Path]


def test_only_the_results_of_fields_are_printed_with_their_whole_links(begin: Begin) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    inner = f"{mark('begin')}{code(' PAGE ')}{mark('separate')}<w:r><w:t>77</w:t></w:r>{mark('end')}"
    simple = '<w:fldSimple w:instr=" HYPERLINK &quot;https://a.example&quot; "><w:r><w:t>one</w:t></w:r></w:fldSimple>'
    outer = (
        f"{mark('begin')}{code(' IF ')}{inner}{code(' = 1 ')}{mark('separate')}<w:r><w:t>four</w:t></w:r>{mark('end')}"
    )
    linked = field('https://b.example" \\l "part', "two")
    tipped = field('tip" "https://c.example', "three").replace("HYPERLINK ", "HYPERLINK \\o ")
    body = "".join(map(paragraph, (simple, linked, tipped, outer)))
    blocks, told = read(begin, body)
    assert [text for _, text in blocks] == [
        "[one](https://a.example)",
        "[two](https://b.example#part)",
        "[three](https://c.example)",
        "four",
    ]
    assert told == ["Word put in “four” here (IF): is it right in a handout?"]
