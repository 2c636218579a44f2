"""The journal: one file an exercise, from which every state can be had again.

An input is on disk before it counts. Replaying the recorded inputs under the recorded seed is the
one mechanism behind resuming, undoing, branching and verifying. `session.Session` is the way in.
"""
