"""What the commands do, one noun a file; each is imported when it is first used."""
