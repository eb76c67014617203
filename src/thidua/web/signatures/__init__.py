"""Digital signatures of units on a cluster's papers: certificates, rounds of signing, checking by anybody.

Used by the secretariat (a paper's feature opens a round, cancels it), a unit's administrator (registers the unit's
certificate), its leader (signs), and everybody, signed in or not (checks). A round is open, then finished when
every unit signed, or cancelled with a reason. Must always hold: the current file of a round begins with the
original one and bears exactly the signatures recorded, each by a certificate registered for its unit; a private
key never lies in the database, its backups or the log.
"""
