"""What a page's clusters are asked while and after it runs."""
