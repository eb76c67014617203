"""Forms of rulebooks: drafts, the tree and its items, rule patterns, adoption, targets."""
