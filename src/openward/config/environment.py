"""Every setting an operator can make, read from the environment in this one place.

docs/reference/settings.md lists them; a test holds that none is missing there. Secrets come from files or variables
and are never logged.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from openward.methods.errors import OpenwardError


@dataclass(frozen=True)
class Setting:
    """An environment variable with its default and what it is for."""

    name: str
    default: str
    purpose: str

    @property
    def value(self) -> str:
        return os.environ.get(self.name, self.default)

    @property
    def is_on(self) -> bool:
        return self.value.strip().lower() in {"1", "true", "yes", "on"}

    @property
    def items(self) -> list[str]:
        return [item.strip() for item in self.value.split(",") if item.strip()]


HOME = Setting("OPENWARD_HOME", "var", "Folder of all data: database, uploads, documents, tiles, keys.")
DATABASE_URL = Setting(
    "OPENWARD_DATABASE_URL", "", "postgres://user:password@host/name for a network; empty is SQLite in OPENWARD_HOME."
)
HOSTS = Setting("OPENWARD_HOSTS", "localhost,127.0.0.1,[::1]", "Host names the site answers to, with commas.")
ORIGIN = Setting(
    "OPENWARD_ORIGIN",
    "http://localhost:8000",
    "Address people reach the site by. https:// turns on secure cookies and HSTS.",
)
SECRET_KEY = Setting("OPENWARD_SECRET_KEY", "", "Key that signs sessions; empty keeps one in OPENWARD_HOME/secret-key.")
DEBUG = Setting("OPENWARD_DEBUG", "no", "Detailed error pages for developers. Never on a site that people use.")
TIME_ZONE = Setting(
    "OPENWARD_TIME_ZONE",
    "UTC",
    "Time zone of people who did not choose one, and of the day on which daily work is due.",
)
LANGUAGE = Setting("OPENWARD_LANGUAGE", "en", "Language of people who did not choose one: en, fr or ar.")
UPLOAD_MEGABYTES = Setting("OPENWARD_UPLOAD_MEGABYTES", "512", "Largest map extract that is taken, in megabytes.")
EMAIL_URL = Setting(
    "OPENWARD_EMAIL_URL",
    "",
    "smtp://user:password@host:port, smtps:// for TLS; empty writes mail into OPENWARD_HOME/mail.",
)
EMAIL_FROM = Setting("OPENWARD_EMAIL_FROM", "openward@localhost", "Address that mail comes from.")
OIDC_NAME = Setting(
    "OPENWARD_OIDC_NAME", "", "Name of the sign-in service shown on the button; empty has no such button."
)
OIDC_URL = Setting("OPENWARD_OIDC_URL", "", "Address of the OpenID Connect provider.")
OIDC_CLIENT_ID = Setting("OPENWARD_OIDC_CLIENT_ID", "", "Client id at that provider.")
OIDC_CLIENT_SECRET = Setting("OPENWARD_OIDC_CLIENT_SECRET", "", "Client secret at that provider.")
PROXIES = Setting("OPENWARD_PROXIES", "0", "How many reverse proxies of yours stand before the site.")
LOG_LEVEL = Setting(
    "OPENWARD_LOG_LEVEL",
    "INFO",
    "Least severe log line that is written; with `--demonstration` it is `WARNING` unless set.",
)

SETTINGS = [
    HOME, DATABASE_URL, HOSTS, ORIGIN, SECRET_KEY, DEBUG, TIME_ZONE, LANGUAGE, UPLOAD_MEGABYTES, EMAIL_URL, EMAIL_FROM,
    OIDC_NAME, OIDC_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PROXIES, LOG_LEVEL,
]  # fmt: skip


def origin_of(setting: Setting) -> list[str]:
    """Scheme and host of an address, as a list that is empty where the setting is."""
    parts = urlsplit(setting.value)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def home() -> Path:
    """The data folder, made if it is missing; only the owner may enter it, also one that was made otherwise."""
    try:
        folder = Path(HOME.value).resolve()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if stat.S_IMODE(folder.stat().st_mode) & 0o077:
            with suppress(PermissionError):  # somebody else's folder, such as a volume of a container: theirs to close
                folder.chmod(0o700)
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise OpenwardError("home-unusable", folder=HOME.value, detail=detail) from error
    return folder


def keep_private() -> None:
    """For commands that write into the data folder: no file of theirs is for other users of the machine. Processes
    that they start do the same."""
    os.umask(0o077)


def secret_key() -> str:
    """The configured key, or one made at first use and kept with mode 0600."""
    if SECRET_KEY.value:
        return SECRET_KEY.value
    file = home() / "secret-key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(64))
    return file.read_text(encoding="ascii")
