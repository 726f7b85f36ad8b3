"""Templates, components, charts, languages: how every page looks and reads."""
