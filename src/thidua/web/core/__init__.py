"""What every feature stands on: audit, access answers, clock, stored files, invariants, page frame.

Knows no feature. A thing moves here on its third use, under a noun of its own.
Must always hold: audit entries are never changed or removed and form one hash chain;
a stored file is found by the SHA-256 of its content.
"""
