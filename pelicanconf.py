"""Settings of the site, for this machine; publishconf.py adds what the public host needs.

Pelican's own articles and pages are not used: our generators (plugins/) read content/ and
give every page its address, so that nothing an editor writes meets Pelican's link syntax.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # the plugins are found from wherever Pelican is started
    sys.path.insert(0, str(ROOT))

PATH = str(ROOT / "content")
THEME = str(ROOT / "theme")
OUTPUT_PATH = str(ROOT / "output")

# The publisher. An empty value hides its row; the survey service reads the same variables.
SITE_NAMES = {"zh": "生命接力", "en": "Life Relay"}
SITE_TAGLINES = {
    "zh": "造血干细胞捐献，先把事实说清楚",
    "en": "Stem-cell donation: the facts first",
}
SITENAME = SITE_NAMES["zh"]
ORGANISER = os.environ.get("LIFE_RELAY_ORGANISER", "")
CONTACT_EMAIL = os.environ.get("LIFE_RELAY_CONTACT", "")
ICP_NUMBER = os.environ.get("LIFE_RELAY_ICP", "")
POLICE_NUMBER = os.environ.get("LIFE_RELAY_POLICE", "")

# Whom to tell of a hole in the site: an e-mail address, or an https address.
SECURITY_CONTACT = os.environ.get("LIFE_RELAY_SECURITY_CONTACT", "") or CONTACT_EMAIL

SITEURL = ""
RELATIVE_URLS = False
DEFAULT_LANG = "zh"
TIMEZONE = "Asia/Shanghai"
LOCALE = ["C.UTF-8", "C"]  # the same bytes on every machine

PLUGINS = [
    "plugins.issues",
    "plugins.shelving",
    "plugins.myths",
    "plugins.findings",
    "plugins.data_page",
    "plugins.pages",
    "plugins.search",
    "plugins.assets",
    "plugins.editions.publishing",  # after the web pages, which it compares with
    "plugins.machine_files",  # after everything that the sitemap lists
    "plugins.output",  # last: it accounts for what the others wrote
]

# What was made before: an edition costs seconds, an index of thousands of pages too, and both
# seldom change.
KEPT = Path(os.environ.get("LIFE_RELAY_DATA") or ROOT / "instance")
EDITIONS_KEPT = str(KEPT / "editions")
SEARCH_KEPT = str(KEPT / "search")

# Style sheets of theme/static/css, joined in this order.
CSS_BUNDLES = {
    "site.css": [
        "tokens.css",
        "base.css",
        "frame.css",
        "parts.css",
        "front.css",
        "issue.css",
        "article.css",
        "myth.css",
        "findings.css",
        "charts.css",
        "drawings.css",
        "print.css",
    ],
    "search.css": ["search.css"],
    "shelf.css": ["shelf.css", "data.css"],
    "survey.css": ["tokens.css", "base.css", "frame.css", "parts.css", "form.css"],
    "desk.css": ["tokens.css", "base.css", "frame.css", "parts.css", "form.css", "desk.css"],
}

# Pelican's own generators are given nothing to do. The switches below are also the lock of
# that door: {static} and {attach} would publish any file that the build can read.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
READERS = {"rst": None, "html": None, "md": None, "markdown": None, "mkd": None, "mdown": None}
INTRASITE_LINK_REGEX = r"(?!)(?P<what>)"  # matches nothing
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
DELETE_OUTPUT_DIRECTORY = False  # plugins.output removes what is stale, after a good build
