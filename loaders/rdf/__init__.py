"""RDF: what this program wrote comes back as it was; what others wrote becomes claims where rules say what it means."""
