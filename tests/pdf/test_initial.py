"""A style begins with what WeasyPrint would compute of nothing, property by property."""

from typing import Any

import pytest
from weasyprint import css

from mgi_report.pdf.engine.initial import InitialValues

RULES = {
    "nothing": "",
    "a border": "border-top: 1pt solid; border-left-style: dotted; padding: 3%",
    "logical": "margin-inline-start: 4mm; inset-block-end: 1mm; border-end-end-radius: 2px",
    "logical and physical": "padding-left: 1mm; padding-inline-start: 2mm",
    "placed": "position: absolute; top: 0; display: flex",
    "floating": "float: left; width: calc(3mm + 10%)",
    "a note": "float: footnote",
    "running": "position: running(title)",
    "inherited": "margin: inherit; float: inherit; page: inherit; width: initial",
    "of variables": "--x: left; float: var(--x); width: var(--y, 3mm)",
    "underlined": "text-decoration: underline; page: named; display: list-item",
}


def styles(studio: Any, monkeypatch: pytest.MonkeyPatch, body: str, rules: str) -> list[Any]:
    """Return the styles of all elements of a body, in the order in which they are made."""
    made: list[Any] = []
    set_in = InitialValues.set_in

    def note(self: InitialValues, style: Any) -> None:
        set_in(self, style)
        made.append((style, dict(style), dict(style.specified)))

    monkeypatch.setattr(InitialValues, "set_in", note)
    studio.lay_out(body, rules)
    return made


@pytest.mark.parametrize("name", RULES)
def test_what_is_set_is_what_would_be_computed(name, studio, monkeypatch):
    rules = f".a {{ {RULES[name]} }} .b {{ {RULES['a border']} }} .c {{ direction: rtl }}"
    rules += f".b::before {{ content: 'b'; {RULES[name]} }} .c::first-letter {{ color: red }}"
    body = (
        "<div class='a'>1<p>2</p><p class='a'>3</p><p class='b'>4</p></div>"
        "<div class='b'><p class='a'>5</p></div><div class='c'><p class='a'>6</p></div>"
    )
    made = styles(studio, monkeypatch, body, rules)
    assert len(made) > 10
    for style, begun, specified in made:
        own = css.ComputedStyle(
            style.parent_style,
            style.cascaded,
            style.pseudo_type,
            style.root_style,
            style.base_url,
            style.font_config,
            style.initial_page_sizes,
        )
        assert begun == {key: own[key] for key in begun}
        for key, value in specified.items():
            _ = own["display"]
            assert own.specified[key] == value


def test_half_of_the_values_need_not_be_asked_for(studio, monkeypatch):
    made = styles(studio, monkeypatch, "<p>1</p>", "p { margin: 1mm }")
    assert all(len(begun) > len(css.INITIAL_VALUES) / 2 for _, begun, _ in made)
    begun = next(begun for style, begun, _ in made if "margin_top" in style.cascaded)
    assert begun["background_image"] == css.INITIAL_VALUES["background_image"]
    assert "margin_top" not in begun
