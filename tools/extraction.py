"""Babel extractors for what Babel does not know: Django templates, and the labels in our YAML data."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import yaml
from babel.messages.extract import extract_python

# Keys of our data files whose values are shown to people and so are message ids.
SHOWN_KEYS = {"label", "basis_note", "source", "anchor", "question", "description"}

Message = tuple[int, str, Any, list[str]]


def django_templates(
    fileobj: io.BytesIO, keywords: Any, comment_tags: Any, options: dict[str, str]
) -> Iterator[Message]:
    """Django's own templatize turns a template into what a Python extractor can read."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    from django.utils.translation.template import templatize

    # The blanks before a line would be read as the indentation of a program.
    source = "\n".join(line.lstrip() for line in templatize(fileobj.read().decode("utf-8")).splitlines())
    yield from extract_python(io.BytesIO(source.encode("utf-8")), keywords, comment_tags, options)


def data_labels(fileobj: io.BytesIO, keywords: Any, comment_tags: Any, options: dict[str, str]) -> Iterator[Message]:
    """Every text under a key of SHOWN_KEYS, with its line."""

    def walk(node: yaml.Node) -> Iterator[Message]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value in SHOWN_KEYS:
                    texts = value.value if isinstance(value, yaml.SequenceNode) else [value]
                    for text in texts:
                        if isinstance(text, yaml.ScalarNode) and text.value:
                            yield text.start_mark.line + 1, "gettext", text.value, []
                else:
                    yield from walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from walk(item)

    root = yaml.compose(fileobj.read().decode("utf-8"))
    if root is not None:
        yield from walk(root)
