"""What a reader takes away: charts, after-action reports and comparisons."""
