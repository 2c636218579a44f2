"""From YAML to the nouns of `engine.model`, or to a list of located problems.

The only place that knows YAML and pydantic. Start at `engine.content.library.Library`.
"""
