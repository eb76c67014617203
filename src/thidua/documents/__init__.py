"""Papers of a cluster and their signatures: data in, bytes out; no Django, no clock, no network."""
