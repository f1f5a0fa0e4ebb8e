"""What a page left on its clusters, and which command made it."""
