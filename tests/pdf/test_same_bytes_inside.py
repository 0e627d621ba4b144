"""No library of the machine's Python has a say in the bytes of a finished file."""

import re
import zlib
from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from io import BytesIO

import pytest
from PIL import Image

from mgi_report.pdf.engine.gateway import load_engine
from mgi_report.pdf.engine.objects import deflated
from mgi_report.pdf.engine.sums import ADDING

# A stream as pydyf writes it: its length stands last in its dictionary.
STREAM = re.compile(rb"/Length (\d+)>>\nstream\n")


def _compressed_streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the end of the dictionary, and the bytes, of each stream that is compressed."""
    for found in STREAM.finditer(data):
        entries = data[max(0, found.start() - 400) : found.start()].rpartition(b" obj\n")[2]
        if b"/FlateDecode" in entries:
            yield entries, data[found.end() :][: int(found[1])]


def test_every_stream_is_compressed_by_one_library(studio):
    picture = BytesIO()
    Image.radial_gradient("L").resize((99, 99)).convert("RGBA").save(picture, "PNG")
    studio.add("styles/picture.png", picture.getvalue())
    data = studio.write(
        '<p>Words<img src="styles/picture.png" alt="P"></p><a href="https://example.org/">a</a>'
    )
    streams = list(_compressed_streams(data))
    kinds = b"".join(entries for entries, _ in streams)
    for kind in (b"/ObjStm", b"/XRef", b"/Image", b"/EmbeddedFile", b"/SMask"):
        assert kind in kinds, kind
    assert b"/DecodeParms" in kinds
    for entries, stream in streams:
        assert stream == deflated(zlib.decompress(stream)), entries


@pytest.mark.parametrize("name", ADDING)
def test_the_engine_rounds_after_each_number(name):
    load_engine()
    added = import_module(name).sum([0.1] * 10)
    # The nearest number to the sum is 1, which Python 3.12 finds and 3.11 does not.
    assert Fraction(added) < 1
