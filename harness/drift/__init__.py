"""Two languages of a page in, what their blocks do differently out; nothing is run and no file is opened here."""
