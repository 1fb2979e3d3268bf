"""The only place that knows TinyDB, files and paths."""
