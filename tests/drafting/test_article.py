"""What an article is made of: runs of text keep their words, whatever marks they get."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Run, marked

ADDRESS = st.sampled_from(["", "https://a.example", "page.html"])
RUN = st.builds(Run, st.text("*\\[]()@ab c", max_size=8), st.booleans(), st.booleans(), ADDRESS)


@settings(max_examples=200, deadline=None)
@given(st.lists(RUN, max_size=5))
def test_marks_never_change_the_words(runs: list[Run]) -> None:
    text, doubts = marked(runs)
    assert without_marks(text) == "".join(run.text for run in runs)
    for href in {run.href for run in runs if run.href and run.text.strip()}:
        assert href in text or any(href in doubt for doubt in doubts)
