"""Bodies that show each thing the engine keeps or does in a way of its own, with their styles."""

__all__ = ["BODIES", "LETTERS", "WORDS"]

LETTERS = "h1 { break-before: page } a { color: inherit; text-decoration: none }"
WORDS = "Some words of an invented kind, which go on for more than one line of a narrow page. "
NUMBERS = "a.page::after { content: target-counter(attr(href), page) }"
TURNED = "@page { size: 90mm 70mm } @page tall { size: 70mm 90mm } .tall { page: tall }"
SHARES = f"{TURNED} .wide {{ width: 40vw; margin-left: 5vh }}"
BODIES = {
    "references": (
        '<p><a class="page" href="#b">B, on page </a> <a class="page" href="#a">A </a></p>'
        f'<p id="a">{WORDS * 40}</p><h1 id="b">B</h1><a class="page" href="#a">A </a>',
        NUMBERS,
    ),
    "references from afar": (
        f'<p id="a">{WORDS}</p><h1 id="b" style="break-before: page">B</h1>'
        '<a class="page" href="#b">B </a><a class="page" href="#a">A </a>',
        NUMBERS,
    ),
    "own counters": (
        f'<p class="own" id="a">{WORDS * 40}</p><p class="own"><a href="#a">A</a></p>',
        ".own::before { content: counter(page) ' of ' counter(pages) } "
        "a::after { content: ' ' target-counter(attr(href), page) ' on ' counter(page) }",
    ),
    "tables": (
        "<table class='joined'><tr><td>1<td style='padding: 9px'>2</table>"
        "<table><thead><tr><th>H</thead>" + f"<tr><td style='margin: 9px'>{WORDS}" * 9 + "</table>",
        ".joined { border-collapse: collapse } td { border: 2px solid; width: 40% }",
    ),
    "lists": (
        "<ul><li>1</li><li>2<ul><li>3</li></ul></li></ul><ol><li>4</li></ol>",
        "ul { list-style: square inside } ::marker { color: red } ol { list-style: lower-roman }",
    ),
    "pages": (
        f"<section><p>{WORDS * 30}</p></section><section><p>{WORDS}</p></section>",
        "section { break-before: left; page: named } p:first-of-type { text-align: justify }"
        "@page { @top-left { content: counter(page) } margin: 10% }"
        "@page :first { margin: 12mm } @page :blank { @bottom-right { content: 'blank' } }"
        "@page named { size: 120mm 90mm; counter-increment: page 2 }",
    ),
    "the first page": (f"<div>1</div><p class='wide'>{WORDS}</p>", SHARES),
    "another first page": (f"<div class='tall'>1</div><p class='wide'>{WORDS}</p>", SHARES),
    "a share in an attribute": (f"<div>1</div><p style='width: 50vw'>{WORDS}</p>", TURNED),
    "the same of another page": (
        f"<div class='tall'>1</div><p style='width: 50vw'>{WORDS}</p>",
        TURNED,
    ),
    "heights": (
        "<div class='a'><p>1</p></div><div class='b'><p>2</p></div>",
        ".a { height: 20mm } .b { height: 40mm } p { height: 50%; min-height: 5% }",
    ),
    "overflow": (f"<p>{WORDS}</p>", "html { overflow: hidden }"),
    "flex and floats": (
        f"<div class='row'><p>{WORDS}</p><p>{WORDS}</p></div><b>float</b><p>{WORDS * 3}</p>"
        f"<div class='grid'><p>{WORDS}</p><p>{WORDS}</p></div><i>away</i>",
        ".row { display: flex } .row p { flex: 1; padding: 2%; margin: 1%; border-radius: 4px 50% }"
        "b { float: right; width: 30% } i { position: absolute; top: 10%; right: 5% }"
        ".grid { display: grid; grid-template-columns: 30% 1fr }",
    ),
    "notes": (
        f"<p>{WORDS}<span class='foot'>A note</span>{WORDS}<span class='foot'>Another</span></p>",
        ".foot { float: footnote } ::footnote-call { color: red }",
    ),
    "layers": (
        f"<p class='a b'>{WORDS}</p>",
        "@layer one, two; @layer two { .a { width: 30% } } @layer one { .a.b { width: 60% } }"
        ".b { padding-left: 3% !important } .a { padding-left: 9% }",
    ),
    "inherited": (
        "<div class='a'><section><p>1</p><p class='b'>2</p></section></div>"
        "<div class='c'><section><p>3</p><p class='b'>4 <u>u</u></p></section></div>"
        "<div class='d'><section><p>5</p><p class='b'>6</p></section></div>",
        "html { --x: 1mm } .a { padding: 5mm; text-decoration: underline }"
        ".c { padding: 9mm; --x: 3mm }"
        "section { margin: inherit; padding: inherit } .b { margin-top: var(--x) }"
        ".a section { margin-left: 7mm } .c section { margin-left: 3mm }"
        ".d { page: other }"
        "@page other { margin: 20mm } .b { margin-left: inherit }",
    ),
    "strange anchors": (
        '<p id="a\\b">x</p><a name="c" id="d">y</a><p><a href="#c">to c</a></p>',
        "a { color: blue }",
    ),
    "first letters of what has a frame": (
        f"<p><b>Bold {WORDS}</b></p>",
        "b { padding: 3mm; margin: 5mm; border: 1px solid } p::first-letter { color: red }",
    ),
    "languages": (
        f'<p lang="fr">{WORDS}</p><p lang="ar" dir="rtl">{WORDS}</p><p>{WORDS}</p>',
        "[dir] { direction: rtl } :lang(fr) { font-style: italic; hyphens: auto }",
    ),
    "round corners": (
        f"<div class='a'><p>{WORDS * 4}</p><p class='b'>{WORDS} <span>{WORDS * 2}</span></p></div>"
        f"<table><thead><tr><th>H</thead><tr><td>{WORDS}<tr><td>{WORDS * 9}</table>"
        f"<section><div class='a'>{WORDS * 3}</div></section>",
        ".a, .b, span, table, th, td { border: 1mm solid; border-radius: 3mm 10%; padding: 2mm }"
        "section { columns: 2 } span, .b { box-decoration-break: slice; background: red }",
    ),
    "first letters and lines": (
        f"<p>{WORDS}</p><p class='clear'>  <b>x </b> y <i> z</i></p><p>{WORDS * 40}</p>",
        "p::first-letter { font-size: 2em } p::first-line { color: red } .clear { clear: left }"
        "b { float: left; height: 30mm } p { background: green; bookmark-level: 1 }",
    ),
}
