"""Settings for the public host: SITEURL from the environment, and nothing rehearsed."""

from __future__ import annotations

import os

from pelicanconf import *  # noqa: F403 - a settings file adds to the one it builds on
from pelicanconf import PLUGINS as LOCAL_PLUGINS

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
# A number or a contact that is missing knowingly. Without one of these, nothing is built.
ICP_NUMBER_PENDING = os.environ.get("ICP_NUMBER_PENDING", "") == "yes"
POLICE_NUMBER_PENDING = os.environ.get("POLICE_NUMBER_PENDING", "") == "yes"
SECURITY_CONTACT_PENDING = os.environ.get("SECURITY_CONTACT_PENDING", "") == "yes"
PLUGINS = ["plugins.production", *LOCAL_PLUGINS]
