"""Sign finished files, and say what a signature in a file is worth."""

import logging

# What is wrong with a signature is told as a problem, once, and not with a traceback beside it.
# Whoever sets up logging still gets it.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
