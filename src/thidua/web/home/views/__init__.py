"""Start pages, help, first set-up."""
