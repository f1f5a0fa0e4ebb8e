"""Commands and how they ended in, threads from a failure to those that it causes out; nothing is run here."""
