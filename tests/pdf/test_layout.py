"""The engine as a tool: late, alone with its fonts, and tidy behind itself."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.pdf.engine.fonts import only_declared_fonts
from mgi_report.pdf.engine.gateway import EngineUnavailable, load_engine
from mgi_report.pdf.engine.layout import Engine


def test_weasyprint_is_loaded_with_the_first_engine_and_not_before():
    script = (
        "import sys, mgi_report.pdf.download, mgi_report.pdf.press.pdfx4, mgi_report.proof.reader;"
        "sys.exit(any(name in sys.modules for name in ('weasyprint', 'pydyf', 'pypdfium2')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_engine_is_loaded_without_the_help_of_other_programs():
    # Python would ask ldconfig, gcc and ld for libraries by names that are none of this system's.
    script = (
        "import sys; from mgi_report.pdf.engine.gateway import load_engine; started = [];"
        "sys.addaudithook(lambda event, _: event == 'subprocess.Popen' and started.append(event));"
        "load_engine(); sys.exit(len(started))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_missing_system_library_is_told(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)

    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(EngineUnavailable, match="libpango"):
        Engine()


def test_pages_and_anchors_are_known_before_writing(studio):
    layout = studio.lay_out('<p id="a">x</p><p id="b" style="break-before: page">y</p>')
    assert layout.page_count == 2
    assert layout.anchors == {"a": 1, "b": 2}
    assert layout.page_sizes == (pytest.approx((283.46, 283.46), abs=0.01),) * 2


def test_fonts_of_the_machine_are_not_used(studio, tmp_path, monkeypatch):
    # The machine has Source Sans, which holds an open e; the document only has Source Serif.
    machine = tmp_path / "machine"
    machine.mkdir()
    (studio.root / "styles/fonts/SourceSans3-Regular.ttf").rename(machine / "sans.ttf")
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(f"<fontconfig><dir>{machine}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    studio.add(
        "styles/base.css",
        '@font-face { font-family: "Fine"; src: url(fonts/SourceSerif4Display-Light.ttf) }'
        "html { font-family: Fine }",
    )
    # Text in a drawing is not checked before it is painted.
    text = '<text y="9" font-family="Source Sans 3">ɛ</text>'
    problem = studio.problem(f'<svg viewBox="0 0 9 9"><title>E</title>{text}</svg>')
    assert (problem.code, "U+025B" in problem.message) == ("missing-glyph", True)
    assert os.environ["FONTCONFIG_FILE"] == str(configuration)


def test_the_environment_is_put_back(monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    with only_declared_fonts():
        assert Path(os.environ["FONTCONFIG_FILE"]).is_file()
    assert "FONTCONFIG_FILE" not in os.environ


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_collection_is_left_as_it_was(studio, is_on):
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        studio.write("<p>x")
        assert gc.isenabled() == is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_other_users_of_weasyprint_keep_its_own_tags(studio):
    studio.write("<p>x")
    weasyprint = load_engine()
    data = weasyprint.HTML(string="<html lang=en><p>x").write_pdf(pdf_variant="pdf/ua-1")
    assert data.startswith(b"%PDF-1.7")


def test_the_tag_hook_is_put_in_place_once(studio):
    painting = load_engine().pdf
    hook = painting.add_tags
    Engine(Assets(root=studio.root))
    assert painting.add_tags is hook


def test_getting_ready_leaves_what_is_wrong_to_the_document(studio):
    nested = studio.document("<div>" * 2_000)
    with pytest.raises(RecursionError):
        studio.engine.lay_out(nested)
    studio.engine.get_ready(nested)
    assert studio.engine._fonts is None
    assert studio.lay_out("<p>A").page_count == 1
