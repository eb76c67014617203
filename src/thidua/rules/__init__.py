"""The pure rules engine: load, check, score, rank, explain, rehearse."""
