"""Two ways to carry a message, one behaviour: from the outbox to every inbox that hears it."""
