"""Reading what people wrote: YAML files become nouns, or problems with a place."""
