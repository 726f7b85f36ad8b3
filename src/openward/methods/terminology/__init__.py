"""The terminology guard: does a translation say the same bodies, numbers and denials as its source, and does one text
alone call one body by one name?

`termbase/` holds concepts with their terms by language, `languages/` the words that a check needs of a language.
`guard.Guard` puts both together and checks; every check is a module of its own that returns findings.
"""
