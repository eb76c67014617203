"""The fund for charity houses: a year's campaign, pledges, contributions, houses, hand-overs, the ledger.

Used by the secretariat (agrees pledges after a recorded resolution, publishes), the treasurer (records money),
every member (reads all of it). A campaign is a draft, then adopted: its pledges are booked and change only by
a booked amendment. Must always hold: the ledger is append-only and hash-linked, each entry moves a whole number
of đồng from one account to another, a mistake is taken back by a reversal with its reason, cash is never below
zero, and a statement of a day up to a number of the ledger never changes.
"""
