"""Forge a file of the archive format in what it has besides a download: see `forgeries`.

They are of the profile with footnotes: its lines of the contents, and its notes, name other tags.
"""

from collections.abc import Callable
from typing import Any

import pikepdf
from forgeries import Change, Forgery, elements, first_bookmark, script
from pikepdf import Array, Dictionary, Name, String

__all__ = ["ARCHIVE_FORGERIES", "ONLY_OF_DOWNLOADS"]

ARCHIVE_FORGERIES: list[Forgery] = []
ONLY_OF_DOWNLOADS = {
    "bookmark that leads to the web",
    "bookmark to another page",
    "role that stands for another",
}
"""Forgeries that change what only a download has."""


def refused(code: str) -> Callable[[Change], Change]:
    """Note a forgery, named after its function, with the code of its problem."""

    def note(change: Change) -> Change:
        ARCHIVE_FORGERIES.append(Forgery(change.__name__.replace("_", " "), code, change))
        return change

    return note


def place(pdf: pikepdf.Pdf, name: str) -> Any:
    """Return the entry of a named place."""
    names = list(pdf.Root.Names.Dests.Names)
    return names[names.index(String(name)) + 1]


# --- places


@refused("link-elsewhere")
def place_that_aims_at_another_finding(pdf: pikepdf.Pdf) -> None:
    place(pdf, "f-1.W.1").SD[0] = place(pdf, "f-1.W.2").SD[0]


@refused("link-elsewhere")
def place_that_aims_at_a_finding_of_another_page(pdf: pikepdf.Pdf) -> None:
    place(pdf, "f-1.W.1").SD[0] = place(pdf, "f-2.W.1").SD[0]


@refused("link-elsewhere")
def place_that_aims_at_the_number_of_its_finding(pdf: pikepdf.Pdf) -> None:
    aim = place(pdf, "f-1.W.1").SD
    aim[0] = aim[0].K[0]


@refused("link-elsewhere")
def place_that_aims_at_the_list_of_its_finding(pdf: pikepdf.Pdf) -> None:
    aim = place(pdf, "f-1.W.1").SD
    aim[0] = aim[0].P


@refused("link-elsewhere")
def place_of_a_part_that_aims_at_another_part(pdf: pikepdf.Pdf) -> None:
    place(pdf, "about").SD[0] = place(pdf, "domain-3").SD[0]


@refused("link-elsewhere")
def place_of_a_note_that_aims_at_another(pdf: pikepdf.Pdf) -> None:
    place(pdf, "f-2.W.1-note").SD[0] = place(pdf, "f-2.W.2-note").SD[0]


@refused("link-elsewhere")
def place_that_aims_at_no_tag(pdf: pikepdf.Pdf) -> None:
    del place(pdf, "f-1.W.1")["/SD"]


@refused("link-elsewhere")
def place_that_is_on_no_page(pdf: pikepdf.Pdf) -> None:
    # No link leads to it, so it is no dead one either.
    place(pdf, "cover").D = Dictionary(S=Name.GoTo)


@refused("link-elsewhere")
def place_without_a_tag_as_in_a_download(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    names[1] = Array(list(names[1].D))


@refused("link-elsewhere")
def place_that_aims_at_a_tag_outside_of_the_document(pdf: pikepdf.Pdf) -> None:
    tag = Dictionary(Type=Name.StructElem, S=Name.P, ActualText=String("something else"))
    place(pdf, "f-1.W.1").SD[0] = pdf.make_indirect(tag)


@refused("link-elsewhere")
def place_that_shows_another_part_of_its_tag(pdf: pikepdf.Pdf) -> None:
    place(pdf, "f-1.W.1").SD[3] = 100


@refused("active-content")
def place_after_which_something_runs(pdf: pikepdf.Pdf) -> None:
    place(pdf, "f-1.W.1").Next = Dictionary(S=Name.Named, N=Name.Print)


# --- bookmarks


@refused("bookmark-altered")
def bookmark_that_aims_at_another_heading(pdf: pikepdf.Pdf) -> None:
    item = first_bookmark(pdf).Next
    item.A.SD[0] = item.Next.A.SD[0]


@refused("bookmark-altered")
def bookmark_that_aims_at_the_heading_below(pdf: pikepdf.Pdf) -> None:
    item = next(each for each in bookmarks(pdf) if "/First" in each)
    item.A.SD[0] = item.First.A.SD[0]


@refused("bookmark-altered")
def bookmark_that_aims_at_no_heading(pdf: pikepdf.Pdf) -> None:
    aim = first_bookmark(pdf).Next.A.SD
    aim[0] = aim[0].P


@refused("bookmark-altered")
def bookmark_that_leads_to_another_page(pdf: pikepdf.Pdf) -> None:
    first_bookmark(pdf).Next.A.D[0] = pdf.pages[8].obj


@refused("active-content")
def bookmark_without_a_tag(pdf: pikepdf.Pdf) -> None:
    item = first_bookmark(pdf)
    item.Dest = Array(list(item.A.D))
    del item["/A"]


@refused("active-content")
def bookmark_that_leads_out_of_the_file(pdf: pikepdf.Pdf) -> None:
    first_bookmark(pdf).A = Dictionary(S=Name.URI, URI=String("https://example.com/"))


@refused("active-content")
def bookmark_after_which_a_script_runs(pdf: pikepdf.Pdf) -> None:
    first_bookmark(pdf).A.Next = script()


def bookmarks(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the bookmarks of the first level."""
    found = [first_bookmark(pdf)]
    while "/Next" in found[-1]:
        found.append(found[-1].Next)
    return found


# --- tags that name others


@refused("link-elsewhere")
def line_of_the_contents_that_names_another_part(pdf: pikepdf.Pdf) -> None:
    one, two = elements(pdf, "/TOCI")[:2]
    one.Ref = Array([two.Ref[0]])


@refused("link-elsewhere")
def line_of_the_contents_that_names_nothing(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/TOCI")[0]["/Ref"]


@refused("link-elsewhere")
def note_that_names_the_mark_of_another(pdf: pikepdf.Pdf) -> None:
    one, two = elements(pdf, "/FENote")[:2]
    one.Ref = Array([two.Ref[0]])


@refused("link-elsewhere")
def paragraph_that_names_a_note(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].Ref = Array([elements(pdf, "/FENote")[0]])


# --- names of tags


@refused("foreign-entry")
def tag_that_is_passed_over(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].S = Name.Artifact


@refused("foreign-entry")
def note_of_an_older_kind(pdf: pikepdf.Pdf) -> None:
    note = elements(pdf, "/FENote")[0]
    note.S = Name.Note
    del note["/NS"]


@refused("foreign-entry")
def tag_without_its_namespace(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/P")[8]["/NS"]


@refused("foreign-entry")
def tag_with_a_namespace_of_its_own(pdf: pikepdf.Pdf) -> None:
    made = Dictionary(Type=Name.Namespace, NS=String("https://example.com/"))
    elements(pdf, "/P")[8].NS = pdf.make_indirect(made)


@refused("foreign-entry")
def namespace_of_another(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.Namespaces[0].NS = String("https://example.com/")


@refused("foreign-entry")
def namespace_in_which_roles_stand_for_others(pdf: pikepdf.Pdf) -> None:
    space = pdf.Root.StructTreeRoot.Namespaces[0]
    space.RoleMapNS = Dictionary(Strong=Name.Artifact)


@refused("foreign-entry")
def roles_that_stand_for_others(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Strong=Name.Artifact)


@refused("foreign-entry")
def tag_that_plays_a_recording(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].AF = Array([pdf.Root.AF[0]])


# --- what the file says of itself


@refused("foreign-entry")
def document_information(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary(ModDate=String("D:20250101000000Z")))


@refused("metadata-altered")
def declaration_of_more(pdf: pikepdf.Pdf) -> None:
    declare(pdf, b"http://pdfa.org/declarations/wcag#2.2AAA", b"#reuse1.0")


@refused("not-identified")
def declaration_of_less(pdf: pikepdf.Pdf) -> None:
    declare(pdf, b"http://pdfa.org/declarations/wtpdf#accessibility1.0", b"#reuse1.0")


@refused("not-identified")
def mark_of_another_part(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"rev>2024<", b"rev>2025<"))


def declare(pdf: pikepdf.Pdf, new: bytes, old: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    whole = b"http://pdfa.org/declarations/wtpdf" + old
    assert whole in packet
    pdf.Root.Metadata.write(packet.replace(whole, new))
