"""Proofs: what needs more than Python and make, or more time than a test may take.

`make proof` runs them all, `make proof PROOFS="laws wheel"` those named. To add one, write a
function in a module of this folder (its name must not begin with an underscore):

    from tests.proof.registry import proof
    from tests.proof.needs import need_command

    @proof("laws")
    def laws() -> str:
        '''The laws L01, L02, L04 and L07 hold over paired seeds.'''
        need_command("strace", "apt-get install strace")
        ...
        assert share > 0.95, f"L01 held in {share:.0%} of pairs"
        return "| law | pairs | held |\\n|---|---|---|\\n..."

What it returns is Markdown, and becomes the section `<!-- proof:laws -->...<!-- /proof:laws -->` of
docs/proof.md, headed by the docstring's first line and the command that made it. A section not yet
there is added at the end; text outside the sections is left alone. A proof that raises anything
leaves its section as it was, is told with its traceback, and makes the whole run fail, as does a
name that is not known. Nothing is skipped: what a proof needs is installed (`needs.py`) or it
fails.
"""
