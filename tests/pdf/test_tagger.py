"""The tags say what the HTML says, once, and nothing else."""

import pikepdf
import pytest

from mgi_report.proof.marked_text import MarkedText
from tag_text import tag_tree

LONG = "Migration governance needs data and words. " * 24


def lines(text: str) -> str:
    """Return an expected tree without the indent and blank first line of its source."""
    rows = text.strip("\n").splitlines()
    indent = len(rows[0]) - len(rows[0].lstrip())
    return "\n".join(row[indent:] for row in rows).rstrip()


def artifacts(pdf) -> list[str]:
    return [
        found.text
        for page in pdf.pdf.pages
        for found in MarkedText(page).sequences
        if found.tag == "/Artifact" and found.text
    ]


def test_headings_and_sections_stay_and_divisions_dissolve(studio):
    body = """
    <main><section><div class="box"><div><h1>Title</h1></div>
      <div>Bare <b>bold</b> text<p>A paragraph</p>more text</div></div>
      <section><h2>Part</h2><span>Words</span> <div> </div><div></div></section>
    </section></main>"""
    assert studio.tree(body) == lines(
        """
        Part
          Sect
            H1 p. 1 "Title"
            P p. 1 "Bare bold text"
            P p. 1 "A paragraph"
            P p. 1 "more text"
            Sect
              H2 p. 1 "Part"
              P p. 1 "Words"
        """
    )


def test_a_section_goes_on_with_an_earlier_one(studio):
    body = """
    <section id="a"><h2>A</h2></section><section data-continues="a"><h3>More of A</h3></section>
    <section id="b" data-continues="gone"><h2>B</h2></section>"""
    assert studio.tree(body) == lines(
        """
        Sect
          H2 p. 1 "A"
          H3 p. 1 "More of A"
        Sect
          H2 p. 1 "B"
        """
    )


def test_a_paragraph_over_two_pages_is_one_element(studio):
    body = f'<section><ul><li><p id="p">{LONG}</p></li></ul></section>'
    with studio.read(body) as pdf:
        assert pdf.page_count == 2
        (sect,) = pdf.pdf.Root.StructTreeRoot.K.K
        (items,) = sect.K
        (item,) = items.K
        label, item_body = item.K
        (paragraph,) = item_body.K
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pdf.pages)}
        here = [kid for kid in paragraph.K if isinstance(kid, int)]
        there = [kid for kid in paragraph.K if not isinstance(kid, int)]
        assert (str(label.S), str(item_body.S), str(paragraph.S)) == ("/Lbl", "/LBody", "/P")
        assert pages[paragraph.Pg.objgen] == 0
        assert here
        assert {(str(kid.Type), pages[kid.Pg.objgen]) for kid in there} == {("/MCR", 1)}
        parents = pdf.pdf.Root.StructTreeRoot.ParentTree.Nums
        assert {entry.objgen for entry in parents[3]} == {paragraph.objgen}


def test_one_link_element_holds_all_areas_of_a_link(studio):
    words = "one <b>two</b> <i>three</i> " * 5
    css = "a::before { content: '→ ' } a::after { content: ' ←' }"
    tree = studio.tree(f'<p id="p">See <a href="#p" aria-label="Place">{words}</a>.', css)
    assert tree.count("Link") == 1
    assert tree.count("-> Place (#p)") == 2
    assert '"See"' in tree


def test_a_link_within_the_document_is_a_reference(studio):
    body = """<p id="p">See <a href="#p">here</a> and <a href="https://example.org">there</a>.
    <a href="#p" data-call aria-label="Note 1">1</a></p>"""
    assert studio.tree(body) == lines(
        """
        P p. 1
          "See"
          Reference
            Link
              -> here (#p)
              "here"
          "and"
          Link
            -> there (https://example.org)
            "there"
          "."
          Reference
            Lbl
              Link
                -> Note 1 (#p)
                "1"
        """
    )


def test_a_wheel_is_a_figure_and_then_its_links(studio):
    body = """
    <div class="wheel"><svg viewBox="0 0 99 99"><title>Wheel</title><path d="M0 0h9"/></svg>
      <a href="#d1" aria-label="Domain 1"></a>
      <a href="#d2"><b>Domain 2</b><div>Partnerships</div></a></div>
    <p id="d1">x</p><p id="d2">y</p>"""
    css = """
    .wheel { position: relative; width: 40mm; height: 40mm }
    .wheel svg { width: 40mm; height: 40mm }
    .wheel a { position: absolute; left: 1mm; top: 1mm; width: 9mm; height: 9mm }
    .wheel a:last-child { top: 20mm } .wheel * > * { display: block }"""
    tree = studio.tree(body, css)
    assert tree.splitlines()[1:9] == [
        "P",
        "  Reference",
        "    Link p. 1",
        "      -> Domain 1 (#d1)",
        "  Reference",
        "    Link p. 1",
        "      -> Domain 2 Partnerships (#d2)",
        '      "Domain 2 Partnerships"',
    ]


def test_a_figure_has_its_words_and_its_place_in_points(studio):
    css = (
        "body { margin: 0 } img { position: absolute; left: 0; top: 0; width: 40mm; height: 20mm }"
    )
    with studio.read('<p><img src="artwork/square.svg" alt="A square">', css) as pdf:
        figure = next(e for e in pdf.pdf.objects if is_element(e, "/Figure"))
        assert str(figure.Alt) == "A square"
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        mm = 72 / 25.4
        assert (left, right) == pytest.approx((10 * mm, 50 * mm), abs=0.02)
        assert (bottom, top) == pytest.approx((70 * mm, 90 * mm), abs=0.02)


def test_a_caption_is_part_of_its_figure(studio):
    body = """<figure><img src="artwork/square.svg" alt="A square"><figcaption>Figure 1</figcaption>
    <p>Source</p></figure><figure><figcaption>Alone</figcaption></figure>"""
    tree = studio.tree(body, "img { width: 9mm; height: 9mm }")
    assert [line.split(" BBox")[0] for line in tree.splitlines()] == [
        'Figure p. 1 alt="A square"',
        '  ""',
        '  Caption "Figure 1"',
        'P p. 1 "Source"',
        'Caption p. 1 "Alone"',
    ]


def test_emphasis_is_a_kind_of_span(studio):
    body = "<p>An <em>important</em> and <strong>very important</strong> <b>Act</b>"
    assert studio.tree(body) == lines(
        """
        P p. 1
          "An"
          Em "important"
          "and"
          Strong "very important"
          "Act"
        """
    )
    with studio.read(body) as pdf:
        roles = pdf.pdf.Root.StructTreeRoot.RoleMap
        assert {key: str(role) for key, role in roles.items()} == {
            "/Em": "/Span",
            "/Strong": "/Span",
        }
    with studio.read("<p>Nothing of the kind") as pdf:
        assert "/RoleMap" not in pdf.pdf.Root.StructTreeRoot


def is_element(entry, role: str) -> bool:
    return isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == role


def test_a_contents_list_is_a_toc(studio):
    body = """
    <ol data-toc><li><a href="#a">First <span class="n"></span></a>
      <ol><li><a href="#b">Second</a></li></ol></li></ol><p id="a">x<p id="b">y"""
    css = ".n::after { content: target-counter('#a', page) } ol { list-style: none }"
    assert studio.tree(body, css) == lines(
        """
        TOC
          TOCI
            Reference
              Link p. 1
                -> First (#a)
                "First 1"
            TOC
              TOCI
                Reference
                  Link p. 1
                    -> Second (#b)
                    "Second"
        P p. 1 "x"
        P p. 1 "y"
        """
    )


def test_notes_have_identifiers_of_their_own(studio):
    body = "<p data-note>One</p><ol><li data-note>Two</li></ol><p>See<span data-note>three</span>"
    assert studio.tree(body) == lines(
        """
        Note p. 1 id="note-1" "One"
        L ListNumbering=Decimal
          LI
            Lbl p. 1 "1."
            LBody
              Note p. 1 id="note-2" "Two"
        P p. 1
          "See"
          Note id="note-3" "three"
        """
    )
    with studio.read(body) as pdf:
        names = pdf.pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
        assert [str(name) for name in names[::2]] == ["note-1", "note-2", "note-3"]


def test_a_note_in_an_item_has_a_number_of_its_own(studio):
    body = """<ul><li><b data-label>1.W.1</b><p>Finding</p>
    <p data-note><b data-label>Note 1</b> Words</p></li></ul>"""
    assert studio.tree(body, "ul { list-style: none }") == lines(
        """
        L ListNumbering=Disc
          LI
            Lbl p. 1 "1.W.1"
            LBody
              P p. 1 "Finding"
              Note p. 1 id="note-1"
                Lbl "Note 1"
                "Words"
        """
    )


def test_a_footnote_is_a_note_beside_its_paragraph_in_the_section(studio):
    css = ".f { float: footnote }"
    body = '<section><p>Text<span class="f" data-note>The note</span> goes on</p></section><p>End'
    assert studio.tree(body, css) == lines(
        """
        Sect
          P p. 1
            "Text1 goes on"
            Note id="note-1"
              Lbl "1."
              "The note"
        P p. 1 "End"
        """
    )


@pytest.mark.parametrize(
    ("style", "numbering", "label"),
    [("none", "Disc", None), ("disc", "Disc", "•"), ("lower-alpha", "LowerAlpha", "a.")],
)
def test_lists_say_how_they_are_numbered(studio, style, numbering, label):
    tree = studio.tree("<ul><li>Item</li></ul>", f"ul {{ list-style: {style} }}")
    assert f"L ListNumbering={numbering}" in tree
    assert ("Lbl" in tree) == (label is not None)
    assert label is None or f'"{label}"' in tree


def test_an_ordered_list_with_labels_of_its_own_is_numbered(studio):
    tree = studio.tree("<ol><li><b data-label>1.W.1</b>Item</li></ol>", "ol { list-style: none }")
    assert tree.startswith("L ListNumbering=Decimal\n")


def test_own_labels_and_lists_inside_items(studio):
    body = """
    <ul><li><div><span data-label>1.W.1</span><p>Finding</p></div>
      <ul><li>Inner</li></ul></li></ul>"""
    assert studio.tree(body, "ul { list-style: none }") == lines(
        """
        L ListNumbering=Disc
          LI
            Lbl p. 1 "1.W.1"
            LBody
              P p. 1 "Finding"
              L ListNumbering=Disc
                LI
                  LBody p. 1 "Inner"
        """
    )


def test_terms_are_labels_of_their_descriptions(studio):
    plain = "<dl><dt>ILO</dt><dd>Labour</dd><dt>UN</dt><dd>Nations</dd></dl>"
    grouped = plain.replace("<dt>", "<div><dt>").replace("</dd>", "</dd></div>")
    expected = lines(
        """
        L ListNumbering=Disc
          LI
            Lbl p. 1 "ILO"
            LBody p. 1 "Labour"
          LI
            Lbl p. 1 "UN"
            LBody p. 1 "Nations"
        """
    )
    assert studio.tree(plain) == expected
    assert studio.tree(grouped) == expected


def test_table_cells_have_scope_and_spans(studio):
    body = """
    <table><caption>Numbers</caption>
    <thead><tr><th>Year</th><th colspan="2">Value</th></tr></thead>
    <tbody><tr><th scope="row" rowspan="2">2021</th><td>1</td><td>2</td></tr>
    <tr><td>3</td><td></td></tr></tbody></table>"""
    assert studio.tree(body) == lines(
        """
        Table
          Caption p. 1 "Numbers"
          THead
            TR
              TH p. 1 Scope=Column "Year"
              TH p. 1 ColSpan=2 Scope=Column "Value"
          TBody
            TR
              TH p. 1 RowSpan=2 Scope=Row "2021"
              TD p. 1 "1"
              TD p. 1 "2"
            TR
              TD p. 1 "3"
              TD
        """
    )


def test_a_table_head_is_read_once_and_layout_tables_not_at_all(studio):
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(40))
    with studio.read(f"<table><thead><tr><th>Year</th></tr></thead>{rows}</table>") as pdf:
        assert pdf.page_count == 3
        assert artifacts(pdf) == ["Year", "Year"]
    tree = studio.tree('<table role="presentation"><tr><td>a</td><td>b</td></tr></table>')
    assert tree == 'P p. 1 "a"\nP p. 1 "b"'


def test_other_languages_are_marked_and_the_own_one_is_not(studio):
    body = """
    <section lang="en"><p lang="fr">Bonjour <span lang="en">hello</span></p>
    <p>Mot <i lang="fr">juste</i></p><div lang="es"><p>Hola</p></div></section>"""
    assert studio.tree(body) == lines(
        """
        Sect
          P p. 1 lang="fr"
            "Bonjour"
            Span lang="en" "hello"
          P p. 1
            "Mot"
            Span lang="fr" "juste"
          P p. 1 lang="es" "Hola"
        """
    )


def test_abbreviations_carry_their_long_form(studio):
    tree = studio.tree('<p>The <abbr title="International Labour Organization">ILO</abbr>')
    assert 'Span expansion="International Labour Organization" "ILO"' in tree


def test_running_lines_fixed_and_hidden_content_are_artifacts(studio):
    body = f"""
    <div class="line">Running <b>line</b></div><div class="mark">Fixed</div>
    <p aria-hidden="true">Hidden <b>too</b></p><p>{LONG}"""
    css = """
    .line { position: running(line) } .mark { position: fixed; top: 0; opacity: .3 }
    @page { @top-left { content: element(line) } @bottom-right { content: "p. " counter(page) } }"""
    with studio.read(body, css) as pdf:
        assert pdf.page_count == 2
        assert {"Running ", "line", "p. 1", "p. 2", "Hidden ", "too", "Fixed"} <= set(
            artifacts(pdf)
        )
        for page in pdf.pdf.pages:
            sequences = MarkedText(page).sequences
            tagged = {found.mcid for found in sequences if found.mcid is not None}
            parents = pdf.pdf.Root.StructTreeRoot.ParentTree.Nums
            entries = list(parents[2 * int(page.obj.StructParents) + 1])
            assert tagged == {mcid for mcid, entry in enumerate(entries) if entry is not None}
    tree = tag_tree(studio.write(body, css))
    assert not any(word in tree for word in ("Running", "Fixed", "Hidden", "p. 1 1"))


def test_artifacts_say_what_they_are(studio):
    body = '<div class="mark">Fixed</div><p aria-hidden="true">Hidden</p><p>Text'
    css = """
    .mark { position: fixed; top: 0 } @page { @top-left-corner { content: "Above" }
      @bottom-right { content: "Below" } @left-middle { content: "Tab" } }"""
    with studio.read(body, css) as pdf:
        page = pdf.pdf.pages[0]
        marked = pikepdf.parse_content_stream(page, "BDC")
        found = [each.operands[1] for each in marked if str(each.operands[0]) == "/Artifact"]
    kinds = [(str(each.Type), str(each.get("/Subtype", ""))) for each in found]
    assert sorted(kinds) == [
        ("/Layout", ""),
        ("/Pagination", ""),
        ("/Pagination", ""),
        ("/Pagination", "/Footer"),
        ("/Pagination", "/Header"),
    ]


def test_text_in_a_transparent_box_keeps_its_tags(studio):
    body = '<p>Before</p><p class="faint">Faint <b>words</b></p><p>After</p>'
    assert studio.tree(body, ".faint { opacity: .5 }") == lines(
        """
        P p. 1 "Before"
        P p. 1 "Faint words"
        P p. 1 "After"
        """
    )


def test_lines_under_words_are_no_artifacts_inside_text(studio):
    with studio.read("<p>Some <u>underlined</u> words") as pdf:
        stream = pdf.pdf.pages[0].Contents.read_bytes()
        depth = deepest = 0
        for token in stream.split():
            depth += (token in (b"BDC", b"BMC")) - (token == b"EMC")
            deepest = max(deepest, depth)
        assert (depth, deepest) == (0, 1)


class TestSpaces:
    """Words are apart for somebody who reads by the tags."""

    def test_between_lines(self, studio):
        tree = studio.tree(f"<p>{LONG}")
        text = tree.split('"')[1].removesuffix("…")
        assert LONG.startswith(text)

    def test_between_lines_broken_at_a_hyphen_or_in_a_word(self, studio):
        words = "self-governing well\u00adbeing 2019/2021 " * 12
        text = studio.tree(f"<p>{words}").split('"')[1]
        for wrong in ("self- ", "2019/ "):
            assert wrong not in text

    def test_between_forced_lines_and_boxes(self, studio):
        body = """<h1>Two<br>lines</h1><h2><span>A</span><span>B</span></h2>
        <p>No<span class="chip">chip</span>break <b>one</b> <i>two</i></p>"""
        css = "h2 span { display: block } .chip { display: inline-block }"
        assert studio.tree(body, css) == lines(
            """
            H1 p. 1 "Two lines"
            H2 p. 1 "A B"
            P p. 1 "Nochipbreak one two"
            """
        )

    def test_after_a_font_without_a_space_of_its_own(self, studio):
        css = "b { font-family: Fine; display: block }"
        assert studio.tree("<h1><b>7</b><b>8</b></h1>", css) == 'H1 p. 1 "7 8"'


def test_a_list_in_columns_is_one_list_whatever_pages_they_take(studio):
    items = "".join(f"<li>{n}</li>" for n in range(1, 5))
    more = items.replace("1", "5").replace("2", "6").replace("3", "7").replace("4", "8")
    body = (
        f'<div class="t"><div class="c"><ul id="one">{items}</ul></div>'
        f'<div class="c"><ul data-continues="one">{more}</ul></div></div><p>End'
    )
    css = "@page { size: 100mm 60mm } .t { display: table } .c { display: table-cell } "
    tree = studio.tree(body, f"{css} li {{ height: 15mm; break-inside: avoid }}")
    assert tree.count("L ListNumbering") == 1
    assert " p. 2 " in tree
    said = [line.split('"')[1] for line in tree.splitlines() if "LBody" in line]
    assert said == ["1", "2", "3", "4", "5", "6", "7", "8"]
