"""How long a month is, wherever a span of time is told in months."""

DAYS_A_MONTH = 30.4375
"""A twelfth of 365.25 days."""
