"""Start pages per role, inbox, help, first set-up: what is due, what is late, where we stand."""
