"""The drafting: an article becomes a brochure's draft, and an empty folder a workspace."""
