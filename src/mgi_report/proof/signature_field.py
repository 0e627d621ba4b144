"""Tell the one form a finished file may have: the invisible field of its signature."""

from typing import Any

import pikepdf

__all__ = ["is_signature_form", "is_signed_whole"]

FORM = {"/Fields", "/SigFlags"}
SIGNATURES_ONLY = 3  # there are signatures, and changes come behind them (ISO 32000-1, 12.7.2)
FIELD = {"/F", "/FT", "/P", "/Rect", "/Subtype", "/T", "/Type", "/V"}
OUTSIDE = ["-9999"] * 4  # of every page, and of no size
PRINTED_AND_LOCKED = 132  # the flags of an annotation (12.5.3)


def is_signature_form(form: Any) -> bool:
    """Return whether a form is one signature field, signed, which shows nothing and does nothing.

    What the signature is worth is told elsewhere.
    """
    if not isinstance(form, pikepdf.Dictionary) or set(form.keys()) != FORM:
        return False
    fields = form["/Fields"]
    return (
        form["/SigFlags"] == SIGNATURES_ONLY
        and isinstance(fields, pikepdf.Array)
        and len(fields) == 1
        and is_signature_field(fields[0])
    )


def is_signed_whole(pdf: pikepdf.Pdf, size: int) -> bool:
    """Return whether a file of so many bytes is signed by our field, from the first to the last."""
    form: Any = pdf.Root.get("/AcroForm")
    if not is_signature_form(form):
        return False
    signature: Any = form["/Fields"][0]["/V"]
    covered = signature["/ByteRange"]
    if not isinstance(covered, pikepdf.Array) or len(covered) != 4:  # noqa: PLR2004 - two ranges
        return False
    first, _, second, length = map(int, covered)
    return first == 0 and second + length == size


def is_signature_field(field: Any) -> bool:
    """Return whether a field, or the annotation that it is too, is a signature out of sight."""
    if not isinstance(field, pikepdf.Dictionary) or set(field.keys()) != FIELD:
        return False
    rectangle, signature = field["/Rect"], field["/V"]
    return (
        field["/FT"] == "/Sig"
        and field["/Subtype"] == "/Widget"
        and field["/F"] == PRINTED_AND_LOCKED
        and isinstance(rectangle, pikepdf.Array)
        and [str(each) for each in rectangle] == OUTSIDE
        and isinstance(signature, pikepdf.Dictionary)
        and signature.get("/Type") == "/Sig"
        and "/ByteRange" in signature
    )
