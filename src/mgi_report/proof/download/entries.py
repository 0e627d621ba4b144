"""Refuse what no file of ours has in it: scripts, forms, films, layers, remarks, unknown entries.

Only the entries listed here are let pass (ISO 32000-1, 7.7, 12 and 14), so that what is new, or
known to some viewers only, is refused as well. What acts is told apart from what merely is there.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from mgi_report.problems.problem import shown
from mgi_report.proof.download.destinations import Destinations, bookmarks_in
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.kind import TaggedKind
from mgi_report.proof.inspection import Flaw
from mgi_report.proof.signature_field import is_signature_form

__all__ = ["below", "entry_flaws"]

HINT = "publish the file as mgi-report wrote it; what reviewers add belongs in a copy"

ACTING = {"/A", "/AA", "/AcroForm", "/JavaScript", "/OpenAction", "/PA", "/Next"}
ACTING_ANNOTATIONS = {
    "/3D",
    "/FileAttachment",
    "/Movie",
    "/RichMedia",
    "/Screen",
    "/Sound",
    "/Widget",
}
TO_PLACE_AND_TAG = {"/D", "/S", "/SD"}
"""What the action of a bookmark has, in files whose bookmarks have one."""
ACTIONS = {"/GoTo": {"/Type", "/S", "/D"}, "/URI": {"/Type", "/S", "/URI"}}
LINK = {"/BS", "/Contents", "/Dest", "/F", "/Rect", "/StructParent", "/Subtype", "/Type", "/A"}
PRINTED = 4  # the flag of an annotation that is printed, the only one ours have (12.5.3)
BOOKMARK = {"/Count", "/First", "/Last", "/Next", "/Parent", "/Prev", "/Title"}
ELEMENT = {
    "/A",
    "/ActualText",
    "/Alt",
    "/E",
    "/ID",
    "/K",
    "/Lang",
    "/MCID",
    "/Obj",
    "/P",
    "/Pg",
    "/S",
    "/Stm",
    "/Type",
}
PAGE = {
    "/Annots",
    "/BleedBox",
    "/Contents",
    "/MediaBox",
    "/Parent",
    "/Resources",
    "/StructParents",
    "/Tabs",
    "/TrimBox",
    "/Type",
}
CATALOG = {
    "/AF",
    "/Lang",
    "/MarkInfo",
    "/Metadata",
    "/Names",
    "/Outlines",
    "/OutputIntents",
    "/PageLabels",
    "/Pages",
    "/StructTreeRoot",
    "/Type",
    "/ViewerPreferences",
}
SIGNED = {"/AcroForm", "/Perms"}
BELOW_CATALOG = {
    "/MarkInfo": {"/Marked"},
    "/Names": {"/Dests", "/EmbeddedFiles"},
    "/Outlines": {"/Count", "/First", "/Last", "/Type"},
    "/Pages": {"/Count", "/Kids", "/Type"},
    "/StructTreeRoot": {
        "/IDTree",
        "/K",
        "/ParentTree",
        "/ParentTreeNextKey",
        "/Type",
    },
    "/ViewerPreferences": {"/Direction", "/DisplayDocTitle"},
}


class _Place(NamedTuple):
    """Hold a dictionary of the file, what a person calls it, the entries it may have, its page."""

    what: str
    entries: Any
    allowed: set[str]
    page: int | None = None


def entry_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each thing in the file that acts, or that ours do not have.

    A signed file has the field of its signature besides, and what the signature permits.
    """
    field = _signature_field(evidence.pdf.Root)
    for place in _places(evidence, is_signed=field is not None):
        for key in sorted(set(place.entries.keys()) - place.allowed):
            yield _flaw(key in ACTING, f"{place.what} has the entry {shown(key[1:])}", place.page)
    yield from _role_flaws(evidence.pdf.Root, evidence.kind)
    yield from _bookmark_flaws(evidence)
    for number, page in enumerate(evidence.pdf.pages, 1):
        for annotation in _annotations(page):
            if number > 1 or field is None or annotation.objgen != field.objgen:
                yield from _annotation_flaws(annotation, number)


def _signature_field(catalog: Any) -> Any:
    """Return the field of the signature, None where the file has no signature of our making."""
    form, permissions = catalog.get("/AcroForm"), catalog.get("/Perms")
    if not is_signature_form(form) or not isinstance(permissions, pikepdf.Dictionary):
        return None
    field: Any = form["/Fields"][0]
    permitted: Any = permissions.get("/DocMDP", {})
    is_own = set(permissions.keys()) == {"/DocMDP"} and permitted.objgen == field["/V"].objgen
    return field if is_own else None


def _role_flaws(catalog: Any, kind: TaggedKind) -> Iterator[Flaw]:
    """Yield a flaw for each role that stands for another one than in our files (14.8.4)."""
    roles = catalog.get("/StructTreeRoot", {}).get("/RoleMap", {})
    for name, other in sorted(roles.items()):
        if kind.roles.get(name) != other:
            message = f"the role {shown(name[1:])} stands for {shown(str(other)[1:])}"
            yield _flaw(acts=False, message=message, page=None)


def _flaw(acts: bool, message: str, page: int | None) -> Flaw:  # noqa: FBT001 - it sorts the two
    if acts:
        what = f"{message}, which does more than lead to a page or a web address"
        return Flaw("active-content", what, HINT, page)
    return Flaw("foreign-entry", f"{message}, which no file of mgi-report has", HINT, page)


def _bookmark_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each bookmark whose action, if it may have one, does not lead to a place."""
    if "/A" not in evidence.kind.bookmark:
        return
    for item in bookmarks_in(evidence.pdf):
        action = item.get("/A")
        keys = set(action.keys()) if isinstance(action, pikepdf.Dictionary) else set()
        if keys != TO_PLACE_AND_TAG or action.S != "/GoTo":
            yield _flaw(acts=True, message="a bookmark has another action", page=None)


def _annotation_flaws(annotation: Any, page: int) -> Iterator[Flaw]:
    kind = str(annotation.get("/Subtype", "/without a kind"))
    if kind != "/Link":
        message = f"there is an annotation of the kind {shown(kind[1:])}"
        yield _flaw(kind in ACTING_ANNOTATIONS, message, page)
        return
    if int(annotation.get("/F", 0)) != PRINTED:
        yield _flaw(acts=False, message="a link is hidden, or locked, by its flags", page=page)
    action = annotation.get("/A")
    if isinstance(action, pikepdf.Dictionary):
        name = str(action.get("/S", "/without a name"))
        for key in sorted(set(action.keys()) - ACTIONS.get(name, set())):
            message = f"a link has the action {shown(name[1:])} with the entry {shown(key[1:])}"
            yield _flaw(acts=True, message=message, page=page)


def _places(evidence: Evidence, *, is_signed: bool) -> Iterator[_Place]:
    pdf, kind = evidence.pdf, evidence.kind
    catalog: Any = pdf.Root
    yield _Place("the catalog", catalog, CATALOG | SIGNED if is_signed else CATALOG)
    for key, allowed in BELOW_CATALOG.items():
        if key in catalog:
            more = kind.structure if key == "/StructTreeRoot" else set()
            yield _Place(f"{shown(key[1:])} in the catalog", catalog[key], allowed | more)
    for number, page in enumerate(pdf.pages, 1):
        yield _Place("the page", page.obj, PAGE, number)
        for annotation in _annotations(page):
            if annotation.get("/Subtype") == "/Link":
                yield _Place("a link", annotation, LINK, number)
    for item in below(catalog.get("/Outlines", {}), ("/First", "/Next")):
        yield _Place("a bookmark", item, BOOKMARK | kind.bookmark)
    for target in Destinations(pdf).names.values():
        if isinstance(target, pikepdf.Dictionary):
            yield _Place("the name of a place", target, {*kind.destination})
    for element in below(catalog.get("/StructTreeRoot", {}), ("/K",)):
        yield _Place("a tag", element, ELEMENT | kind.element)


def _annotations(page: pikepdf.Page) -> list[Any]:
    found: Any = page.obj.get("/Annots", [])
    return list(found)


def below(top: Any, keys: tuple[str, ...], without: str = "") -> Iterator[Any]:
    """Yield the dictionaries below one, by some keys, in no order that matters.

    Tags of one role are left out, with all below them.
    """
    waiting = [top]
    while waiting:
        node = waiting.pop()
        for key in keys:
            kids = node.get(key)
            listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            found = [
                each
                for each in listed
                if isinstance(each, pikepdf.Dictionary)
                and not (without and each.get("/S") == without)
            ]
            yield from found
            waiting += found
