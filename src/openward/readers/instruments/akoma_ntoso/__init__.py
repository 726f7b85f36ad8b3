"""Akoma Ntoso (OASIS LegalDocML 1.0; AKN4UN, its use by the United Nations): reading, writing, and the official schema.

A resolution is a `statement`: its heading stands in `preface`, its recitals in `preamble`, its operative paragraphs in
`mainBody`, its vote and footnotes in `conclusions`, its annexes in `attachments`.
"""

from openward.readers.instruments.akoma_ntoso.reading import read_akoma_ntoso
from openward.readers.instruments.akoma_ntoso.validity import faults_of
from openward.readers.instruments.akoma_ntoso.writing import as_akoma_ntoso

__all__ = ["as_akoma_ntoso", "faults_of", "read_akoma_ntoso"]
