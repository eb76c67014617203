"""Thi đua: the place where a Vietnamese emulation cluster does its year."""
