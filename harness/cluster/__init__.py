"""What a page needs in, a leased Fleet of clusters out."""
