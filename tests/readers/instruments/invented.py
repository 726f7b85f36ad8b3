"""Resolutions that nobody adopted, in our own words, laid out as the organs lay theirs out."""

from __future__ import annotations

COUNCIL = """\
United Nations S/RES/9001 (2024)

Security Council Distr.: General
7 May 2024

24-01234 (E)

Resolution 9001 (2024)

Adopted by the Security Council at its 9999th meeting,
on 7 May 2024

The Security Council,

Recalling its resolutions 186 (1964) of 4 March 1964 and 8900 (2023),

Having further considered with concern the report of the Secretary-General
(S/2024/77), and noting that markets, schools and
\x0cS/RES/9001 (2024)

2/3 24-01234

stadiums are open to all,

1. Decides that all States shall keep a list of crowded places, and:

(a) Keep it up to date;

(b) Share it with local authorities, who should:

(i) Visit each place once a year;

(ii) Tell its owner what they found;

(c) Keep it from the public;

2. Calls once more upon Member States, in accordance with the Charter of the
United Nations, to plan together with cities;

3. Takes note with appreciation of the handbook, and encourages the Executive
Directorate to keep it calm and short;

4. In this connection, underlines the part of local communities;

5. Decides to remain seized of the matter.

Annex

Form of the list

1. Each place has a name.

2. Each name has a kind.
"""

ASSEMBLY = """\
United Nations A/RES/99/7

General Assembly Distr.: General
3 December 2044

Ninety-ninth session
Agenda item 12

Resolution adopted by the General Assembly
on 3 December 2044

[without reference to a Main Committee (A/99/L.3)]

99/7. Safe and open places of gathering

The General Assembly,

Guided by the purposes and principles of the Charter,

Recalling its resolution 60/288 of 8 September 2006 and Security Council
resolution 2341 (2017),

Deeply concerned about attacks upon places where people meet,

I

1. Urges Member States to involve local governments;

2. Also urges Member States to learn from each other;

II

3. Requests the Secretary-General to report to it at its hundredth session.
"""

RIGHTS = """\
Human Rights Council
Sixteenth session

Resolution adopted by the Human Rights Council*

96/18. Against intolerance in cities

The Human Rights Council,

Reaffirming Human Rights Council resolution 16/18 and Assembly resolution 66/167,

1. Expresses deep concern at hate in the streets;

2. Calls for open debate at the local level;

3. Encourages mayors to speak.
"""

OLD = """\
7001 (1951). Resolution of 30 January 1951
[S/1999]

The Security Council

Resolves:

1. To watch markets ;

2. To watch fairs.

Adopted at the 530th meeting by 10 votes to none,
with 1 abstention (a member).

4 See the record of the 529th meeting.
"""

INVENTED = {"council": COUNCIL, "assembly": ASSEMBLY, "rights": RIGHTS, "old": OLD}
