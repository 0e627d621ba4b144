"""A canary for each private thing of WeasyPrint on which keeping styles, lines and numbers relies.

Each looks at the code of WeasyPrint as it is installed, which nothing of ours changes. Two of them
watch a fault: where it is mended, what we do about it can go.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path

import pytest
import weasyprint

from mgi_report.pdf.engine.lean import CLEARANCE, SELDOM, SIDES
from mgi_report.pdf.engine.memory import BREAKING, STRUTS
from mgi_report.pdf.engine.used import RESOLVING

PACKAGE = Path(str(resources.files("weasyprint")))
RELEASE = f"WeasyPrint {weasyprint.__version__}"
# They measure before there are styles to keep.
STRUTS_OF_STYLES = {"weasyprint.css.units", "weasyprint.css.computed_values"}


def code(module: str) -> str:
    return inspect.getsource(import_module(module))


def names(module: str) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in ast.walk(ast.parse(code(module))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node


def parameters(module: str, name: str) -> list[str]:
    """Return the parameters of a function or method; a name twice is that of the last one."""
    found = [node for node in names(module) if node.name == name]
    function = next(node for node in reversed(found) if isinstance(node, ast.FunctionDef))
    return [argument.arg for argument in function.args.args]


def body(module: str, name: str) -> str:
    node = next(node for node in names(module) if node.name == name)
    return ast.unparse(node)


def importing(name: str) -> set[str]:
    """Return the modules of WeasyPrint that have a name from another one of them."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            top = isinstance(node, ast.ImportFrom) and node.col_offset == 0
            if top and name in {alias.name for alias in node.names}:
                place = path.relative_to(PACKAGE.parent).with_suffix("")
                found.add(".".join(place.parts).removesuffix(".__init__"))
    return found


SIGNATURES = {
    ("weasyprint.css", "find_stylesheets"): [
        "wrapper_element",
        "device_media_type",
        "url_fetcher",
        "base_url",
        "font_config",
        "counter_style",
        "color_profiles",
        "page_rules",
        "layers",
    ],
    ("weasyprint.css", "declaration_precedence"): ["origin", "importance"],
    ("weasyprint.css", "add_page_declarations"): ["self", "page_type"],
    ("weasyprint.css.targets", "collect_missing_counters"): [
        "self",
        "parent_box",
        "css_token",
        "parse_again_function",
        "missing_counters",
        "missing_target_counters",
    ],
    ("weasyprint.css.targets", "cache_target_page_counters"): [
        "self",
        "anchor_name",
        "page_counter_values",
        "page_maker_index",
        "page_maker",
    ],
    ("weasyprint.css.targets", "check_pending_targets"): ["self"],
    ("weasyprint.layout.page", "make_all_pages"): ["context", "root_box", "html", "pages"],
    ("weasyprint.layout.percent", "resolve_percentages"): ["box", "containing_block"],
    ("weasyprint.layout.percent", "resolve_radii_percentages"): ["box"],
    ("weasyprint.text.line_break", "split_first_line"): [
        "text",
        "style",
        "context",
        "max_width",
        "justification_spacing",
        "is_line_start",
        "minimum",
    ],
    ("weasyprint.text.line_break", "strut"): ["style"],
}


@pytest.mark.parametrize(("module", "name"), SIGNATURES)
def test_what_is_replaced_takes_what_it_took(module, name):
    assert parameters(module, name) == SIGNATURES[module, name], RELEASE


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("resolve_percentages", {f"weasyprint.layout.{name}" for name in RESOLVING}),
        ("resolve_radii_percentages", {"weasyprint.layout.background"}),
        ("split_first_line", set(BREAKING)),
        ("strut", set(STRUTS) | STRUTS_OF_STYLES),
        ("TargetCollector", {"weasyprint.document"}),
        ("make_all_pages", {"weasyprint.layout"}),
        ("StyleFor", set()),
        ("find_stylesheets", set()),
    ],
)
def test_a_function_is_replaced_wherever_it_is_used(name, known):
    assert importing(name) == known, RELEASE


def test_styles_are_made_of_what_ours_are_made_of():
    made = ["self", "parent_style", "cascaded", "pseudo_type", "root_style", "base_url"]
    found = inspect.signature(weasyprint.css.ComputedStyle.__init__).parameters
    assert list(found) == [*made, "font_config", "initial_page_sizes"], RELEASE
    # What our finder of styles stands in for, and what is asked of it.
    page = code("weasyprint.layout.page")
    used = set(re.findall(r"style_for\.(\w+)", page))
    asked = {"add_page_declarations", "set_computed_styles", "get_cascaded_styles"}
    assert used == {*asked, "initial_page_sizes"}, RELEASE
    assert "StyleFor(html, sheets, presentational_hints, font_config, target_collector)" in code(
        "weasyprint.css"
    )


def test_declarations_of_an_element_are_those_we_know():
    # lang, id, name and the size of a drawing; the others are hints, which are never asked for.
    plain = body("weasyprint.css", "find_style_attributes").split("if not presentational_hints")[0]
    assert re.findall(r"element\.get\('(\w+)'", plain) == ["style", "lang", "id", "name"], RELEASE
    assert "for attribute in ('width', 'height')" in plain, RELEASE
    assert "presentational_hints'" in body("weasyprint.document", "_build_layout_context")


def test_rules_are_sorted_by_what_an_element_must_have():
    selectors = import_module("cssselect2").Matcher()
    assert set(vars(selectors)) == {
        "id_selectors",
        "class_selectors",
        "lower_local_name_selectors",
        "namespace_selectors",
        "lang_attr_selectors",
        "other_selectors",
        "order",
    }


def test_the_engine_writes_into_no_other_styles():
    """Whoever writes into a style that is not a copy would write into those of other documents."""
    found = {
        (path.stem, match.group())
        for path in PACKAGE.rglob("*.py")
        if path.parent.name in {"layout", "formatting_structure"}
        for match in re.finditer(
            r"[\w.]*style\[[\w']+\] = |\.style\.update\(", path.read_text("utf-8")
        )
    }
    copies = {("flex", "new_child.style['%s'] = "), ("grid", "child.style['%s'] = ")}
    named = {(stem, re.sub(r"\['?\w+'?\]", "['%s']", text)) for stem, text in found}
    assert named == {
        *copies,
        ("inline", "first_line_box.style['%s'] = "),  # A copy, as the next four.
        ("inline", "first_letter_style['%s'] = "),
        ("inline", "letter_style['%s'] = "),
        ("inline", "box.style['%s'] = "),
        ("build", "new_box.style['%s'] = "),
        ("build", "table.style['%s'] = "),
        ("build", "wrapper.style['%s'] = "),
        ("build", "footnote.style['%s'] = "),
        ("build", "chosen_box.style['%s'] = "),  # Of html or body, which have styles of their own.
        ("build", "style['%s'] = "),  # The display of a footnote, always the same.
        ("build", "box.style['%s'] = "),  # The white space of a marker, always the same.
        ("build", "marker_box.style['%s'] = "),  # Its position, always the same.
        ("build", "leader_box.style['%s'] = "),  # Its white space, always the same.
        ("build", "text_box.style['%s'] = "),
        ("page", "style['%s'] = "),  # Of a page or a margin box, whose counters are the same.
        ("__init__", "box.style['%s'] = "),  # Of a note, which is a copy.
        ("__init__", "box.note_call.style['%s'] = "),  # A copy, which styles.py gives.
    }, RELEASE


def test_no_style_is_gone_through_but_what_rules_have_set():
    """What is set in a style before it is asked for would be taken for what a rule has set."""
    found = {
        match[1]
        for path in PACKAGE.rglob("*.py")
        if path.parent.name in {"layout", "formatting_structure", "draw"}
        for match in re.finditer(r"(\w*style)\.(?:items|keys|values)\(", path.read_text("utf-8"))
    }
    assert found == {"first_line_style", "first_letter_style"}, RELEASE
    block = body("weasyprint.layout.block", "block_container_layout")
    for name in found:
        assert f"{{key: box.{name}[key] for key in box.{name}.cascaded}}" in block, RELEASE


def test_arrays_of_glyphs_have_types_with_their_length():
    assert code("weasyprint.pdf.fonts").count("ffi.new(f'hb_codepoint_t[{len(") == 3, RELEASE


def test_nothing_of_a_broken_line_but_its_words_is_used_later():
    metrics = body("weasyprint.text.line_break", "first_line_metrics")
    assert "layout.deactivate()" in metrics, RELEASE
    assert "del self.layout, self.language, self.style" in body(
        "weasyprint.text.line_break", "deactivate"
    )


def test_a_box_tells_whether_it_is_in_the_flow_by_five_methods():
    flow = body("weasyprint.formatting_structure.boxes", "is_in_normal_flow")
    assert re.findall(r"self\.(\w+)\(\)", flow) == [
        "is_floated",
        "is_absolutely_positioned",
        "is_running",
        "is_footnote",
        "is_note",
    ]
    boxes = "weasyprint.formatting_structure.boxes"
    told = " ".join(body(boxes, name) for name in re.findall(r"self\.(\w+)\(\)", flow))
    assert "('left', 'right', 'inline-start', 'inline-end')" in told
    assert "('absolute', 'fixed')" in told
    assert "'running()'" in told and "'note()'" in told and "'footnote'" in told


def using(pattern: str) -> set[str]:
    """Return the lines of WeasyPrint, but for its drawings in SVG, in which a pattern is found."""
    return {
        f"{path.stem}: {line.strip()}"
        for path in PACKAGE.rglob("*.py")
        if "svg" not in path.parts
        for line in path.read_text("utf-8").splitlines()
        if re.search(pattern, line)
    }


def test_cut_sides_are_asked_for_where_corners_are_rounded():
    assert using(SIDES) == {
        f"boxes: self.{SIDES} = set()",
        f"boxes: self.{SIDES}.add(side)",
        f"percent: if side in box.{SIDES}:",
    }, RELEASE
    rounding = body("weasyprint.layout.percent", "resolve_radii_percentages")
    assert rounding.index("if (0, 'px') in (rx, ry)") < rounding.index(SIDES), RELEASE


def test_nobody_asks_whether_a_box_has_what_we_leave_out():
    asked = using(r"hasattr\((box|child|self|parent)\b|__dict__|vars\((?!args\))")
    assert asked == {
        "boxes: new_box.__dict__.update(self.__dict__)",
        "percent: if not (collapse and hasattr(box, prop)):",  # The width of a border.
        "preferred: if collapse and hasattr(box, 'border_left_width'):",
        "preferred: if collapse and hasattr(box, 'border_right_width'):",
    }, RELEASE
    boxes = "weasyprint.formatting_structure.boxes"
    set_first = {f"{name} = {usual}" for name, usual in SELDOM.items() if name != "background"}
    lines = {line.strip().removeprefix("self.") for line in body(boxes, "Box").splitlines()}
    assert set_first <= lines, RELEASE
    assert f"    {CLEARANCE} = None" in body(boxes, "BlockLevelBox"), RELEASE
    assert "background: box.background = None" in using(r"\.background = "), RELEASE


def test_the_pages_before_are_only_taken_as_they_are_or_made_again():
    made = body("weasyprint.layout.page", "make_all_pages")
    used = re.findall(r"\w*\W?pages\b\W\w?", made.partition("i = 0")[2])
    assert used == ["len(pages)", "yield pages[i"], RELEASE
    laid_out = body("weasyprint.layout", "layout_document")
    assert "pages = list(make_all_pages(context, root_box, html, pages))" in laid_out, RELEASE


def test_fault_the_parser_never_finds_its_patterns_again():
    stream = code("tinyhtml5.inputstream")
    assert "characters = characters_until_regex[(characters, opposite)] = regex" in stream, (
        "tinyhtml5 has mended it: reading.keep_patterns can go"
    )


def test_fault_the_engine_does_not_see_which_element_attr_names():
    html = (
        "<style>a::after { content: target-counter(attr(href), page) }</style>"
        "<a href='#b'>b</a><p id='b'>b"
    )
    collected = []
    targets = import_module("weasyprint.css.targets")
    original = targets.TargetCollector.collect_missing_counters

    def collect(self, box, part, again, missing, of_targets):
        collected.append((missing, of_targets))
        original(self, box, part, again, missing, of_targets)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(targets.TargetCollector, "collect_missing_counters", collect)
        weasyprint.HTML(string=html).render()
    assert (["page"], {None: ["page"]}) in collected, (
        f"{RELEASE} has mended it: references._missing can go"
    )
