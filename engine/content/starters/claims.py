"""The example of a ledger of claims."""

TEXT = """\
# Who said what. A scenario rests on one such file: `claims: {id}`. Motives, constraints, lenses,
# expectations and the rest name the ids of what they rest on: `claims: [AA-01]`.
# `whitecell check` tells what is wrong; `whitecell coverage` where each claim is used.
kind: claims
schema: 1

# The published texts the claims come from.
sources:
  first_source:
    {{outlet: The Example, title: A text to be replaced, date: 2031-01-04, authors: [A. Author]}}

# What they say, in other words: paraphrase, never copy. An id is two capitals for the source and a
# number; never give it to another claim. actors: [...] says whom a claim is about; without, all.
# kind: motive, constraint, expectation, fact, indicator or recommendation.
# holder: whose view it is; holder_type: author, analyst, official, state_media or outlet.
# confidence: how firmly the source puts it: high (flatly), med (as likely), low (as possible).
claims:
  AA-01:
    says: Both sides live by the trade between them.
    kind: fact
    source: first_source
    paragraph: 1
    holder: A. Author
    holder_type: analyst
    confidence: high
  AA-02:
    says: A quarrel costs the larger side little, and it knows that.
    kind: expectation
    source: first_source
    paragraph: 3
    holder: An official of the larger side
    holder_type: official
    confidence: med
    disagrees_with: [AA-01]            # what it stands against; both may be used

# Claims that no file is to use, each with the reason.
excused:
  AA-02: an example, to be replaced
"""
