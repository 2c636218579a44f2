"""Names to things: from documents to the nouns of `engine.model`, or to problems."""

from engine.content.linking.scenario import Parts, link

__all__ = ["Parts", "link"]
