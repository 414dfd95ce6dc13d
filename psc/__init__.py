"""The command: what starts, migrates, shows. The only place that knows every service."""
