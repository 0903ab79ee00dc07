"""What the checks add to a report's time, and how many of the samples' deliberate faults they find.

python benchmarks/checks.py [FOLDER]   (default: samples/text)
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ita_extract import extract
from ita_extract.checks import check_report

ROUNDS = 20


def seconds(action: object, *given: object) -> float:
    """The best of several rounds, in seconds of processor time."""
    assert callable(action)
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        action(*given)
        times.append(time.process_time() - start)
    return min(times)


def main(folder: Path) -> None:
    if not folder.is_dir():
        sys.exit(f"{folder}: no such folder")
    print("| report | measures | whole, ms | checks, ms | share |\n|---|---|---|---|---|")
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        report = extract(path)
        whole, checks = seconds(extract, path), seconds(check_report, report)
        share = f"{checks / whole:.1%}"
        print(
            f"| {path.name} | {len(report.measures)} | {whole * 1000:.1f} | {checks * 1000:.2f} | {share} |"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "samples" / "text")
