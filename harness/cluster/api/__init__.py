"""A cluster's API, whatever made the cluster."""
