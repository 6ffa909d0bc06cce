"""The ground: what every other folder stands on, and what knows nothing of leaflets."""
