"""What opens over a screen."""
