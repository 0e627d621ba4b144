"""Import what every worker process needs; the server that forks workers imports this module once.

Without Pango WeasyPrint cannot be imported. Then a worker says so when it gets its first order.
"""

import gc
from contextlib import suppress

# What is imported stays: to look for garbage among it meanwhile takes a fifth of the time.
_was_on = gc.isenabled()
gc.disable()

with suppress(Exception):
    from mgi_report.output.formats import FORMATS
    from mgi_report.pdf.engine.gateway import load_engine
    from mgi_report.run import job, worker  # noqa: F401
    from mgi_report.run.formats import maker_of

    for each in FORMATS:
        maker_of(each)
    load_engine()

gc.freeze()
if _was_on:
    gc.enable()
