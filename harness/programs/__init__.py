"""What is known of the programs that pages call: one TOML file a program, values out."""
