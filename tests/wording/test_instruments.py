"""Whatever the reader of resolutions tells by a code has its words."""

from __future__ import annotations

import re
from pathlib import Path

from openward.readers import instruments
from openward.readers.instruments import Force, Kind
from openward.wording.instruments import DOUBTS, FORCES, KINDS


def test_each_kind_and_force_has_its_words():
    assert set(KINDS) == {kind.value for kind in Kind}
    assert set(FORCES) == {force.value for force in Force}


def test_each_reason_of_doubt_has_its_words():
    sources = [path.read_text("utf-8") for path in Path(instruments.__file__).parent.rglob("*.py")]
    reasons = {reason for source in sources for reason in re.findall(r'Doubt\(\s*"\w+",\s*"([\w-]+)"', source)}
    assert reasons == set(DOUBTS)
