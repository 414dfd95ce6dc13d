"""What is done on the way between the sites. Each act: load, decide, save, tell."""
