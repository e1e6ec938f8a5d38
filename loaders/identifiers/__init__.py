"""Registers of companies and securities: what their records say, as claims."""
