"""What changes who may see a record. Nothing else sets a label, a sharing group, a named reader or a closing."""
