"""A rule-engine based advisor for key-account selling."""

__version__ = "0.1.0"
