"""`splice`: bytes outside of the edits are what they were, in any encoding."""

from __future__ import annotations

import codecs
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dsmigrate.core.findings import Edit
from dsmigrate.core.source import Place, Source
from dsmigrate.core.splice import splice

from .programs import ENCODINGS

PATH = Path("program.py")
quickly = settings(derandomize=True, database=None, deadline=None, max_examples=60)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    letters = "ab, \t\r\n\x0c\"'#" + "".join(ENCODINGS[encoding])
    text = draw(st.text(alphabet=letters, max_size=60))
    bom = codecs.BOM_UTF8 if encoding == "utf-8" and draw(st.booleans()) else b""
    return Source(PATH, bom + text.encode(encoding), encoding, bom)


@st.composite
def edits(draw: st.DrawFn, source: Source) -> list[tuple[int, int, str]]:
    """Edits of text indices, in order, of which no two meet."""
    length = len(source.text)
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    new = st.text(alphabet="xy\n\r" + ENCODINGS[source.encoding][1], max_size=5)
    return [(start, end, draw(new)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


@quickly
@given(sources())
def test_no_edits_change_nothing(source: Source) -> None:
    assert splice(source, []) == source.data


@quickly
@given(sources())
def test_offsets_and_indices_lead_back_to_each_other(source: Source) -> None:
    for index in range(len(source.text) + 1):
        assert source.text_index(source.byte_offset(index)) == index
    rows = [source.row_text(row) for row in range(1, source.position(len(source.data)).row + 1)]
    assert "".join(rows) == source.text.replace("\r", "").replace("\n", "")


@quickly
@given(st.data())
def test_edits_change_their_spans_and_nothing_else(data: st.DataObject) -> None:
    source = data.draw(sources())
    chosen = data.draw(edits(source))
    wanted = source.text
    for start, end, content in reversed(chosen):
        wanted = wanted[:start] + content + wanted[end:]
    made = [Edit(Place(PATH, source.span(start, end)), content) for start, end, content in chosen]
    after = splice(source, data.draw(st.permutations(made)))
    assert after == source.bom + wanted.encode(source.encoding)


@quickly
@given(st.data())
def test_edits_can_be_taken_back(data: st.DataObject) -> None:
    source = data.draw(sources())
    chosen = data.draw(edits(source))
    made = [Edit(Place(PATH, source.span(start, end)), content) for start, end, content in chosen]
    after = Source(PATH, splice(source, made), source.encoding, source.bom)
    back, moved = [], 0
    for start, end, content in chosen:
        span = after.span(start + moved, start + moved + len(content))
        back.append(Edit(Place(PATH, span), source.text[start:end]))
        moved += len(content) - (end - start)
    assert splice(after, back) == source.data
