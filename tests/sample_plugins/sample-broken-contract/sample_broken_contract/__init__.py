"""A sample plugin for Kaelum's own tests."""
