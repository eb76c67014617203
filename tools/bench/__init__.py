"""Benchmarks: what `make bench` measures, each figure beside its peer in one run."""
