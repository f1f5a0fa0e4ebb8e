"""Pages in, text of sourceable snippet files out."""
