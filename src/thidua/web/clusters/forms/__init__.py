"""Forms of clusters, by what they are about."""
