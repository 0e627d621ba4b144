"""Measure Lesotho against Chromium, stock WeasyPrint and Typst, all in one run, in turns.

Run: .venv/bin/python benchmarks/peers.py [rounds] [profile]
The peers get the very HTML, style sheets, fonts and pictures; Typst gets the words alone, since it
reads no HTML. Each measure runs in processes of its own, so that what we change in WeasyPrint does
not reach the stock one. Of each the smallest counts, since other work can only make a run slower.
Chromium needs playwright, and Typst its package; a peer that is not installed is left out. It ends
with exit code 1 if a ratio is above its goal.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "data" / "lso-2021.en.yaml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
WARM = 6
IMPORTS = "import pydantic, ruamel.yaml, click"


def write_book(folder: Path, profile: Path) -> None:
    """Write the HTML of a profile and all it refers to, as a browser wants them."""
    from mgi_report.document.tokens import FilledIn  # noqa: PLC0415 - only here
    from mgi_report.profile.loading import load  # noqa: PLC0415
    from mgi_report.run.formats import Workshop  # noqa: PLC0415
    from mgi_report.run.job import compose, workshop_for  # noqa: PLC0415

    loaded = load(profile)
    workshop = workshop_for(loaded, Workshop())
    document = compose(loaded, workshop, "profile")
    (folder / "book.html").write_text(document.html, "utf-8")
    (folder / "artwork").mkdir()
    for name, picture in document.artwork.items():
        (folder / "artwork" / name).write_bytes(picture)
    assets = FilledIn(workshop.assets)
    for kind in ("css", "svg", "png", "jpg", "ttf"):
        for name in assets.names("styles", f".{kind}"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(assets.read_bytes(name))
    words = "\n\n".join(line.strip() for line in profile.read_text("utf-8").splitlines())
    escaped = "".join(f"\\{sign}" if sign in r"\#$*_`<>@[]=~-+/'" + '"' else sign for sign in words)
    (folder / "book.typ").write_text(escaped, "utf-8")


def repeated(call: Callable[[], object]) -> list[float]:
    """Return the seconds of a first call, and of some more."""
    seconds = []
    for _ in range(1 + WARM):
        start = perf_counter()
        call()
        seconds.append(perf_counter() - start)
    return seconds


def ours(folder: Path, profile: Path) -> dict[str, list[float]]:
    """Time the whole job, read back, and layout and writing of the same HTML alone."""
    from mgi_report.pdf.download import write_download  # noqa: PLC0415 - in this process only
    from mgi_report.pdf.engine.garbage import collect_last  # noqa: PLC0415
    from mgi_report.profile.loading import load  # noqa: PLC0415
    from mgi_report.run.formats import Workshop  # noqa: PLC0415
    from mgi_report.run.job import compose, workshop_for  # noqa: PLC0415
    from mgi_report.run.orders import Order  # noqa: PLC0415
    from mgi_report.run.processes import prepare  # noqa: PLC0415
    from mgi_report.run.worker import render  # noqa: PLC0415

    del folder
    # As in a worker, which looks for garbage once for each profile, and not among its imports.
    import_module("mgi_report.run.warm")
    prepare(0)
    whole = repeated(lambda: render(Order(profile)))
    loaded = load(profile)
    shop = workshop_for(loaded, Workshop())
    document = compose(loaded, shop, "profile")
    engine = shop.engine

    def lay_out() -> None:
        collect_last()
        write_download(engine.lay_out(document), source=loaded.source)

    html = repeated(lay_out)
    return {"ours, finished and read back, warm": whole[1:], "ours, the same HTML, warm": html[1:]}


def stock(folder: Path, profile: Path) -> dict[str, list[float]]:
    """Time WeasyPrint with its defaults."""
    import weasyprint  # noqa: PLC0415 - in this process only

    del profile

    def once() -> None:
        weasyprint.HTML(filename=folder / "book.html").write_pdf()

    return {"WeasyPrint, warm": repeated(once)[1:]}


def chromium(folder: Path, profile: Path) -> dict[str, list[float]]:
    """Time a running Chromium, a new page each time."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a peer may be missing

    del profile
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS[1:]))

        def once() -> None:
            page = browser.new_page()
            page.goto((folder / "book.html").as_uri())
            page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
            page.close()

        seconds = repeated(once)
        browser.close()
    return {"Chromium, warm": seconds[1:]}


def typst(folder: Path, profile: Path) -> dict[str, list[float]]:
    """Time Typst on the words of the profile, in plain paragraphs."""
    import typst as program  # noqa: PLC0415 - a peer may be missing

    del profile
    return {"Typst, warm, words alone": repeated(lambda: program.compile(folder / "book.typ"))[1:]}


def commands(folder: Path, profile: Path) -> dict[str, list[str]]:
    """Return the commands that are timed as new processes."""
    program = [sys.executable, "-m", "mgi_report"]
    found = {
        "ours, cold": [*program, "build", str(profile), "-o", str(folder / "out"), "--force"],
        "check of one file": [*program, "check", str(profile)],
        "its libraries imported": [sys.executable, "-c", IMPORTS],
    }
    if browser := next(filter(None, map(shutil.which, BROWSERS)), None):
        pdf = f"--print-to-pdf={folder / 'chromium.pdf'}"
        data = f"--user-data-dir={folder / 'browser'}"
        page = (folder / "book.html").as_uri()
        found["Chromium, cold"] = [browser, *FLAGS, data, pdf, page]
    return found


def timed(command: list[str]) -> float:
    """Return the seconds of a command."""
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start


CHILDREN = {"ours": ours, "stock": stock, "chromium": chromium, "typst": typst}
GOALS = (
    ("ours, finished and read back, warm", "Chromium, warm", 2.0),
    ("ours, cold", "Chromium, cold", 1.5),
    ("ours, the same HTML, warm", "WeasyPrint, warm", 0.5),
    ("check of one file", "its libraries imported", 2.5),
)


def measure(rounds: int, profile: Path, folder: Path) -> dict[str, list[float]]:
    """Return all seconds by the names of what was measured."""
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        for child in CHILDREN:
            command = [sys.executable, __file__, "--child", child, str(folder), str(profile)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"left out: {child}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
                continue
            for name, seconds in json.loads(done.stdout).items():
                taken.setdefault(name, []).extend(seconds)
        for name, command in commands(folder, profile).items():
            times = 5 if "check" in name or "libraries" in name else 1
            taken.setdefault(name, []).extend(timed(command) for _ in range(times))
    return taken


def main() -> int:
    """Print two tables; return the exit code."""
    if sys.argv[1:2] == ["--child"]:
        name, folder, profile = sys.argv[2:]
        print(json.dumps(CHILDREN[name](Path(folder), Path(profile))))
        return 0
    rounds = int(sys.argv[1]) if sys.argv[1:] else 3
    profile = Path(sys.argv[2]) if sys.argv[2:] else PROFILE
    with TemporaryDirectory() as folder:
        write_book(Path(folder), profile)
        taken = measure(rounds, profile, Path(folder))
    best = {name: min(seconds) for name, seconds in taken.items()}
    print("| what | s |\n|---|---|")
    for name, seconds in best.items():
        print(f"| {name} | {seconds:.2f} |")
    print("\n| ratio | found | at most |\n|---|---|---|")
    missed = False
    for over, under, goal in GOALS:
        if over in best and under in best:
            ratio = best[over] / best[under]
            missed |= ratio > goal
            print(f"| {over} / {under} | {ratio:.2f} | {goal} |")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
