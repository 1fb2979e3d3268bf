"""What a person can do: the one door for the dashboard and the command line."""
