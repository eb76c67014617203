"""How numbers and dates are written, per language (Django's own `vi` reads 05/12 as 12 May)."""
