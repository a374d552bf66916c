"""Every address of the site, and the file that it was given to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from plugins.messages import fault
from plugins.prose.manuscript import LinkUse
from survey_model.faults import Fault
from survey_model.text import LANGUAGES

OWN = (
    *("/", "/issues/", "/sections/", "/topics/", "/correspondents/", "/places/", "/corrections/"),
    *("/myths/", "/myths/review/", "/findings/", "/data/", "/search/", "/feeds/", "/404.html"),
)
SERVICE = ("/survey/", "/en/survey/")  # answered by the survey service
OURSELVES = "网站自己的页面"


def address(language: str, path: str) -> str:
    """The address of `path` in the language: Chinese at /, English at /en/."""
    return path if language == "zh" else f"/{language}{path}"


def is_of_the_service(path: str) -> bool:
    """Whether the survey service answers at this address."""
    return path.startswith(SERVICE)


@dataclass
class Addresses:
    """Which file stands at which address."""

    faults: list[Fault]
    files: dict[str, str] = field(
        default_factory=lambda: {
            address(lang, path): OURSELVES for lang in LANGUAGES for path in OWN
        }
    )

    def claim(self, wanted: str, file: str, line: int = 0) -> None:
        """Give the address to the file; a fault where another has it."""
        other = self.files.setdefault(wanted, file)
        if other != file:
            self.faults.append(fault("address_twice", file, line, address=wanted, other=other))

    def check(self, links: Iterable[LinkUse]) -> None:
        """A fault for each link inside the site that leads to no page."""
        for link in links:
            path = link.target.partition("#")[0]
            if path and path not in self.files and not is_of_the_service(path):
                self.faults.append(fault("link_broken", link.file, link.line, target=link.target))
