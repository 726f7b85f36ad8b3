"""The brief and the annex in words: one module a chapter, from data to blocks of a document, in any language."""

from openward.brief.telling.annex import annex_document
from openward.brief.telling.brief import brief_document

__all__ = ["annex_document", "brief_document"]
