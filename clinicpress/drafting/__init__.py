"""The drafting: an article becomes a brochure's draft, and nothing a workspace."""
