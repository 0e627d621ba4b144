"""Forge a finished PDF, each time in one way, as somebody would who wants readers to be misled.

A forgery is a function that changes an opened file and keeps it well-formed. `FORGERIES` names them
all, with the code of the problem that refuses each.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from mgi_report.proof.download.fingerprint import contents_sum

__all__ = ["FORGERIES", "Change", "Forgery", "forged", "resealed"]

Change = Callable[[pikepdf.Pdf], object]
LISTED = 6
"""The index of the page of Lesotho on which the findings of the first domain stand."""
FINDING = 13
"""The number of the marked content there that holds the first line of the finding 1.W.2."""


@dataclass(frozen=True)
class Forgery:
    """Hold a way to forge a file, and the code of the problem it is refused with.

    ``is_naive`` where the forger leaves the fingerprint as it is; the others compute it anew, so
    that another check has to see what they did.
    """

    name: str
    code: str
    change: Change
    is_naive: bool = False


FORGERIES: list[Forgery] = []


def refused(code: str, name: str = "", *, naive: bool = False) -> Callable[[Change], Change]:
    """Note a forgery, named after its function, with the code of its problem."""

    def note(change: Change) -> Change:
        title = name or change.__name__.replace("_", " ")
        FORGERIES.append(Forgery(title, code, change, naive))
        return change

    return note


def forged(data: bytes, change: Change) -> bytes:
    """Return a file after a change."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        saved = BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def resealed(data: bytes) -> bytes:
    """Return a forged file with the fingerprint of what it holds now."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/Metadata" not in pdf.Root:
            return data
        sums = {b"contents": contents_sum(pdf)}
        if "/AF" in pdf.Root:
            source: Any = pdf.Root.AF[0].EF.F
            sums[b"source"] = sha256(source.read_bytes()).hexdigest()
        packet = pdf.Root.Metadata.read_bytes()
        for name, digits in sums.items():
            new = b"<mgi:%s>%s</mgi:%s>" % (name, digits.encode(), name)
            packet = re.sub(rb"<mgi:%s>\w+</mgi:%s>" % (name, name), new, packet)
        pdf.Root.Metadata.write(packet)
        saved = BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def script(words: str = "app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(words))


def links(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from page.obj.get("/Annots", [])  # type: ignore[attr-defined]


def link(pdf: pikepdf.Pdf, anchor: str) -> Any:
    return next(each for each in links(pdf) if each.get("/Dest") == anchor)


def add_annotation(pdf: pikepdf.Pdf, **entries: object) -> Any:
    page = pdf.pages[LISTED].obj
    entries = {
        "Type": Name.Annot,
        "Rect": Array([100, 500, 300, 520]),
        "F": 4,
        "P": page,
        "Contents": String("Note"),
        **entries,
    }
    made = pdf.make_indirect(Dictionary(**entries))
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(made)
    return made


def attached(pdf: pikepdf.Pdf, data: bytes = b"other: data\n", name: str = "profile.yaml") -> Any:
    stream = Stream(pdf, data, Type=Name.EmbeddedFile, Subtype=Name("/application/yaml"))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(name),
            UF=String(name),
            AFRelationship=Name.Source,
            EF=Dictionary(F=pdf.make_indirect(stream)),
        )
    )


def first_bookmark(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.Outlines.First


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("/S") == role and "/P" in each
    ]


def edit(pdf: pikepdf.Pdf, page: int, change: Callable[[bytes], bytes]) -> None:
    stream: Any = pdf.pages[page].Contents
    data = stream.read_bytes()
    changed = change(data)
    assert changed != data
    stream.write(changed)


def edit_text(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    """Change what stands between BT and ET in the first line of a finding."""

    def within(data: bytes) -> bytes:
        start = data.index(b"BT", data.index(b"/MCID %d>>" % FINDING))
        end = data.index(b"ET", start)
        return data[:start] + change(data[start:end]) + data[end:]

    edit(pdf, LISTED, within)


def place_of_text(pdf: pikepdf.Pdf) -> tuple[float, float]:
    """Return where the first line of a finding begins, in pt from the top left of the page."""
    data = pdf.pages[LISTED].Contents.read_bytes()
    after = data[data.index(b"/MCID %d>>" % FINDING) :]
    found = re.search(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm", after)
    assert found
    return float(found[1]) * 0.75, float(found[2]) * 0.75


def cover(pdf: pikepdf.Pdf, operators: bytes) -> None:
    pdf.pages[LISTED].contents_add(b"q /Artifact BMC " + operators + b" EMC Q")


def picture(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(
        Stream(
            pdf,
            b"\xff" * 12,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=2,
            Height=2,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB,
        )
    )


def resource(pdf: pikepdf.Pdf, kind: str, name: str, value: Any) -> None:
    resources: Any = pdf.pages[LISTED].Resources
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind][name] = value


def form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> Any:
    return pdf.make_indirect(
        Stream(
            pdf,
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 600, 850]),
            Resources=Dictionary(Font=pdf.pages[LISTED].Resources.Font),
            **entries,
        )
    )


# --- what acts


@refused("active-content")
def open_action_runs_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script()


@refused("active-content")
def open_action_leads_to_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[8].obj, Name.Fit])


@refused("active-content")
def script_before_closing(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=script())


@refused("active-content")
def script_when_a_page_opens(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.AA = Dictionary(O=script())


@refused("active-content")
def named_scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script()]))


@refused("active-content")
def form_with_a_field(pdf: pikepdf.Pdf) -> None:
    field = add_annotation(pdf, Subtype=Name.Widget, FT=Name.Tx, T=String("name"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@refused("active-content")
def form_in_xfa(pdf: pikepdf.Pdf) -> None:
    xfa = pdf.make_indirect(Stream(pdf, b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>"))
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=xfa)


@refused("active-content")
def button_without_a_form(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.Widget, FT=Name.Btn, T=String("go"), A=script())


@refused("active-content")
def bookmark_that_runs_a_script(pdf: pikepdf.Pdf) -> None:
    first_bookmark(pdf).A = script()


@refused("active-content")
def bookmark_that_leads_to_the_web(pdf: pikepdf.Pdf) -> None:
    item = first_bookmark(pdf)
    del item["/Dest"]
    item.A = Dictionary(S=Name.URI, URI=String("https://example.com/"))


@refused("active-content")
def link_that_starts_a_program(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    found.A = Dictionary(S=Name.Launch, F=String("calc.exe"))


@refused("active-content")
def link_into_another_file(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    found.A = Dictionary(S=Name.GoToR, F=String("other.pdf"), D=String("about"))


@refused("active-content")
def link_into_an_attachment(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    found.A = Dictionary(S=Name.GoToE, D=String("about"), T=Dictionary(R=Name.C))


@refused("active-content")
def link_that_sends_a_form(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    found.A = Dictionary(S=Name.SubmitForm, F=String("https://example.com/"), D=String("about"))


@refused("active-content")
def link_that_hides_something(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    found.A = Dictionary(S=Name.Hide, T=String("name"))


@refused("active-content")
def script_after_a_link(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    found.A = Dictionary(S=Name.GoTo, D=String("about"), Next=script())


@refused("active-content")
def program_at_the_end_of_a_chain(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    last = Dictionary(S=Name.Launch, F=String("calc.exe"))
    middle = Dictionary(S=Name.GoTo, D=String("about"), Next=Array([last]))
    found.A = Dictionary(S=Name.GoTo, D=String("about"), Next=middle)


@refused("active-content")
def second_action_of_a_link(pdf: pikepdf.Pdf) -> None:
    link(pdf, "about").PA = Dictionary(S=Name.URI, URI=String("https://example.com/"))


@refused("active-content")
def script_under_the_pointer(pdf: pikepdf.Pdf) -> None:
    link(pdf, "about").AA = Dictionary(E=script())


@refused("active-content")
def film(pdf: pikepdf.Pdf) -> None:
    rendition = Dictionary(S=Name.Rendition, OP=0)
    add_annotation(pdf, Subtype=Name.Screen, A=rendition)


@refused("active-content")
def rich_media(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.RichMedia, RichMediaContent=Dictionary())


# --- what is laid over the pages, or turns them into others


@refused("foreign-entry")
def words_typed_over_the_page(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.FreeText, DA=String("/Helv 10 Tf 0 g"))


@refused("foreign-entry")
def stamp(pdf: pikepdf.Pdf) -> None:
    look = form(pdf, b"1 g 0 0 600 850 re f")
    add_annotation(pdf, Subtype=Name.Stamp, AP=Dictionary(N=look))


@refused("foreign-entry")
def remark(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.Text)


@refused("foreign-entry")
def blackened_place(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.Redact)


@refused("foreign-entry")
def link_that_paints(pdf: pikepdf.Pdf) -> None:
    link(pdf, "about").AP = Dictionary(N=form(pdf, b"1 g 0 0 600 850 re f"))


@refused("foreign-entry")
def layer_that_can_be_switched_off(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("words")))
    resource(pdf, "/Properties", "/words", layer)
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), ON=Array())
    )
    mark = b"/MCID %d>>\nBDC" % FINDING
    edit(
        pdf,
        LISTED,
        lambda data: data.replace(b"/Span\n<<" + mark, b"/OC /words BDC /Span <<" + mark, 1),
    )


@refused("foreign-entry")
def base_of_all_addresses(pdf: pikepdf.Pdf) -> None:
    pdf.Root.URI = Dictionary(Base=String("https://example.com/"))


@refused("foreign-entry")
def portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary(View=Name.D)


@refused("foreign-entry")
def data_of_another_program(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.PieceInfo = Dictionary(Other=Dictionary(Private=String("hidden")))


@refused("foreign-entry")
def page_that_is_cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[LISTED].obj.CropBox = Array([0, 500, 595, 841])


@refused("foreign-entry")
def page_that_is_turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[LISTED].obj.Rotate = 180


@refused("foreign-entry")
def page_in_another_unit(pdf: pikepdf.Pdf) -> None:
    pdf.pages[LISTED].obj.UserUnit = 10


@refused("foreign-entry")
def page_that_turns_by_itself(pdf: pikepdf.Pdf) -> None:
    pdf.pages[LISTED].obj.Dur = 1


@refused("foreign-entry")
def roles_that_mean_others(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(LBody=Name.NonStruct)


@refused("alt-altered")
def abbreviation_spelled_out(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].E = String("something else")


@refused("foreign-entry")
def viewer_without_menus(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.HideMenubar = True


# --- what is attached


@refused("attachment")
def second_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names.extend([String("z"), attached(pdf, name="other.exe")])


@refused("attachment")
def second_file_among_the_associated(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF.append(attached(pdf, name="other.yaml"))


@refused("attachment")
def other_data_where_viewers_look(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles.Names
    names[1] = attached(pdf)


@refused("attachment")
def other_data_by_another_key(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.UF = attached(pdf).EF.F


@refused("attachment")
def attachment_at_another_place(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].FS = Name.URL


@refused("attachment")
def attachment_behind_a_branch(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.Names.EmbeddedFiles
    leaf = Dictionary(Names=Array([String("z"), attached(pdf, name="other.exe")]))
    leaf.Limits = Array([String("z"), String("z")])
    tree.Kids = Array([pdf.make_indirect(leaf)])


@refused("active-content")
def attachment_on_a_page(pdf: pikepdf.Pdf) -> None:
    add_annotation(pdf, Subtype=Name.FileAttachment, FS=attached(pdf, name="other.exe"))


@refused("foreign-entry")
def file_associated_with_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.AF = Array([attached(pdf, name="other.yaml")])


@refused("foreign-entry")
def file_associated_with_an_element(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].AF = Array([attached(pdf, name="other.yaml")])


@refused("fingerprint", naive=True)
def data_with_one_more_remark(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.AF[0].EF.F
    stream.write(stream.read_bytes() + b"# seen by nobody\n")


# --- pages


@refused("page-unknown")
def page_that_no_tag_knows(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[19])


@refused("page-unknown")
def empty_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(595, 842))


@refused("page-unknown")
def page_that_is_a_picture(pdf: pikepdf.Pdf) -> None:
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = Dictionary(XObject=Dictionary(im=picture(pdf)))
    page.contents_add(b"/Artifact BMC q 500 0 0 700 40 40 cm /im Do Q EMC")


@refused("page-unknown")
def words_of_a_page_taken_out_of_the_tags(pdf: pikepdf.Pdf) -> None:
    edit(
        pdf,
        19,
        lambda data: re.sub(rb"/\w+\n<</MCID \d+>>\nBDC", b"/Artifact\nBMC", data),
    )


@refused("link-elsewhere")
def pages_in_another_order(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.Pages
    tree.Kids = Array(reversed(list(tree.Kids)))


# --- text that nobody sees, or that others see than hear


@refused("text-hidden")
def text_neither_filled_nor_stroked(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT 3 Tr", 1))


@refused("text-hidden")
def text_that_only_clips(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT 7 Tr", 1))


@refused("text-hidden")
def white_text_on_white(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT 1 1 1 rg", 1))


@refused("text-hidden")
def nearly_white_text(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT 0.97 0.97 0.97 rg", 1))


@refused("text-hidden")
def transparent_text(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/ExtGState", "/faint", Dictionary(ca=0, CA=0))
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT /faint gs", 1))


@refused("text-hidden")
def text_that_is_a_shadow_of_itself(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/ExtGState", "/faint", Dictionary(ca=0.05))
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT /faint gs", 1))


@refused("text-hidden")
def text_behind_a_mask(pdf: pikepdf.Pdf) -> None:
    group = form(pdf, b"0 g 0 0 600 850 re f", Group=Dictionary(S=Name.Transparency))
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
    resource(pdf, "/ExtGState", "/mask", Dictionary(SMask=mask))
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT /mask gs", 1))


@refused("text-hidden")
def text_that_only_lightens(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "/ExtGState", "/light", Dictionary(BM=Name.Lighten))
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT /light gs", 1))


@refused("text-hidden")
def tiny_text(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"1 0 0 -1", b"0.05 0 0 -0.05", 1))


@refused("text-hidden")
def text_without_height(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"1 0 0 -1", b"1 0 0 -0.001", 1))


@refused("text-hidden")
def text_pressed_together(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"BT", b"BT 3 Tz", 1))


@refused("text-hidden")
def text_under_a_white_box(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    cover(pdf, b"1 1 1 rg %f %f 400 20 re f" % (x, y - 14))


@refused("text-hidden")
def one_word_under_a_white_box(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    cover(pdf, b"1 1 1 rg %f %f 22 12 re f" % (x + 60, y - 10))


@refused("text-hidden")
def one_word_under_a_black_box(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    cover(pdf, b"0 0 0 rg %f %f 22 12 re f" % (x + 60, y - 10))


@refused("text-hidden")
def one_word_under_a_thick_line(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    cover(pdf, b"1 1 1 RG 12 w %f %f m %f %f l S" % (x + 60, y - 4, x + 90, y - 4))


@refused("text-hidden")
def text_under_a_picture(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    resource(pdf, "/XObject", "/over", picture(pdf))
    cover(pdf, b"400 0 0 20 %f %f cm /over Do" % (x, y - 14))


@refused("text-hidden")
def text_under_an_inline_picture(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    inline = b"BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI"
    cover(pdf, b"400 0 0 20 %f %f cm " % (x, y - 14) + inline)


@refused("text-hidden")
def text_under_a_group(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    resource(pdf, "/XObject", "/over", form(pdf, b"1 1 1 rg %f %f 400 20 re f" % (x, y - 14)))
    cover(pdf, b"/over Do")


@refused("text-hidden")
def text_under_a_shade(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    white = Array([1, 1, 1])
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([0, 0, 600, 0]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=white, C1=white, N=1),
        Extend=Array([True, True]),
    )
    resource(pdf, "/Shading", "/over", shading)
    cover(pdf, b"%f %f 400 20 re W n /over sh" % (x, y - 14))


@refused("text-hidden")
def text_cut_out_by_a_shape(pdf: pikepdf.Pdf) -> None:
    x, y = place_of_text(pdf)
    hole = b"%f %f 400 30 re" % (x / 0.75, (y - 20) / 0.75)
    clip = b"q 0 0 800 1200 re " + hole + b" W* n "

    def within(data: bytes) -> bytes:
        start = data.index(b"BT", data.index(b"/MCID %d>>" % FINDING))
        end = data.index(b"ET", start) + 2
        return data[:start] + clip + data[start:end] + b" Q" + data[end:]

    edit(pdf, LISTED, within)


@refused("text-hidden")
def text_cut_out_by_a_group(pdf: pikepdf.Pdf) -> None:
    def within(data: bytes) -> bytes:
        start = data.index(b"BT", data.index(b"/MCID %d>>" % FINDING))
        end = data.index(b"ET", start) + 2
        made = form(pdf, data[start:end])
        made.BBox = Array([0, 0, 1, 1])
        resource(pdf, "/XObject", "/cut", made)
        return data[:start] + b"/cut Do" + data[end:]

    edit(pdf, LISTED, within)


@refused("text-off-page")
def text_beside_the_page(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: text.replace(b"1 0 0 -1 ", b"1 0 0 -1 2", 1))


@refused("text-order")
def other_text_to_be_copied(pdf: pikepdf.Pdf) -> None:
    old = b"/MCID %d>>" % FINDING
    new = b"/MCID %d /ActualText (Migrants have no access) >>" % FINDING
    edit(pdf, LISTED, lambda data: data.replace(old, new, 1))


@refused("text-order")
def other_text_painted_than_copied(pdf: pikepdf.Pdf) -> None:
    edit_text(pdf, lambda text: re.sub(rb"<([0-9a-f]{4})>", rb"<0026>", text, count=8))
    said = b"/ActualText (Migrants have the same access as nationals to )"
    old = b"/MCID %d>>" % FINDING
    edit(pdf, LISTED, lambda data: data.replace(old, old[:-2] + b" " + said + b">>", 1))


@refused("text-order")
def other_text_to_be_read_aloud(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].ActualText = String("something else")


@refused("alt-altered")
def other_words_for_a_paragraph(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].Alt = String("something else")


@refused("alt-altered")
def number_that_is_heard_as_another(pdf: pikepdf.Pdf) -> None:
    number = next(each for each in elements(pdf, "/Span") if "/E" in each)
    number.E = String("17 findings")


@refused("language-altered")
def words_to_be_read_in_another_language(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[8].Lang = String("fr")


@refused("language-altered")
def part_to_be_read_in_another_language(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/Sect")[2].Lang = String("fr")


@refused("language-altered")
def language_named_in_a_page(pdf: pikepdf.Pdf) -> None:
    old = b"/MCID %d>>" % FINDING
    edit(pdf, LISTED, lambda data: data.replace(old, old[:-2] + b" /Lang (fr)>>", 1))


@refused("alt-altered")
def abbreviation_that_is_heard_as_another(pdf: pikepdf.Pdf) -> None:
    """The labels of the last page of the register are those of its abbreviations."""
    page = pdf.pages[18].obj
    labels = [each for each in elements(pdf, "/Lbl") if each.get("/Pg") == page]
    labels[0].E = String("International Office of Money")


@refused("foreign-entry")
def role_that_stands_for_another(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.Strong = Name.Artifact


@refused("alt-altered")
def other_words_for_a_picture(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/Figure")[0].Alt = String("A ranking of the six domains")


@refused("alt-altered")
def other_years_for_a_picture(pdf: pikepdf.Pdf) -> None:
    strip = elements(pdf, "/Figure")[1]
    strip.Alt = String(str(strip.Alt).replace("1966", "1066"))


@refused("link-elsewhere")
def other_words_for_a_link(pdf: pikepdf.Pdf) -> None:
    link(pdf, "about").Contents = String("Apply for a visa")


@refused("finding-altered")
def letters_that_are_copied_as_others(pdf: pikepdf.Pdf) -> None:
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and "/ToUnicode" in entry:
            data = entry.ToUnicode.read_bytes()
            entry.ToUnicode.write(data.replace(b"<0065>", b"<0061>"))


@refused("text-unknown")
def sentence_in_no_tag(pdf: pikepdf.Pdf) -> None:
    data = pdf.pages[LISTED].Contents.read_bytes()
    start = data.index(b"BT", data.index(b"/MCID %d>>" % FINDING))
    words = data[start : data.index(b"ET", start) + 2]
    # The same letters, the other way round, at the foot of the page.
    codes = re.findall(rb"<[0-9a-f]{4}>", words)
    shown = b"[" + b"0 ".join(reversed(codes)) + b"0] TJ ET"
    at = re.sub(rb"Tm.*", b"", words, flags=re.DOTALL).rsplit(b" ", 3)[0] + b" 190 1000 Tm "
    font = re.search(rb"/\w+ [\d.]+ Tf", words)
    assert font
    cover(pdf, b"0.75 0 0 0.75 0 0 cm 0 g " + at + font[0] + b" " + shown)


# --- links and bookmarks


@refused("link-elsewhere")
def link_to_another_finding(pdf: pikepdf.Pdf) -> None:
    link(pdf, "f-1.W.1").Dest = String("f-1.P.1")


@refused("link-elsewhere")
def name_of_a_finding_at_another(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    at = next(i for i, name in enumerate(names) if name == "f-1.W.1")
    names[at + 1] = Array([pdf.pages[8].obj, Name.XYZ, 60, 600, 0])


@refused("link-elsewhere")
def link_of_the_contents_to_another_page(pdf: pikepdf.Pdf) -> None:
    link(pdf, "about").Dest = String("domain-3")


@refused("link-elsewhere")
def link_of_a_domain_to_another(pdf: pikepdf.Pdf) -> None:
    link(pdf, "domain-2").Dest = String("domain-4")


@refused("link-elsewhere")
def name_of_the_wheel_leads_elsewhere(pdf: pikepdf.Pdf) -> None:
    for found in list(links(pdf)):
        if found.Dest == "domain-5":
            found.Dest = Array([pdf.pages[15].obj, Name.XYZ, 0, 841, 0])


@refused("link-elsewhere")
def link_out_of_the_document(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    found.A = Dictionary(S=Name.URI, URI=String("https://example.com/"))


@refused("link-elsewhere")
def link_that_lies_over_other_words(pdf: pikepdf.Pdf) -> None:
    link(pdf, "f-1.W.2").Rect = Array([300, 100, 500, 200])


@refused("link-elsewhere")
def link_that_covers_the_page(pdf: pikepdf.Pdf) -> None:
    link(pdf, "f-1.W.2").Rect = Array([0, 0, 595, 841])


@refused("bookmark-altered")
def bookmark_with_another_title(pdf: pikepdf.Pdf) -> None:
    first_bookmark(pdf).Next.Next.Title = String("A ranking of countries")


@refused("bookmark-altered")
def bookmark_with_another_number(pdf: pikepdf.Pdf) -> None:
    item = first_bookmark(pdf).Next.Next.Next
    item.Title = String(str(item.Title).replace("30", "31"))


@refused("bookmark-altered")
def bookmark_to_another_page(pdf: pikepdf.Pdf) -> None:
    first_bookmark(pdf).Next.Next.Next.Dest[0] = pdf.pages[8].obj


@refused("bookmark-altered")
def bookmarks_that_changed_places(pdf: pikepdf.Pdf) -> None:
    one = first_bookmark(pdf).Next.Next.Next
    two = one.Next
    one.Title, two.Title = String(str(two.Title)), String(str(one.Title))


@refused("bookmark-altered")
def bookmark_that_is_gone(pdf: pikepdf.Pdf) -> None:
    item = first_bookmark(pdf).Next
    item.Next = item.Next.Next
    item.Next.Prev = item


@refused("bookmark-altered")
def no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


# --- metadata


@refused("metadata-altered")
def title_with_more_words(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:title"] = f"{packet['dc:title']}, withdrawn"


@refused("metadata-altered")
def another_author(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:creator"] = ["Somebody else"]


@refused("metadata-altered")
def another_author_in_the_information(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Somebody else"


@refused("metadata-altered")
def another_date(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/CreationDate"] = "D:20250101000000Z"


@refused("metadata-altered")
def another_description(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:description"] = "A country without migrants"


@refused("metadata-altered")
def another_date_of_publication(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:date"] = ["2012-12"]


@refused("metadata-altered")
def keywords(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["pdf:Keywords"] = "ranking"


@refused("metadata-altered")
def subjects_in_no_order(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:subject"] = {"ranking", "scores"}


@refused("metadata-altered")
def another_language_for_catalogues(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:language"] = {"fr"}


@refused("metadata-altered")
def entry_of_another_program(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Company"] = "Somebody else"


# --- trees that run in circles


@refused("circular")
def bookmarks_in_a_circle(pdf: pikepdf.Pdf) -> None:
    item = first_bookmark(pdf)
    item.Next.Next = item


@refused("circular")
def bookmark_below_itself(pdf: pikepdf.Pdf) -> None:
    item = first_bookmark(pdf)
    item.First = item.Last = item


@refused("not-a-pdf", naive=True)
def pages_in_a_circle(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.Pages
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Parent=tree, Kids=Array()))
    node.Kids.append(tree)
    tree.Kids.append(node)


@refused("circular")
def tags_in_a_circle(pdf: pikepdf.Pdf) -> None:
    element = elements(pdf, "/Sect")[0]
    element.K.append(element)


@refused("circular")
def names_in_a_circle(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.Names
    tree.Dests = pdf.make_indirect(tree.Dests)
    tree.Dests.Kids = Array([tree.Dests])


@refused("circular")
def files_in_a_circle(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.Names
    tree.EmbeddedFiles = pdf.make_indirect(tree.EmbeddedFiles)
    tree.EmbeddedFiles.Kids = Array([tree.EmbeddedFiles])


@refused("circular")
def group_that_paints_itself(pdf: pikepdf.Pdf) -> None:
    made = form(pdf, b"/self Do")
    made.Resources = Dictionary(XObject=Dictionary())
    made.Resources.XObject["/self"] = made
    resource(pdf, "/XObject", "/self", made)
    cover(pdf, b"/self Do")


@refused("active-content")
def actions_in_a_circle(pdf: pikepdf.Pdf) -> None:
    found = link(pdf, "about")
    del found["/Dest"]
    action = pdf.make_indirect(Dictionary(S=Name.GoTo, D=String("about")))
    action.Next = action
    found.A = action


# --- what only the fingerprint sees


@refused("fingerprint", naive=True)
def sentence_of_ours_altered(pdf: pikepdf.Pdf) -> None:
    edit(pdf, 19, lambda data: data.replace(b"<0005>", b"<0006>", 1))


@refused("fingerprint", naive=True)
def drawing_altered(pdf: pikepdf.Pdf) -> None:
    drawn: Any = next(iter(pdf.pages[2].Resources.XObject.values()))
    drawn.write(drawn.read_bytes() + b" 0 0 1 1 re f")


@refused("fingerprint", naive=True)
def font_altered(pdf: pikepdf.Pdf) -> None:
    described = (each for each in pdf.objects if isinstance(each, Dictionary))
    found = next(each for each in described if "/FontFile2" in each)
    data = found.FontFile2.read_bytes()
    found.FontFile2.write(data + b"\0\0\0\0")


@refused("fingerprint", naive=True)
def no_fingerprint(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(re.sub(rb"<mgi:contents>\w+</mgi:contents>", b"", data))
