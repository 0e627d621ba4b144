"""A document with another number of glyphs needs no new type of C, which would be kept for ever."""

from weasyprint.text.ffi import ffi


def types() -> set[str]:
    return {name for name in ffi._parsed_types if "[" in name}


def test_no_type_is_kept_for_each_number_of_glyphs(studio):
    studio.write("<p>Some letters")
    before = types()
    studio.write("<p>Others, and a quick brown fox 0123456789")
    assert types() == before
    assert not any(character.isdigit() for name in before for character in name.partition("[")[2])


def test_an_array_has_its_length_and_what_it_is_given():
    assert len(ffi.new("char[4]")) == 4
    assert list(ffi.new("hb_codepoint_t[3]", (7, 8, 9))) == [7, 8, 9]
    assert list(ffi.new("hb_codepoint_t[2]", [7, 8])) == [7, 8]
    # What is shorter is filled up, as before.
    assert list(ffi.new("hb_codepoint_t[3]", [7])) == [7, 0, 0]
    assert ffi.string(ffi.new("char[]", b"text")) == b"text"
    assert ffi.new("unsigned int *", 5)[0] == 5
