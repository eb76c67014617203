"""Screens of secret ballots: the steps, the register, complaints, the public board."""
