"""Long work in the background, with progress and a way to stop it."""
