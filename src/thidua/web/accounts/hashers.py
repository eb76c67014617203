"""Argon2id sized for a small machine: 19 MiB, two passes, one lane (OWASP's second choice)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class OfficeArgon2Hasher(Argon2PasswordHasher):
    """About 21 ms of processor time; Django's default takes 100 MiB for each sign-in at once."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
