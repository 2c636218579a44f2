"""One exercise, without a screen: the nouns, the rules, the play, the reading of content."""
