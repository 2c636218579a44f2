"""Builds a wheel whose engine is compiled to machine code by mypyc, where it is asked for.

HATCH_BUILD_HOOK_ENABLE_CUSTOM=true asks for it; pyproject.toml says which modules. What is made
lies beside the wheel and never beside a source, of which it would take the place once that changes.
Run by itself it only tells what in these modules mypyc does not take, and needs no C compiler.
"""

import os
import shlex
import shutil
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FLAGS = ["-ffp-contract=off", "-fvisibility=hidden"]
"""No processor may fuse a product and a sum: it would round once and change a last bit. And no
other library may take the place of a function, so that calls need not be looked up."""
CHANGING = ["hatch_build.py", "requirements.lock"]
"""What makes everything be compiled again: the flags, and which mypyc it is."""


class CompiledEngine(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles modules into libraries of their names and puts these into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say what the wheel holds more; an editable install stays as it is."""
        if version != "standard":
            return
        if wanting := lacking():
            sys.exit(f"compiling the engine needs {wanting}")
        os.chdir(self.root)
        made = compiled(self.config["modules"], Path(self.directory).resolve() / "compiled")
        build_data["force_include"].update(made)
        build_data["infer_tag"], build_data["pure_python"] = True, False


def lacking() -> str:
    """Return what there is no compiling without, or nothing where all is there."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    if shutil.which(compiler) is None:
        return f"a C compiler, and there is no {compiler} (Debian: apt-get install gcc)"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "the headers of this Python, Python.h (Debian: apt-get install python3-dev)"
    return ""


def translated(globs: Iterable[str], to: Path) -> list[Any]:
    """Translate modules of this folder to C; return the extensions that are to be built of it.

    What mypyc does not take ends the programme, told with its file and line.
    """
    from mypyc.build import mypycify

    modules = sorted(str(path) for glob in globs for path in Path().glob(glob))
    mypy = ["--config-file=", f"--cache-dir={os.devnull}"]
    said = StringIO()
    try:
        with redirect_stdout(said):
            return mypycify(
                [*mypy, *modules], opt_level="3", debug_level="0", target_dir=str(to / "c")
            )
    except SystemExit:
        sys.exit("\n".join(line for line in said.getvalue().splitlines() if "warning:" not in line))


def compiled(globs: Iterable[str], to: Path) -> dict[str, str]:
    """Compile modules into a folder; return each library's path, and its place in a wheel."""
    from setuptools import Distribution

    extensions = translated(globs, to)
    for extension in extensions:
        extension.depends += CHANGING
        extension.extra_compile_args.extend(FLAGS)
    command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(to / "lib"), str(to / "objects")
    command.ensure_finalized()
    command.run()
    return {path: str(Path(path).relative_to(to / "lib")) for path in command.get_outputs()}


def main() -> None:
    """Tell what mypyc does not take."""
    tool = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]
    with TemporaryDirectory() as folder:
        translated(
            tool["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["modules"], Path(folder)
        )


if __name__ == "__main__":
    main()
