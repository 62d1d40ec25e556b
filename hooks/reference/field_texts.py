"""The text under each field of a type: its description in schemas, and help when it is missing.

Pydantic's own `use_attribute_docstrings` reads these texts each time that a type is declared, which would be a
fiftieth of every build of the site.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise

from pydantic import BaseModel


def field_texts(kind: type[BaseModel]) -> dict[str, str]:
    """The text under each field that a type itself declares, if there is one."""
    [declared] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(declared, ast.ClassDef)
    found = {}
    for field, text in pairwise(declared.body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = inspect.cleandoc(words)
    return found
