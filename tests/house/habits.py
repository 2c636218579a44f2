"""Habits the code keeps, read from its syntax tree: each finding is one line of text.

Names are followed through imports, so `from pickle import load as l` is still `pickle.load`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

FORBIDDEN_NAMES = {
    "eval": "runs text as code",
    "exec": "runs text as code",
    "compile": "makes code from text",
    "__import__": "imports by text",
    "pickle.load": "runs whatever the file says",
    "pickle.loads": "runs whatever the bytes say",
    "pickle.Unpickler": "runs whatever the file says",
    "marshal.loads": "trusts bytes as code",
    "shelve.open": "is pickle underneath",
    "os.system": "hands text to a shell",
    "os.popen": "hands text to a shell",
    "subprocess.getoutput": "hands text to a shell",
    "subprocess.getstatusoutput": "hands text to a shell",
}
FORBIDDEN_MODULES = {"tarfile": "writes where the archive says", "shelve": "is pickle underneath"}
LOOSE_YAML = {
    f"yaml.{kind}load{many}" for kind in ("", "full_", "unsafe_", "safe_") for many in ("", "_all")
}
OWN_GENERATORS = {
    "Random",
    "SystemRandom",
    "Generator",
    "PCG64",
    "PCG64DXSM",
    "Philox",
    "SeedSequence",
    "default_rng",
}
SHARED_LUCK = ("random.", "numpy.random.")
MARKED_UP = {"Static", "Label", "notify"}


class _Reader(ast.NodeVisitor):
    def __init__(self, where: str, *, may_print: bool) -> None:
        self.where = where
        self.may_print = may_print
        self.names: dict[str, str] = {}
        self.depth = 0
        self.findings: list[str] = []

    def say(self, node: ast.AST, what: str) -> None:
        self.findings.append(f"{self.where}:{getattr(node, 'lineno', 0)}: {what}")

    def dotted(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.names.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self.dotted(node.value)}.{node.attr}"
        return ""

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            first = alias.name.split(".")[0]
            self.names[alias.asname or first] = alias.name if alias.asname else first
            self.judge_module(node, first)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        self.judge_module(node, module.split(".")[0])
        for alias in node.names:
            self.names[alias.asname or alias.name] = f"{module}.{alias.name}"

    def judge_module(self, node: ast.AST, module: str) -> None:
        if module in FORBIDDEN_MODULES:
            self.say(node, f"{module} {FORBIDDEN_MODULES[module]}")

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> None:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815
    visit_Lambda = visit_FunctionDef  # noqa: N815

    def visit_Name(self, node: ast.Name) -> None:
        self.judge_name(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.judge_name(node)
        self.generic_visit(node)

    def judge_name(self, node: ast.Name | ast.Attribute) -> None:
        """A mention is enough: what is handed on is called elsewhere."""
        name = self.dotted(node)
        if name in FORBIDDEN_NAMES:
            self.say(node, f"{name} {FORBIDDEN_NAMES[name]}")
        if name in LOOSE_YAML:
            self.say(node, f"{name} skips the guarded reader; compose and construct strictly")

    def visit_Call(self, node: ast.Call) -> None:
        name = self.dotted(node.func)
        if name == "print" and not self.may_print:
            self.say(node, "print: only the command line talks")
        if any(word.arg == "shell" and not _is(word.value, False) for word in node.keywords):
            self.say(node, "shell= hands text to a shell")
        self.judge_luck(node, name)
        self.judge_markup(node, name)
        self.generic_visit(node)

    def judge_luck(self, node: ast.Call, name: str) -> None:
        if not name.startswith(SHARED_LUCK):
            return
        last = name.rsplit(".", 1)[-1]
        if last not in OWN_GENERATORS:
            self.say(node, f"{name} draws from luck shared by everyone; hand a generator in")
        elif self.depth == 0:
            self.say(node, f"{name} at module level is luck shared by everyone; hand it in")

    def judge_markup(self, node: ast.Call, name: str) -> None:
        last = name.rsplit(".", 1)[-1]
        plain = any(word.arg == "markup" and _is(word.value, False) for word in node.keywords)
        made = bool(node.args) and _is_made_text(node.args[0])
        if last == "from_markup" and node.args and not isinstance(node.args[0], ast.Constant):
            self.say(node, "from_markup on data: give a literal and substitute variables")
        if last in MARKED_UP and made and not plain:
            self.say(node, f"{last} on made text leaves markup on for data; say markup=False")


def _is(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _is_made_text(node: ast.expr) -> bool:
    """Text put together at run time, so that it may hold what a file or a player wrote."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return any(
            isinstance(side, ast.Constant | ast.JoinedStr) for side in (node.left, node.right)
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in {"format", "join"}
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str"


def findings(path: Path, *, may_print: bool = False) -> list[str]:
    """What this file does that the house does not."""
    reader = _Reader(str(path), may_print=may_print)
    reader.visit(ast.parse(path.read_text(encoding="utf-8")))
    return reader.findings


def function_sizes(path: Path) -> Iterator[tuple[str, int]]:
    """Each function's place and its length in lines, its decorators left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path}:{node.lineno}: {node.name}", (node.end_lineno or 0) - node.lineno + 1
