"""Records that exist for tests alone: one model for each way in which the policy can read a model."""
