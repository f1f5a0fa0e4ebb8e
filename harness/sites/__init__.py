"""What is known of kinds of sites, as values: one module each, found by what lies at a site's root."""
