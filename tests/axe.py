"""Look for faults of accessibility with axe-core."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

__all__ = ["axe_violations"]


def axe_violations(page: Page, exclude_from_sizes: str = "") -> str:
    """Return what axe-core finds, with every rule it knows; an empty text if nothing.

    What a selector names may be smaller than a target should be.
    """
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
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
