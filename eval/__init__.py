"""Measuring programs; run each as `python -m eval.NAME`."""
