"""`python -m survey_model <questionnaire.yaml> …`: every fault with its line and its mend."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from survey_model.reading import check_questionnaire


def main(arguments: Sequence[str]) -> int:
    """Print the faults of each file; 1 where one of them is more than a warning."""
    if not arguments:
        print("用法：python -m survey_model content/surveys/<id>/questionnaire.yaml")
        return 2
    faults = [fault for name in arguments for fault in check_questionnaire(Path(name))]
    for fault in faults:
        print(f"提醒：{fault}" if fault.warning else fault)
    if not faults:
        print("没有要改的地方。")
    return int(any(not fault.warning for fault in faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
