"""Tables of programs that are no profiles: read by the modules beside this folder."""
