"""Figures of companies' accounts as regulators publish them: which concepts are read, and the claims they make."""
