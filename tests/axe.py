"""Look for faults of accessibility with axe-core."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

__all__ = ["axe_violations"]

# Where .ci/setup puts what tests/editor/package-lock.json lists.
SCRIPT = Path(sys.prefix, "node", "node_modules", "axe-core", "axe.min.js")


def axe_script() -> str:
    """Return the script of axe-core; the test is skipped where there is none."""
    if not SCRIPT.is_file():
        reason = "faults of accessibility are looked for with axe-core, which is not here"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(f"{reason} (Debian, Ubuntu: sudo apt install nodejs npm, then make setup)")
    return SCRIPT.read_text(encoding="utf-8")


def axe_violations(page: Page, exclude_from_sizes: str = "") -> str:
    """Return what axe-core finds, with every rule it knows; an empty text if nothing.

    What a selector names may be smaller than a target should be.
    """
    page.evaluate(axe_script())
    # The size of targets is off unless asked for.
    found: dict[str, Any] = page.evaluate(
        """() => axe.run(document, {resultTypes: ["violations", "incomplete"],
            rules: {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: false}}
        })"""
    )
    assert len(found["passes"]) > 15
    return "\n".join(
        f"{each['id']}: {each['help']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found["violations"]
        for node in each["nodes"]
        if not (
            each["id"] == "target-size"
            and exclude_from_sizes
            and page.locator(node["target"][0]).and_(page.locator(exclude_from_sizes)).count()
        )
    )
