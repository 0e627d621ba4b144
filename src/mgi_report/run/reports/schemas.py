"""Describe the JSON reports of all commands; docs/tables.py writes the schemas."""

import json

from pydantic import BaseModel

from mgi_report.run.reports.changed import ChangesTold
from mgi_report.run.reports.plain import CheckReport, DoctorReport, InspectReport, VerifyReport

__all__ = ["REPORTS", "report_schema"]

REPORTS: dict[str, type[BaseModel]] = {
    "changes": ChangesTold,
    "check": CheckReport,
    "doctor": DoctorReport,
    "inspect": InspectReport,
    "verify": VerifyReport,
}
"""The model of each command's report."""


def report_schema(command: str) -> str:
    """Return the JSON Schema (draft 2020-12) of a command's report as text."""
    schema = REPORTS[command].model_json_schema(mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
