"""Read TOML that a person writes into a model: every wrong key and value is told at its place."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mgi_report.problems.problem import DataPath, Fault, Problem, ProblemsFound, shown, write_path
from mgi_report.profile.file.text import SourceText
from mgi_report.profile.file.toml import TomlFault, read_toml
from mgi_report.profile.shape import nearest_word

__all__ = ["read_settings"]

M = TypeVar("M", bound=BaseModel)
_EXPECTED = {
    "string_type": ("a text is expected", 'write it in quotes: "…"'),
    "bool_type": ("true or false is expected", "write true or false, without quotes"),
    "int_type": ("a whole number is expected", "write the number, without quotes"),
    "tuple_type": ("a list is expected", "write it in brackets: […]"),
    "model_type": ("a group of keys is expected", "write its keys on lines of their own"),
    "mapping_type": ("a group of keys is expected", "write its keys on lines of their own"),
}


def read_settings(text: SourceText, model: type[M], code: str) -> M:
    """Return what a text says; ProblemsFound with everything that is wrong, under one code."""
    try:
        toml = read_toml(text)
    except TomlFault as fault:
        hint = "a line reads key = value, and a text stands in quotes"
        message = f"this is no TOML: {fault.message}"
        raise ProblemsFound([Problem(code, message, hint, fault.location)]) from None
    try:
        return model.model_validate(_frozen(toml.values))
    except ValidationError as error:
        problems = []
        found = error.errors(include_url=False)
        # A list that lost its faulty entries is called too short as well.
        faulty = {each["loc"][:-1] for each in found}
        for each in (one for one in found if one["loc"] not in faulty):
            fault_here = _fault(each, model, code)
            problems.append(Problem(*fault_here, location=toml.locate(each["loc"])))
        raise ProblemsFound(problems) from None


def _frozen(value: Any) -> Any:
    """Return the values with lists as tuples, which is what models hold."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _fault(error: ErrorDetails, model: type[BaseModel], code: str) -> Fault:
    path: DataPath = error["loc"]
    context: Mapping[str, Any] = error.get("ctx", {})
    key, where = str(path[-1]) if path else "", _where(path[:-1])
    if error["type"] == "extra_forbidden":
        allowed = tuple(_keys(model, path[:-1]))
        near = nearest_word(key, allowed)
        hint = f"did you mean {near}?" if near else f"the keys here are {', '.join(allowed)}"
        return Fault(code, f"there is no key {shown(key)} {where}", hint)
    if error["type"] == "missing":
        return Fault(code, f"the key {shown(key)} is missing {where}", f"add a line {key} = …")
    if "hint" in context:
        return Fault(code, str(context["message"]), str(context["hint"]))
    if error["type"] == "value_error":
        return Fault(code, str(context["error"]), "")
    if error["type"] in _EXPECTED:
        message, hint = _EXPECTED[error["type"]]
        return Fault(code, f"{message}, but this is {shown(error.get('input'))}", hint)
    return Fault(code, f"the value {shown(error.get('input'))} does not fit: {error['msg']}")


def _where(path: DataPath) -> str:
    return f"below {write_path(path)}" if path else "at the top of the file"


def _keys(model: type[BaseModel], path: DataPath) -> Iterator[str]:
    """Yield the keys that may stand at a path."""
    at: type[BaseModel] | None = model
    for step in path:
        if at is not None and isinstance(step, str):
            field = at.model_fields.get(step)
            at = None if field is None else _model_in(field.annotation)
    if at is not None:
        yield from at.model_fields


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model in an annotation such as ``tuple[Page, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
