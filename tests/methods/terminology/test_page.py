"""A page of several paragraphs, our own prose, with the faults that pages have: each is found, and no more."""

from __future__ import annotations

from openward.methods.terminology.guard import Guard

SOURCE = """Third Meeting of Market Cities

Published on 14 March 2024
Reading time: 3 minutes

From 5 to 7 March 2024 the Strong Cities Network brought 180 people from 62 cities to Lindmoor. The meeting had nine
sessions. Mayors compared how they protect soft targets without turning squares into fortresses.

CTED opened a workshop with the United Nations Office of Counter-Terrorism (UNOCT). Officials of CTED then walked the
old market, which is 400 m long and has four gates. No gate was closed that day, and traders kept working.

The Hon. Ruth Vale, Mayor of Lindmoor, thanked the stewards. She said that hate speech has no place in her city. Her
speech is at https://example.org/speech and is marked TLP:CLEAR.
"""
CLEAN = """Troisième Rencontre des villes de marché

Publié le 14 mars 2024
Temps de lecture : 3 minutes

Du 5 au 7 mars 2024, le Réseau des villes fortes a réuni à Lindmoor 180 personnes venues de 62 villes. La rencontre a
compté neuf séances. Les maires ont comparé la façon dont ils protègent les cibles vulnérables sans faire des places des
forteresses.

La DECT a ouvert un atelier avec le Bureau de lutte contre le terrorisme (BLT). Des responsables de la DECT ont ensuite
parcouru le vieux marché, long de 400 m et doté de quatre portes. Aucune porte n'était fermée ce jour-là, et les
commerçants ont continué à travailler.

L'honorable Ruth Vale, maire de Lindmoor, a remercié les stadiers. Elle a dit que les discours de haine n'avaient pas
leur place dans sa ville. Son discours se trouve à l'adresse https://example.org/speech et porte l'étiquette TLP:CLEAR.
"""
SPOILT = [
    ("Temps de lecture : 3", "Temps de lecture : 4", "number-changed"),
    ("14 mars 2024", "14 mai 2024", "date-changed"),
    ("180 personnes venues de 62", "180 personnes venues de 26", "number-changed"),
    ("cibles vulnérables", "cibles douces", "term-forbidden"),
    ("responsables de la DECT", "responsables de la CNUCED", "entity-changed"),
    ("(BLT)", "(BULT)", "acronym-unknown"),
    ("long de 400 m", "long de 400 pieds", "unit-changed"),
    ("n'avaient pas\nleur", "avaient leur", "negation-lost"),
    ("L'honorable Ruth Vale", "Thehon Ruth Vale", "honorific-merged"),
    ("TLP:CLEAR", "TLP:CLAIR", "symbol-altered"),
    (" La rencontre a\ncompté neuf séances.", "", "sentence-dropped"),
]


def test_a_sound_translation_of_a_page_is_let_be(guard: Guard) -> None:
    assert guard.pair(SOURCE, "en", CLEAN, "fr") == []
    assert guard.alone(CLEAN, "fr") == []


def test_each_fault_is_found_alone(guard: Guard) -> None:
    for right, wrong, code in SPOILT:
        assert right in CLEAN
        findings = guard.pair(SOURCE, "en", CLEAN.replace(right, wrong), "fr")
        assert [finding.code.value for finding in findings] == [code], (wrong, findings)


def test_all_faults_are_found_together(guard: Guard) -> None:
    page = CLEAN
    for right, wrong, _ in SPOILT:
        page = page.replace(right, wrong)
    found = [finding.code.value for finding in guard.pair(SOURCE, "en", page, "fr")]
    assert sorted(found) == sorted(code for _, _, code in SPOILT)
