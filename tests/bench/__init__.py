"""Benchmarks: what the app costs, beside a yardstick measured in the same run."""
