"""What tests of every kind share: where real map extracts and documents lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real inputs (OPENWARD_DATA, else ../shared/data beside the checkout)."""
    folder = Path(os.environ.get("OPENWARD_DATA") or ROOT.parent / "shared/data")
    if not folder.is_dir():
        pytest.skip(f"real inputs are not here: {folder} (set OPENWARD_DATA)")
    return folder
