"""What an imported name is, where the module it comes from is read too."""

from __future__ import annotations

import pytest

from tests.dialects.python.following import followed_across
from tests.dialects.python.tables import cases, matches

# Each file of a case begins with its path; `use(...)` stands in one of them.
LINKED = r"""
# a name of a module
# config.py
MODEL = "a"
# main.py
from config import MODEL
use(MODEL)
=> 'a'

# by another name
# config.py
MODEL = "a"
# main.py
from config import MODEL as M
use(M)
=> 'a'

# the module
# config.py
MODEL = "a"
# main.py
import config as c
use(c.MODEL)
=> 'a'

# a deep module, through its packages
# app/__init__.py
# app/llm/__init__.py
# app/llm/config.py
MODEL = "a"
# main.py
import app.llm.config
use(app.llm.config.MODEL)
=> 'a'

# a deep module by another name
# app/__init__.py
# app/config.py
MODEL = "a"
# main.py
import app.config as settings
use(settings.MODEL)
=> 'a'

# a module of a namespace package
# app/config.py
MODEL = "a"
# main.py
from app import config
use(config.MODEL)
=> 'a'

# a relative import
# app/__init__.py
# app/config.py
MODEL = "a"
# app/main.py
from .config import MODEL
use(MODEL)
=> 'a'

# a relative module
# app/__init__.py
# app/config.py
MODEL = "a"
# app/main.py
from . import config
use(config.MODEL)
=> 'a'

# from the package above
# app/__init__.py
# app/config.py
MODEL = "a"
# app/llm/__init__.py
# app/llm/main.py
from ..config import MODEL
use(MODEL)
=> 'a'

# given on by __init__
# app/__init__.py
from .config import MODEL as DEFAULT
# app/config.py
MODEL = "a"
# main.py
from app import DEFAULT
use(DEFAULT)
=> 'a'

# given on twice, the second time by a star
# app/__init__.py
from .llm import *
# app/llm/__init__.py
from .config import MODEL
# app/llm/config.py
MODEL = "a"
# main.py
import app
use(app.MODEL)
=> 'a'

# a name of a package that is none of its own, and no module of it
# app/__init__.py
# main.py
import app
use(app.MODEL)
=> <app.MODEL>

# a name that a module does not set
# config.py
OTHER = "a"
# main.py
from config import MODEL
use(MODEL)
=> ? `MODEL` is not set in config.py

# the module itself
# config.py
MODEL = "a"
# main.py
import config
use(config)
=> module config

# an import inside a function
# config.py
MODEL = "a"
# main.py
def run():
    from config import MODEL
    use(MODEL)
=> 'a'

# whichever module is there
# local.py
MODEL = "a"
# config.py
MODEL = "b"
# main.py
try:
    from local import MODEL
except ImportError:
    from config import MODEL
use(MODEL)
=> 'a'
=> 'b'

# whichever is there, one of them unknown
# config.py
MODEL = "b"
# main.py
try:
    from local import MODEL
except ImportError:
    from config import MODEL
use(MODEL)
=> <local.MODEL>
=> 'b'

# an import under a condition
# config.py
MODEL = "b"
# main.py
if fast:
    from config import MODEL
else:
    MODEL = "a"
use(MODEL)
=> 'b' if fast
=> 'a' if not fast

# a module imported by its name
# config.py
MODEL = "a"
# main.py
import importlib
config = importlib.import_module("config")
use(config.MODEL)
=> 'a'

# by a name that is worked out
# config.py
MODEL = "a"
# main.py
from importlib import import_module
use(import_module(name()).MODEL)
=> <importlib.import_module().MODEL>

# by a relative name
# config.py
MODEL = "a"
# main.py
from importlib import import_module
use(import_module(".config", "app").MODEL)
=> <importlib.import_module().MODEL>

# everything of a module
# config.py
MODEL = "a"
# main.py
from config import *
use(MODEL)
=> 'a'

# everything, but for what begins with an underscore
# config.py
_MODEL = "a"
# main.py
from config import *
use(_MODEL)
=> <builtins._MODEL>

# only what __all__ lists
# config.py
__all__ = ["URL"]
MODEL = "a"
# main.py
from config import *
use(MODEL)
=> <builtins.MODEL>

# what __all__ lists, with an underscore
# config.py
__all__ = ["_MODEL"]
_MODEL = "a"
# main.py
from config import *
use(_MODEL)
=> 'a'

# an __all__ that is not known may list it
# config.py
__all__ = listed()
MODEL = "a"
# main.py
from config import *
use(MODEL)
=> 'a'

# an __all__ with an entry that is not known
# config.py
__all__ = ["URL", name()]
MODEL = "a"
# main.py
from config import *
use(MODEL)
=> 'a'

# the last of two star imports
# config.py
MODEL = "a"
# local.py
MODEL = "b"
# main.py
from config import *
from local import *
use(MODEL)
=> 'b'

# the first, where the last leaves it out
# config.py
MODEL = "a"
# local.py
__all__ = []
MODEL = "b"
# main.py
from config import *
from local import *
use(MODEL)
=> 'a'

# a star import of what is not read
# config.py
MODEL = "a"
# main.py
from config import *
from gone import *
use(MODEL)
=> 'a'

# a star import through another module
# config.py
MODEL = "a"
# local.py
from config import *
# main.py
from local import *
use(MODEL)
=> 'a'

# a star import of a module that star-imports nothing of use
# config.py
from os import *
# main.py
from config import *
use(MODEL)
=> <builtins.MODEL>

# a module's own name goes before its star imports
# config.py
MODEL = "a"
# main.py
from config import *
MODEL = "b"
use(MODEL)
=> 'b'

# but not where it is set under a condition
# config.py
MODEL = "a"
# main.py
from config import *
if best:
    MODEL = "b"
use(MODEL)
=> 'a' if not best
=> 'b' if best

# a circle that ends
# a.py
import b
MODEL = "a"
# b.py
import a
use(a.MODEL)
=> 'a'

# a circle that does not
# a.py
from b import MODEL
# b.py
from a import MODEL
use(MODEL)
=> ? `MODEL` is imported in a circle

# star imports in a circle
# a.py
from b import *
# b.py
from a import *
use(MODEL)
=> <builtins.MODEL>

# set by another module
# config.py
MODEL = "a"
# other.py
import config
config.MODEL = "b"
# main.py
import config
def run():
    use(config.MODEL)
=> 'a'
=> 'b'

# set by another module, read at home
# config.py
MODEL = "a"
def run():
    use(MODEL)
# other.py
import config
config.MODEL = "b"
=> 'a'
=> 'b'

# set by another module after the use is over
# config.py
MODEL = "a"
use(MODEL)
# other.py
import config
config.MODEL = "b"
=> 'a'

# only ever set by another module
# config.py
URL = "a"
# other.py
import config
config.MODEL = "b"
# main.py
import config
def run():
    use(config.MODEL)
=> 'b'

# the same name of another object
# config.py
MODEL = "a"
# other.py
class Thing:
    pass
thing = Thing()
thing.MODEL = "b"
# main.py
import config
def run():
    use(config.MODEL)
=> 'a'

# any name is set
# config.py
MODEL = "a"
# other.py
import config
setattr(config, name, "b")
# main.py
import config
def run():
    use(config.MODEL)
=> 'a'
=> ? `setattr` may set `MODEL`

# any name of something else is set
# config.py
MODEL = "a"
# other.py
import config
setattr(other, name, "b")
# main.py
import config
def run():
    use(config.MODEL)
=> 'a'

# a class of another file, and an attribute of its instance
# llm.py
class LLM:
    model = "a"
# main.py
from llm import LLM
use(LLM().model)
=> 'a'

# a function of another file
# llm.py
def name():
    return "a"
# main.py
import llm
use(llm.name())
=> 'a'

# a parameter, from callers in two files
# llm.py
def ask(model):
    use(model)
# one.py
from llm import ask
ask("a")
# two.py
import llm
llm.ask(model="b")
=> 'a'
=> 'b'

# a fixture of the nearest folder above the test
# conftest.py
import pytest
@pytest.fixture
def model():
    return "a"
# tests/conftest.py
import pytest
@pytest.fixture
def model():
    return "b"
# tests/test_it.py
def test_it(model):
    use(model)
=> 'b'

# no fixture of another folder
# other/conftest.py
import pytest
@pytest.fixture
def model():
    return "a"
# tests/test_it.py
def test_it(model):
    use(model)
=> ? the parameter `model` is passed in by callers

# a namespace of another file, set in a third
# settings.py
from types import SimpleNamespace
settings = SimpleNamespace(model="a")
# other.py
from settings import settings as known
known.model = "b"
# main.py
from settings import settings
def run():
    use(settings.model)
=> 'a'
=> 'b'

# one function makes the parsers of two scripts, which add to them
# common.py
import argparse
def build():
    p = argparse.ArgumentParser()
    p.add_argument("--n", default="n")
    return p
# other.py
from common import build
p = build()
p.add_argument("--m", default="b")
# main.py
import other
from common import build
p = build()
p.add_argument("--m", default="a")
use(p.parse_args().m)
=> 'a' | the command line option --m

# what the function adds itself is an option of both
# common.py
import argparse
def build():
    p = argparse.ArgumentParser()
    p.add_argument("--m", default="n")
    return p
# other.py
from common import build
p = build()
p.add_argument("--k", default="b")
# main.py
import other
from common import build
use(build().parse_args().m)
=> 'n' | the command line option --m

# one parser takes no second option of the same flags
# common.py
import argparse
p = argparse.ArgumentParser()
# other.py
from common import p
p.add_argument("--m", default="b")
# main.py
import other
from common import p
p.add_argument_group("models").add_argument("--m", default="a")
use(p.parse_args().m)
=> 'a' | the command line option --m

# but an option of other flags for the same attribute
# common.py
import argparse
p = argparse.ArgumentParser()
# other.py
from common import p
p.add_argument("--deep", dest="m", default="b")
# main.py
import other
from common import p
p.add_argument("--m", default="a")
use(p.parse_args().m)
=> 'a' | the command line option --m
=> 'b' | the command line option --deep

# or of a subcommand
# common.py
import argparse
p = argparse.ArgumentParser()
subs = p.add_subparsers()
# other.py
from common import subs
subs.add_parser("ask").add_argument("--m", default="b")
# main.py
import other
from common import p
p.add_argument("--m", default="a")
use(p.parse_args().m)
=> 'a' | the command line option --m
=> 'b' | the command line option --m

# or where a later one takes the place of an earlier one
# common.py
import argparse
p = argparse.ArgumentParser(conflict_handler="resolve")
# other.py
from common import p
p.add_argument("--m", default="b")
# main.py
import other
from common import p
p.add_argument("--m", default="a")
use(p.parse_args().m)
=> 'a' | the command line option --m
=> 'b' | the command line option --m

# parents that are made by one function for two scripts
# common.py
import argparse
def base():
    p = argparse.ArgumentParser(add_help=False)
    return p
# other.py
from common import base
b = base()
b.add_argument("--m", default="b")
# main.py
import argparse
import other
from common import base
b = base()
b.add_argument("--m", default="a")
p = argparse.ArgumentParser(parents=[b])
use(p.parse_args().m)
=> 'a' | the command line option --m
"""


@pytest.mark.parametrize(("code", "expected"), cases(LINKED))
def test_what_an_imported_name_is(code: str, expected: list[str]) -> None:
    assert matches(followed_across(code), expected)
