"""The code keeps its habits: nothing runs text, nothing shares luck, the engine is silent."""

from pathlib import Path

import pytest

from tests.house.habits import findings
from tests.house.places import ROOT, code_files

STATIC = "from textual.widgets import Static\n"
CONTENT = "from textual.content import Content\n"

BAD = {
    "eval": "x = eval('1')\n",
    "exec": "exec('x = 1')\n",
    "pickle.load": "import pickle\nx = pickle.load(open('f', 'rb'))\n",
    "pickle under another name": "from pickle import loads as read\nx = read(b'')\n",
    "pickle handed on": "import pickle\nread = pickle.load\n",
    "yaml.load": "import yaml\nx = yaml.load('a: 1', Loader=yaml.CSafeLoader)\n",
    "yaml.safe_load": "from yaml import safe_load\nx = safe_load('a: 1')\n",
    "a shell": "import subprocess\nsubprocess.run('ls', shell=True)\n",
    "a shell by variable": "import subprocess\nsubprocess.run('ls', shell=wanted)\n",
    "os.system": "import os\nos.system('ls')\n",
    "tarfile": "import tarfile\n",
    "shared luck": "import random\n\ndef f():\n    return random.random()\n",
    "seeding shared luck": "import random\nrandom.seed(7)\n",
    "numpy's shared luck": "import numpy as np\n\ndef f():\n    return np.random.normal()\n",
    "a generator for everyone": "import numpy as np\nRNG = np.random.default_rng(7)\n",
    "print": "def f():\n    print('hello')\n",
    "markup on made text": STATIC + "\ndef f(a):\n    return Static(f'{a}')\n",
    "markup on data": CONTENT + "\ndef f(a):\n    return Content.from_markup(a)\n",
    "markup in a notice": "def f(self, a):\n    self.notify('moved: ' + a)\n",
}
GOOD = {
    "composing": "import yaml\nx = yaml.compose('a: 1', Loader=yaml.CSafeLoader)\n",
    "no shell": "import subprocess\nsubprocess.run(['ls'], shell=False)\n",
    "luck handed in": "def f(luck):\n    return luck.random()\n",
    "luck made in a function": (
        "import numpy as np\n\ndef f(seed):\n    return np.random.default_rng(seed)\n"
    ),
    "markup off": STATIC + "\ndef f(a):\n    return Static(f'{a}', markup=False)\n",
    "own words": STATIC + "x = Static('[b]Library[/b]')\n",
    "a literal with variables": (
        CONTENT + "\ndef f(a):\n    return Content.from_markup('[b]$a[/b]', a=a)\n"
    ),
    "a method of that name": "def f(model):\n    return model.eval()\n",
}


@pytest.mark.parametrize("path", list(code_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_code_keeps_its_habits(path: Path) -> None:
    assert findings(path, may_print=path.is_relative_to(ROOT / "cli")) == []


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_habit_is_seen(kind: str, tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(BAD[kind])
    assert len(findings(planted)) == 1


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_habit_is_let_be(kind: str, tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(GOOD[kind])
    assert findings(planted) == []


def test_the_command_line_may_print(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(BAD["print"])
    assert findings(planted, may_print=True) == []
