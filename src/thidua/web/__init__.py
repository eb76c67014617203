"""The Django product. One folder a feature; see docs/developers/architecture.md."""
