"""The brief for a mayor and its annex: composed once from a register, rendered as PDF, HTML, JSON, GeoJSON and a sheet.

Words: the *brief* speaks of kinds and districts and names no place; the *annex* names the places to visit and carries
its label, maker and time on every page; an *edition* is one printing of both. The command line and the web call the
same `compose` and the same renderers. The hard part is in `small_cells`: a row that speaks of fewer than five places
speaks of one.
"""
