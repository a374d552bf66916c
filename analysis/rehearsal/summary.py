"""What a rehearsal came to, beside what it should have come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.rehearsal.residents import Resident
from analysis.rehearsal.visits import Visit, VisitFailed

DIFFERENCES_SHOWN = 10


@dataclass(frozen=True)
class Summary:
    """Everybody who was to answer, and what came of each."""

    wave: str
    seed: int
    expected: Sequence[Resident]
    results: Sequence[Visit | VisitFailed]

    @property
    def visits(self) -> list[Visit]:
        return [result for result in self.results if isinstance(result, Visit)]

    @property
    def receipts(self) -> int:
        """Different receipts; the language of the address makes no difference."""
        return len({visit.receipt.rpartition("/")[2] for visit in self.visits})

    @property
    def differences(self) -> list[str]:
        """What is not as it should be, in sentences."""
        failed = [str(result) for result in self.results if isinstance(result, VisitFailed)]
        people = len(self.expected)
        counted = {
            "answered": (len(self.visits), people),
            "receipts": (self.receipts, people),
            "sent twice": (self._again, sum(one.sends_twice for one in self.expected)),
            "withdrawn": (self._withdrawn, sum(one.withdraws for one in self.expected)),
        }
        wrong = [f"{what}: {n}, expected {m}" for what, (n, m) in counted.items() if n != m]
        return [*wrong, *failed]

    @property
    def as_expected(self) -> bool:
        return not self.differences

    def __str__(self) -> str:
        ways = Counter(visit.resident.way.value for visit in self.visits)
        by = ", ".join(f"{count} by {way}" for way, count in sorted(ways.items()))
        english = sum(visit.resident.language == "en" for visit in self.visits)
        people = len(self.expected)
        lines = [
            f"rehearsal, wave {self.wave}: {people} simulated residents, seed {self.seed}",
            f"  answered    {len(self.visits):>5}   {by}; {english} in English",
            f"  receipts    {self.receipts:>5}   each a different one",
            f"  sent twice  {self._again:>5}   and got the same receipt again",
            f"  withdrawn   {self._withdrawn:>5}   from the receipt's page",
        ]
        wrong = self.differences
        lines += [f"  not as expected: {line}" for line in wrong[:DIFFERENCES_SHOWN]]
        if len(wrong) > DIFFERENCES_SHOWN:
            lines.append(f"  and {len(wrong) - DIFFERENCES_SHOWN} more")
        return "\n".join(lines)

    @property
    def _again(self) -> int:
        return sum(visit.sent_again for visit in self.visits)

    @property
    def _withdrawn(self) -> int:
        return sum(visit.withdrawn for visit in self.visits)
