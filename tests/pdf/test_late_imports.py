"""Parts of fontTools are imported when they are used, and are then the real ones."""

import subprocess
import sys

CODE = """\
import sys
from mgi_report.pdf.engine.gateway import load_engine
load_engine()
print(*sorted({"fontTools.subset", "fontTools.varLib"} & set(sys.modules)))
import weasyprint.pdf.fonts as used
import fontTools.subset
print(used.subset.Subsetter is fontTools.subset.Subsetter)
try:
    used.instantiateVariableFont({}, {"wght": 400})
except ValueError as error:
    print(error)
print("fontTools.varLib.instancer" in sys.modules)
"""


def test_they_are_not_imported_with_the_engine_and_work_when_used() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    none, same, asked, there = done.stdout.splitlines()
    assert none == ""
    assert (same, there) == ("True", "True")
    assert "fvar" in asked or "variable" in asked
