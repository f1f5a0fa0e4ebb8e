"""Which wrong expected outputs a comparison would accept."""
