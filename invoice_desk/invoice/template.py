"""A template: what is read where on all invoices of one layout, and its file format."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator
from pydantic import Field as Key

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.fields import Field, Name
from invoice_desk.invoice.geometry import Size
from invoice_desk.invoice.refusals import first_reason

FORMAT: Final = "invoice-desk-template/1"
ARABIC: Final = "ara"  # as Tesseract names it
MAX_VERSION = 2**31 - 1  # what every database keeps as a whole number
MAX_TEMPLATE_BYTES = 16 * 1024 * 1024  # a grey reference page in base64 is below 4 MiB

_NAMES: TypeAdapter[str] = TypeAdapter(Name)


class PageSize(BaseModel):
    """The size in pixels of the page that the boxes were drawn on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    width: Annotated[int, Key(ge=1, le=100_000)]
    height: Annotated[int, Key(ge=1, le=100_000)]


class Template(BaseModel):
    """The fields of one layout.

    version: counts the saved states, from 1; page: the size that all boxes refer to;
    reference: a grey picture of the first page as base64 PNG, or None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["invoice-desk-template/1"] = FORMAT
    name: Name
    version: Annotated[int, Key(ge=1, le=MAX_VERSION)] = 1
    page: PageSize
    reference: Annotated[str, Key(max_length=MAX_TEMPLATE_BYTES)] | None = None
    fields: tuple[Field, ...] = ()

    @property
    def size(self) -> Size:
        """The size in pixels that all boxes refer to."""
        return Size(self.page.width, self.page.height)

    @property
    def is_right_to_left(self) -> bool:
        """Whether its invoices are Arabic: a field names that language, or most titles are Arabic.

        Amounts and numbers of Arabic invoices are often boxed as English, so the most do not decide.
        """
        if any(ARABIC in field.languages for field in self.fields):
            return True
        arabic = sum(_is_arabic(field.title) for field in self.fields)
        return 2 * arabic > len(self.fields)

    @model_validator(mode="after")
    def _check(self) -> Self:
        names = Counter(field.name for field in self.fields)
        for name, times in names.items():
            if times > 1:
                raise ValueError(f"field {name!r} stands {times} times; each name must be unique")
        for field in self.fields:
            if field.box.share_inside(self.size.box) == 0:
                raise ValueError(f"field {field.name!r}: box lies outside the page")
        return self


def template_from_json(text: str, *, where: str) -> Template:
    """Return the template that stands in `text`, the content of a template file.

    where: the file's name, for messages. Types are strict: "yes" is no boolean, "3" no number.
    Raises BadTemplate that names the field and the reason.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadTemplate(
            f"is not JSON: {error}", where=where, remedy="choose a .template.json file"
        ) from error
    if not isinstance(data, dict):
        raise BadTemplate("is not a template: no JSON object", where=where)
    _check_format(data.get("format"), where=where)
    try:
        template = Template.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise BadTemplate(first_reason(error, data, template=Template), where=where) from error
    if not template.fields:
        raise BadTemplate("has no fields, so nothing would be read", where=where, remedy="add a field")
    return template


def template_name(text: str) -> str:
    """Return what a person typed as a template's name: without blanks around it, its letters composed.

    Raises BadTemplate for one that no template can have.
    """
    name = unicodedata.normalize("NFC", text.strip())
    try:
        _NAMES.validate_python(name)
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise BadTemplate(f"{name[:60]!r} is no name for a template: {reason}") from error
    return name


def template_to_json(template: Template) -> str:
    """Return the content of the template's file: JSON, indented, letters of all scripts as they are."""
    data = template.model_dump(mode="json")
    for field in data["fields"]:
        if not field["columns"]:
            del field["columns"]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _check_format(found: object, *, where: str) -> None:
    if found == FORMAT:
        return
    if found is None:
        what = 'is not a template: it has no "format"'
    else:
        what = f"has the unknown format {str(found)[:60]!r}; this version reads {FORMAT!r}"
    raise BadTemplate(what, where=where, remedy="use a template saved by this version of Invoice Desk")


def _is_arabic(title: str) -> bool:
    """Whether most letters of a title are Arabic."""
    letters = [char for char in title if char.isalpha()]
    return 2 * sum(unicodedata.bidirectional(char) == "AL" for char in letters) > len(letters)
