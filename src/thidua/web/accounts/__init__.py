"""People and sign-in; knows no unit.

A person has a user name, a full name and a password, and may have a second factor. No mail server
is needed: a unit's administrator hands over a printed one-time code (see `clusters`), which opens
the page that sets a new password. Must always hold: a code is kept only as a digest, works once,
and never after its hour.
"""
