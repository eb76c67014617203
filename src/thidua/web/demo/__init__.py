"""The demo cluster: deterministic by seed, synthetic except for what its source states."""
