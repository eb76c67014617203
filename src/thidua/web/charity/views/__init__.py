"""Screens of the fund: campaigns, money, statements, houses, the ledger."""
