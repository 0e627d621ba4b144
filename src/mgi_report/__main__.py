"""Run the command line as ``python -m mgi_report``."""

from mgi_report.cli import main

main()
