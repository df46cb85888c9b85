"""Print what becomes of each hostile case with the default limits, how long it takes and how much memory.

python -m benchmarks.hostile [NAME…]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.case import Case, Outcome, faults
from tests.hostile.corpus import CORPUS

ROOT = Path(__file__).resolve().parents[1]


def measure(case: Case) -> Outcome:
    """Build a case in a process of its own: seconds of processor time, peak memory in MB (of 1024 kB)."""
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "tests.hostile.tripwire", folder, "\n" if case.bomb else "", case.name]
        done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    if len(rows) != 1:
        return Outcome(done.returncode, ["died"], done.stderr[-300:], "")
    rows[0].pop("name")
    return Outcome(**rows[0])


def line(case: Case, outcome: Outcome) -> str:
    """Write a case: cost, exit code, what was told."""
    told = ", ".join(dict.fromkeys(outcome.codes)) or "made"
    wrong = f"   WRONG: {faults(case, outcome)}" if faults(case, outcome) else ""
    return f"{case.name:28}{outcome.seconds:8.2f} s{outcome.megabytes:8.0f} MB   {outcome.exit_code}  {told}{wrong}"


def main(*names: str) -> int:
    """Measure the cases and print; 1 where one comes to something else than it must."""
    cases = [case for case in CORPUS if not names or case.name in names]
    outcomes = {}
    for case in cases:
        outcomes[case.name] = measure(case)
        print(line(case, outcomes[case.name]), flush=True)
    longest = max(outcomes, key=lambda name: outcomes[name].seconds)
    largest = max(outcomes, key=lambda name: outcomes[name].megabytes)
    print(f"\n{len(cases)} cases, none of which read, asked or ran anything outside.")
    print(f"longest: {outcomes[longest].seconds:.1f} s of processor time ({longest})")
    print(f"largest: {outcomes[largest].megabytes:.0f} MB ({largest})")
    wrong = [case.name for case in cases if faults(case, outcomes[case.name])]
    print(f"not as they must be: {', '.join(wrong)}" if wrong else "all as they must be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
