"""Time the preview of Lesotho: from a save to the changed page seen in Chromium, all warm.

Run: .venv/bin/python benchmarks/preview.py [saves]
Each save edits one finding. The time ends when the browser shows the new picture of its page. The
seconds of the processor are those that the preview's own process used until then, which other work
on the machine changes less. Linux only.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "data" / "lso-2021.en.yaml"
FINDING = "Migrants have the same access as nationals"
PAGE = "#page-7"
LIMIT = 0.5
NAMES = ("chromium", "chromium-browser", "google-chrome")


# Looked at before each frame; a selector that is waited for is looked up ever more seldom.
ANOTHER = """([page, before]) => {
    const digest = document.querySelector(`${page} .sheet img`)?.dataset.digest;
    return digest && digest !== before && digest;
}"""


def seen(page: Page, before: str) -> str:
    """Wait for another picture of the page than the one before, and return its digest."""
    return str(page.wait_for_function(ANOTHER, arg=[PAGE, before]).json_value())


def processor_seconds(pid: int) -> float:
    """Return the seconds a process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(page: Page, path: Path, saves: int, pid: int) -> list[tuple[float, float]]:
    """Return the seconds from each save to its page, and those of the processor."""
    text = path.read_text("utf-8")
    digest = seen(page, "")
    found = []
    for number in range(saves):
        # The pages are made as a whole half a second after a save; a person takes longer.
        page.wait_for_timeout(4000)
        start, used = perf_counter(), processor_seconds(pid)
        path.write_text(text.replace(FINDING, f"{number + 2} {FINDING}"), "utf-8")
        digest = seen(page, digest)
        found.append((perf_counter() - start, processor_seconds(pid) - used))
    return found


def main() -> None:
    """Print a Markdown table; exit code 1 if the median is above the limit."""
    saves = int(sys.argv[1]) if sys.argv[1:] else 9
    program = next(filter(None, map(shutil.which, NAMES)))
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(shutil.copy(PROFILE, folder))
        command = [sys.executable, "-m", "mgi_report", "preview", path, "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            address = process.stdout.readline().strip()
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address + PAGE)
            found = measure(page, path, saves, process.pid)
            browser.close()
            process.terminate()
    seconds, used = zip(*found, strict=True)
    print("| from a save to its page | s | of the processor, s |\n|---|---|---|")
    for name, of in (("best", min), ("median", median), ("worst", max)):
        print(f"| {name} of {saves} | {of(seconds):.2f} | {of(used):.2f} |")
    sys.exit(median(seconds) > LIMIT)


if __name__ == "__main__":
    main()
