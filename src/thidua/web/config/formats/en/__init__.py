"""English, with the dates and numbers of the Vietnamese office."""
