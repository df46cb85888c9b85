"""veraPDF, the validator of PDF/UA and PDF/A: where it is kept, how it is asked, and what it answers.

https://docs.verapdf.org/cli/validation; it is a Java program of its own, which nothing but a check ever needs.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from brochure.store import cache
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said

VERSION = "1.28.2"
SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
# The names by which veraPDF calls the standards that a screen PDF may claim.
STANDARDS = {
    "ua1": "PDF/UA-1", "ua2": "PDF/UA-2", "wt1r": "WTPDF 1.0 for reuse", "wt1a": "WTPDF 1.0 for accessibility",
    "2a": "PDF/A-2a", "3a": "PDF/A-3a", "4f": "PDF/A-4f",
}  # fmt: skip
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
_JAVA = 11
_PAGE = compiled(r"/pages\[(\d+)\]")
# A file takes about a second; a hundred times that is a validator that hangs.
_SECONDS, _SECONDS_A_FILE = 120, 100


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that does not hold: its clause and test, how often it failed, what was said of the first place.

    `page` counts from 1; None where the rule is about the whole file.
    """

    clause: str
    description: str
    count: int
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of a file: rules and checks passed, rules failed; `fault` where it could not be read."""

    file: Path
    standard: str
    rules: int = 0
    checks: int = 0
    failures: tuple[Failure, ...] = ()
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the file was examined, and keeps every rule."""
        return not self.fault and not self.failures and self.rules > 0 and self.checks > 0


class Unusable(Exception):
    """The validator did not answer."""


def jar() -> Path:
    """Give the place of the validator in the user's cache."""
    return Path(cache.place("verapdf", f"greenfield-apps-{VERSION}.jar") or ".")


def lacking() -> Said:
    """Say what the validator lacks on this machine; empty where it can run."""
    if (java := shutil.which("java")) is None:
        return Said("Java is not installed; veraPDF needs Java {least} or newer (default-jre-headless)", least=_JAVA)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found[1]) < _JAVA:
        return Said(
            "this Java is too old or does not run; veraPDF needs Java {least} or newer (default-jre-headless)",
            least=_JAVA,
        )
    if not is_genuine(jar()):
        return Said("veraPDF {version} is not in the cache ({jar})", version=VERSION, jar=jar())
    return NOTHING


def is_genuine(path: Path) -> bool:
    """Tell whether a file is the pinned validator, byte for byte."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == SHA256
    except OSError:
        return False


def validate(files: Sequence[Path], flavour: str) -> list[Verdict]:
    """Hold files to a standard ("ua1", "ua2", "2a", …), all in one run; the verdicts are in their order.

    Raises Unusable where the validator does not answer; see `lacking` first.
    """
    if not files:
        return []
    with tempfile.TemporaryDirectory(prefix="make-brochure-") as folder:
        # Names of its own: Java reads the names of files in the encoding of the locale.
        links = [Path(folder) / f"{number}.pdf" for number in range(len(files))]
        for link, file in zip(links, files, strict=True):
            link.symlink_to(file.resolve())
        said = _ask(links, flavour, Path(folder))
    answers = {int(Path(job["itemDetails"]["name"]).stem): job for job in said["report"]["jobs"]}
    return [verdict(file, flavour, answers.get(number, {})) for number, file in enumerate(files)]


def _ask(links: Sequence[Path], flavour: str, home: Path) -> Any:
    # The validator writes a folder of settings into the home; it only ever starts, so the quick compiler is enough.
    options = [f"-Duser.home={home}", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1"]
    call = ["java", *options, "-cp", str(jar()), _MAIN, "--flavour", flavour, "--format", "json", *map(str, links)]
    try:
        done = subprocess.run(
            call, capture_output=True, timeout=_SECONDS + _SECONDS_A_FILE * len(links), check=False, cwd=home
        )
        return json.loads(done.stdout.decode("utf-8", "replace"))
    except subprocess.TimeoutExpired as error:
        raise Unusable(f"veraPDF did not end within {error.timeout:g} seconds") from error
    except (OSError, ValueError) as error:
        raise Unusable(f"veraPDF gave no report: {error}") from error


def verdict(file: Path, flavour: str, job: Any) -> Verdict:
    """Read what the report says of one file."""
    standard = STANDARDS[flavour]
    results = job.get("validationResult") or []
    if len(results) != 1 or results[0].get("jobEndStatus") != "normal":
        fault = job.get("taskException", {}).get("exceptionMessage") or "veraPDF said nothing of this file"
        return Verdict(file, standard, fault=fault)
    details = results[0]["details"]
    failures = tuple(_failures(details["ruleSummaries"]))
    if not results[0]["compliant"] and not failures:
        return Verdict(file, standard, fault="veraPDF refuses this file without naming a rule")
    return Verdict(
        file,
        standard,
        details["passedRules"] + details["failedRules"],
        details["passedChecks"] + details["failedChecks"],
        failures,
    )


def _failures(summaries: Any) -> Iterator[Failure]:
    for rule in summaries:
        first = rule["checks"][0] if rule.get("checks") else {}
        page = _PAGE.search(first.get("context") or "")
        yield Failure(
            f"{rule['specification']}, {rule['clause']} (test {rule['testNumber']})",
            rule["description"],
            rule["failedChecks"],
            first.get("errorMessage") or "",
            int(page[1]) + 1 if page else None,
        )
