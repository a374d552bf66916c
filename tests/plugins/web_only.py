"""Settings for tests of the web pages: everything but the editions, at SITEURL where it is set."""

from __future__ import annotations

import os

from pelicanconf import *  # noqa: F403 - a settings file adds to the one it builds on
from pelicanconf import PLUGINS as ALL_PLUGINS

SITEURL = os.environ.get("SITEURL", "")
PLUGINS = [plugin for plugin in ALL_PLUGINS if "editions" not in plugin]
