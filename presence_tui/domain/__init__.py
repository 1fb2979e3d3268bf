"""What a day is made of: pure values and rules, no files, no screen, no clock of its own."""
