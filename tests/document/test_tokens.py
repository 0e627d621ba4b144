"""Every number of the design is a token, every token is used, and a theme changes the drawings."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from mgi_report.document.artwork import Artist
from mgi_report.document.assets import Assets, packaged_root
from mgi_report.document.compose import Composer
from mgi_report.document.fitting import side_by_side
from mgi_report.document.fonts import Fonts
from mgi_report.document.icons import IconError
from mgi_report.document.linework import figure_for
from mgi_report.document.strip import draw_strip
from mgi_report.document.titles import Typesetter
from mgi_report.document.tokens import TokenError, Tokens, read_tokens
from mgi_report.document.views import Dated, LaneMark
from mgi_report.profile.loading import load
from mgi_report.run.theme import read_theme

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "src" / "mgi_report" / "document"
PROOF = ROOT / "src" / "mgi_report" / "proof"
ASSETS = Assets()
TOKENS = read_tokens(ASSETS)
FONTS = Fonts(ASSETS)
LESOTHO = ROOT / "data" / "lso-2021.en.yaml"

# Numbers in the code that are none of the design, and why.
ALLOWED: dict[str, dict[float, str]] = {
    "all_findings.py": {1.006: "how much nearer kerning sets words, at most"},
    "document.py": {4: "the pages of a sheet in a document that no design made"},
    "fitting.py": {
        1e-6: "what sizes may differ by and still be the same",
    },
    "wording.py": {1000: "more than a profile counts"},
    "inline.py": {
        4: "words in the longest text that needs no care of its end",
        5: "letters of a last word that is kept with the one before: a rule of typesetting",
        0.85: "how full the line before stays, of its width",
        7: "characters of two words that are kept together in any width",
        18: "letters of a compound that does not break",
        12: "letters of one that does not in a narrow column",
    },
    "linework.py": {
        18: "waves, which tell figures apart; a published figure never changes",
        24: "waves",
        30: "waves",
        0.16: "the least twist, which tells figures apart",
        0.14: "the range of the twist",
        32: "bits of the digest",
        4: "knots a wave: how exact the curve is",
        3: "a third of the tangent: the cubic Bezier",
        360: "degrees of a circle",
    },
    "strip.py": dict.fromkeys(
        (5, 10, 20, 50, 100, 200, 500, 1000), "years of a decade and of the steps of the axis"
    ),
    "icons.py": {24: "an example in a message"},
    "svg.py": {4: "modules around a QR code (ISO/IEC 18004)"},
    "tokens.py": {25.4: "mm of an inch", 72: "points of an inch"},
    "wheel.py": {360: "degrees of a circle"},
}
NUMBER_IN_TEXT = re.compile(r"(?<![\d.])(?:\d*\.\d+|\d+)")


def numbers(code: str) -> Iterator[float]:
    """Yield the numbers in a module's code and in the fixed text of its f-strings.

    Left out are 0, 1 and 2, which halve, double and count, and could hide a length; positions in
    sequences; and the formats of numbers.
    """
    tree = ast.parse(code)
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            left_out.update(ast.walk(node.slice))
        elif isinstance(node, ast.FormattedValue) and node.format_spec:
            left_out.update(ast.walk(node.format_spec))
    for node in ast.walk(tree):
        if node in left_out:
            continue
        found: list[float] = []
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            found = [node.value]
        elif isinstance(node, ast.JoinedStr):
            texts = (part.value for part in node.values if isinstance(part, ast.Constant))
            text = re.sub(r"http\S+", "", " ".join(texts))
            found = [float(number) for number in NUMBER_IN_TEXT.findall(text)]
        yield from (number for number in found if number not in (0, 1, 2))


def test_no_module_holds_a_number_of_the_design() -> None:
    found = {path.name: set(numbers(path.read_text("utf-8"))) for path in DOCUMENT.glob("*.py")}
    assert {name: each for name, each in found.items() if each} == {
        name: set(reasons) for name, reasons in ALLOWED.items()
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GAP = 7.5", [7.5]),
        ("def f(wheel):\n    return wheel.inner - 7.5 + x[3] / 2", [7.5]),
        ("ROWS = {1: (13.0, 57)}", [13.0, 57]),
        ("""f'<path d="M{x:.3f} 0v1.6" stroke-width=".25"/>'""", [1.6, 0.25]),
        ("""f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">'""", []),
    ],
)
def test_numbers_are_found(code: str, expected: list[float]) -> None:
    assert list(numbers(code)) == expected


def names_in_code() -> Iterator[re.Pattern[str]]:
    """Yield patterns of the texts in the code: f"{name}-width" is any name that ends so."""
    for path in (*DOCUMENT.glob("*.py"), *PROOF.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.compile(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else ".+"
                    for part in node.values
                ]
                pattern = "".join(parts)
                if re.search(r"[a-z]", pattern) and re.search(r"-", pattern):
                    yield re.compile(pattern)


def test_every_token_is_used() -> None:
    sheets = "".join(path.read_text("utf-8") for path in (ROOT / "styles").rglob("*.css"))
    used = set(re.findall(r"var\(--([\w-]+)\)", sheets))
    left = {*TOKENS.values, "nobody-reads-this"} - used
    for pattern in names_in_code():
        left = {name for name in left if not pattern.fullmatch(name)}
    assert left == {"nobody-reads-this"}


@cache
def drawings(tokens: frozenset[tuple[str, str]]) -> tuple[object, ...]:
    """Return everything that is drawn by tokens."""
    read = Tokens(dict(tokens))
    artist = Artist(ASSETS, read, FONTS, watermark="Draft")
    pictures = artist.pictures(figure_for("lso", 2))
    both = (LaneMark(1, potential=False), LaneMark(1, potential=True), LaneMark(4, potential=False))
    few = [Dated(1965, both), *[Dated(2019, both)] * 3, *[Dated(2021, both)] * 2]
    many = [*few[:-2], *[Dated(2020, both)] * 60, few[-1]]
    strips = [draw_strip(each, artist, "Strip", str) for each in (few, many)]
    return (pictures, artist.wheel("Wheel"), *strips)


def others(value: str) -> tuple[str, ...]:
    """Return other values: half and twice of a number, or the other weight."""
    if value in {"400", "600"}:
        return ("400" if value == "600" else "600",)
    match = re.fullmatch(r"(-?[\d.]+)(mm|pt|)", value)
    assert match is not None
    return tuple(f"{float(match[1]) * factor:g}{match[2]}" for factor in (0.5, 2))


DRAWN = [
    name
    for name in TOKENS.values
    if re.match(
        r"(wheel|dial|lines|leader|label-top|tab|strip|watermark)-|number-weight|figure-height"
        r"|arrow-|back-(x|weight|fade)$|rule-weight$",
        name,
    )
    # Only style sheets and the links of the wheel read it.
    and name != "wheel-link"
]


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_follows_each_of_its_tokens(name: str) -> None:
    ours = drawings(frozenset(TOKENS.values.items()))
    changed = ({**TOKENS.values, name: value} for value in others(TOKENS.values[name]))
    assert any(drawings(frozenset(values.items())) != ours for values in changed)


@pytest.mark.parametrize("name", DRAWN)
def test_a_missing_token_is_named(name: str) -> None:
    left = {other: value for other, value in TOKENS.values.items() if other != name}
    with pytest.raises(TokenError, match=f"has no --{name}"):
        drawings(frozenset(left.items()))


def themed(folder: Path, **values: str) -> Assets:
    """Return a theme of one file, our tokens with other values (dashes are underscores)."""
    text = (packaged_root() / "styles" / "tokens.css").read_text(encoding="utf-8")
    for name, value in values.items():
        text, count = re.subn(
            rf"--{name.replace('_', '-')}: [^;]+;", f"--{name.replace('_', '-')}: {value};", text
        )
        assert count == 1
    (folder / "styles").mkdir()
    (folder / "styles" / "tokens.css").write_text(text, encoding="utf-8")
    return Assets(theme=read_theme(folder))


def test_a_theme_of_tokens_changes_drawings_and_pages(tmp_path: Path) -> None:
    profile = load(LESOTHO).profile
    ours = Composer().compose(profile)
    theme = themed(
        tmp_path,
        lines_weight="0.5mm",
        dial_number_gap="9mm",
        label_top_2="38.5mm",
        strip_mark="2.2mm",
        finding_long="20",
        airy_above="200mm",
        spread_most="29",
        sheet_pages="8",
    )
    theirs = Composer(theme).compose(profile)
    assert b'stroke-width=".16"' in ours.artwork["cover.svg"]
    assert b'stroke-width=".5"' in theirs.artwork["cover.svg"]
    assert theirs.artwork["opener-1.svg"] != ours.artwork["opener-1.svg"]
    assert theirs.artwork["back.svg"] == ours.artwork["back.svg"]
    for expected in (
        "top: 38.5mm",
        "h2.2v2.2",
        'class="finding long"',
        "spread-domain-row d1 long",
    ):
        assert expected in theirs.html
        assert expected not in ours.html
    assert (ours.html.count('class="spare"'), theirs.html.count('class="spare"')) == (3, 7)
    assert re.search(r'class="sheet findings [^"]* airy"', ours.html)
    assert not re.search(r'class="sheet findings [^"]* airy"', theirs.html)


@pytest.mark.parametrize(
    ("item", "width", "expected"), [("1.1mm", "3.3mm", 3), ("1.2mm", "3.3mm", 2), ("5mm", "4mm", 1)]
)
def test_items_stand_side_by_side_as_far_as_they_fit(item: str, width: str, expected: int) -> None:
    assert side_by_side("item", "width", Tokens({"item": item, "width": width})) == expected


def test_a_title_has_as_many_sizes_as_it_has_tokens() -> None:
    long = "The United Kingdom of Great Britain and Northern Ireland and of the Isles"
    values = {
        **TOKENS.values,
        "cover-title-4-height": "1mm",
        "cover-title-5": TOKENS.values["cover-title-4"],
    }
    assert Typesetter(TOKENS, FONTS).cover_title(long).step == 4
    assert Typesetter(Tokens(values), FONTS).cover_title(long).step == 5


@pytest.mark.parametrize("value", ["0", "1.5", "-1", "2mm"])
def test_a_count_is_a_whole_number(value: str) -> None:
    tokens = Tokens({"lines-rings": value})
    with pytest.raises(TokenError, match=r"--lines-rings in .* is no whole number"):
        tokens.count("lines-rings")


def test_an_icon_that_cannot_be_drawn_is_named(tmp_path: Path) -> None:
    icon = tmp_path / "templates" / "icons" / "partnerships.svg"
    icon.parent.mkdir(parents=True)
    icon.write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h24"/></svg>')
    artist = Artist(Assets(theme=read_theme(tmp_path)), TOKENS, FONTS)
    with pytest.raises(IconError, match=r"templates/icons/partnerships\.svg"):
        artist.wheel("Wheel")


def test_an_icon_keeps_its_size_whatever_its_grid(tmp_path: Path) -> None:
    source = (packaged_root() / "templates/icons/partnerships.svg").read_text(encoding="utf-8")
    icon = tmp_path / "templates" / "icons" / "partnerships.svg"
    icon.parent.mkdir(parents=True)
    icon.write_text(source.replace("0 0 24 24", "0 0 48 48"), encoding="utf-8")
    drawn = Artist(Assets(theme=read_theme(tmp_path)), TOKENS, FONTS).wheel("Wheel")
    scales = re.findall(r"scale\(([\d.]+)\)", drawn)
    size = TOKENS.mm("wheel-icon")
    assert sorted(map(float, scales)) == pytest.approx([size / 48, *[size / 24] * 5], abs=1e-4)
