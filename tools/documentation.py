"""The documentation holds together: links lead somewhere, each setting, indicator and error code is described, no page
names a real place's weakness, and no committed text names a package registry's host."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# Put together here, so that this file does not name them itself.
REGISTRIES = ["pypi." + "org", "pythonhosted." + "org", "registry." + "npmjs", "deb." + "debian.org"]


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def broken_links(files: list[Path]) -> list[str]:
    faults = []
    for file in (file for file in files if file.suffix == ".md"):
        for target in LINK.findall(text_of(file)):
            path = target.split("#")[0]
            if path and "://" not in target and not target.startswith("mailto:") and not (file.parent / path).exists():
                faults.append(f"{file.relative_to(ROOT)}: no such file: {target}")
    return faults


def undescribed_settings() -> list[str]:
    from openward.config.environment import SETTINGS

    page = text_of(ROOT / "docs/reference/settings.md")
    return [f"docs/reference/settings.md lacks {item.name}" for item in SETTINGS if f"`{item.name}`" not in page]


def undescribed_indicators() -> list[str]:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    import django

    django.setup()
    from openward.foundation.indicators.registry import declared

    page = text_of(ROOT / "docs/reference/indicators.md")
    return [f"docs/reference/indicators.md lacks {item.slug}" for item in declared() if f"`{item.slug}`" not in page]


def registry_hosts(files: list[Path]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)} names the registry host {host}"
        for file in files
        for host in REGISTRIES
        if host in text_of(file)
    ]


def main() -> int:
    files = committed()
    faults = broken_links(files) + undescribed_settings() + undescribed_indicators() + registry_hosts(files)
    for fault in faults:
        print(fault)
    print(f"documentation: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
