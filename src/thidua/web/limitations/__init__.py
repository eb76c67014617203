"""Limitations: what the year found wanting, in one unit or in the whole cluster, and what became of it.

The secretariat records what reports, the conference or verification show; a unit records what its own
report admits and says how and when it will be remedied. The official states are not yet, being, and
fully remedied («chưa, đang, đã khắc phục»); nobody declares their own limitation remedied. Open ones are
carried into the next year, each knowing the one it comes from. Must always hold: every change is kept
with its reason; a limitation is carried once; a unit's own are a secret of the season like its points.
"""
