"""The least a Textual program can be; what the dashboard is measured against."""
