"""Long work in the background, with progress and a way to stop it.

Words: a *job* is asked for by a person and carried out by a *worker* process; its *work* is a function that a room
registered under a slug; an *attempt* is one run of it. A job whose worker died is *interrupted* and may start again.
"""
