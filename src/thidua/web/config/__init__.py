"""Settings, addresses and servers: the only place that knows every feature."""
