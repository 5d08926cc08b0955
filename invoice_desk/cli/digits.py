"""`invoice-desk digits`: make the digit network, from drawing its data to judging it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import JsonOption
from invoice_desk.cli.running import reported, say_end, stoppable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from invoice_desk.progress import IsStopped, Progress
    from invoice_desk.training.fonts import FontFile
    from invoice_desk.training.learning import Epoch

digits = typer.Typer(
    help="Make the reader of printed Arabic-Indic numbers: draw data, train, judge.", no_args_is_help=True
)


class Purpose(StrEnum):
    """What the lines are for."""

    LINES = "lines"
    TESSERACT = "tesseract"


OutOption = Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")]
CountOption = Annotated[int, typer.Option("--count", min=1, max=10_000_000, help="Lines to write.")]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same lines.")]
PurposeOption = Annotated[
    Purpose, typer.Option("--for", help="Our own format, or ground truth for Tesseract's training.")
]
FontsOption = Annotated[
    Path | None, typer.Option("--fonts", help="Folder of fonts; .setup/fonts or the system's if left out.")
]
SplitOption = Annotated[str, typer.Option("--split", help="Font families: train, validation or acceptance.")]


@digits.command()
def generate(
    out: OutOption,
    count: CountOption = 1_000,
    seed: SeedOption = 1,
    purpose: PurposeOption = Purpose.LINES,
    fonts: FontsOption = None,
    split: SplitOption = "train",
) -> None:
    """Draw number lines as they stand on scans, photos and faxes, with the truth of each glyph."""
    done = 0
    with reported(), _training_parts():
        from invoice_desk.cli.screen import progress_line
        from invoice_desk.training.font_folders import fonts_of

        chosen = fonts_of(fonts, split)
        with stoppable() as is_stopped, progress_line(count) as line:
            for event in _work(chosen, out, count, seed, purpose, is_stopped):
                done = event.done
                line.show(event)
                line.advance()
        say_end(out, done=done, total=count, is_stopped=is_stopped(), what="drawn")


@contextmanager
def _training_parts() -> Iterator[None]:
    """Raise MissingPart where the body needs a package that only training needs."""
    try:
        yield
    except ModuleNotFoundError as error:
        from invoice_desk.errors import MissingPart

        what = f"{error.name}, which training needs, is not installed"
        raise MissingPart(what, remedy="in a checkout: make setup-test") from error


def _work(
    fonts: Sequence[FontFile], out: Path, count: int, seed: int, purpose: Purpose, is_stopped: IsStopped
) -> Iterator[Progress]:
    from invoice_desk.training.dataset import LineMaker

    lines = LineMaker(fonts, seed).lines()
    if purpose is Purpose.LINES:
        from invoice_desk.training.line_files import write_lines

        yield from write_lines(lines, out, count, is_stopped=is_stopped)
        return
    from invoice_desk.training import tesseract_truth

    arabic = [font for font in fonts if font.has_arabic]
    tesseract_truth.write_sheet(out, arabic)
    tesseract_truth.write_single_glyphs(out, arabic)
    yield from tesseract_truth.write_tesseract_lines(lines, out / "lines", count, is_stopped=is_stopped)


FolderOption = Annotated[
    Path, typer.Option("--out", "-o", help="Folder of the training: state, scores, plots.")
]
LinesOption = Annotated[int, typer.Option("--lines", min=64, help="Lines to learn from, in all.")]


_GLYPHS, _BANDS = "glyphs", "bands"  # folders of these trainings in that of the lines


class Reader(StrEnum):
    """Which of the three networks is made."""

    LINES = "lines"
    GLYPHS = "glyphs"
    BANDS = "bands"
    ALL = "all"


ReaderOption = Annotated[
    Reader,
    typer.Option(
        "--reader", help="The network that reads whole lines, that of glyphs, that finds lines, or all."
    ),
]
GlyphsOption = Annotated[int, typer.Option("--glyphs", min=512, help="Single glyphs to learn from, in all.")]
ViewsOption = Annotated[
    int, typer.Option("--views", min=128, help="Looks to learn where lines stand, in all: two a line.")
]

RateOption = Annotated[float, typer.Option("--rate", min=1e-6, help="Highest learning rate of lines.")]
StartOption = Annotated[
    Path | None,
    typer.Option(
        "--start", exists=True, dir_okay=False,
        help="state.pt of another training, with whose line network to begin; a lower --rate suits then.",
    ),
]  # fmt: skip


@digits.command()
def train(
    out: FolderOption,
    lines: LinesOption = 500_000,
    glyphs: GlyphsOption = 300_000,
    views: ViewsOption = 160_000,
    rate: RateOption = 3e-3,
    start: StartOption = None,
    seed: SeedOption = 5,
    fonts: FontsOption = None,
    reader: ReaderOption = Reader.ALL,
) -> None:
    """Train the networks on lines drawn as they learn. Ctrl+C stops; the same command goes on from there."""
    # Threads that wait for each other by turning leave no core to the process that draws lines.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    with reported(), _training_parts():
        from invoice_desk.training import band_training, glyph_training
        from invoice_desk.training.font_folders import fonts_of
        from invoice_desk.training.training import Recipe, train

        chosen, validation = fonts_of(fonts, "train"), fonts_of(fonts, "validation")
        with stoppable() as is_stopped:
            if reader in {Reader.LINES, Reader.ALL}:
                recipe = Recipe(lines=lines, rate=rate, seed=seed)
                events = train(chosen, validation, out, recipe, start=start, is_stopped=is_stopped)
                _follow(events, out, recipe.epochs, is_stopped)
            if reader in {Reader.GLYPHS, Reader.ALL} and not is_stopped():
                of_glyphs, folder = glyph_training.GlyphRecipe(glyphs=glyphs, seed=seed), out / _GLYPHS
                events = glyph_training.train_glyphs(
                    chosen, validation, folder, of_glyphs, is_stopped=is_stopped
                )
                _follow(events, folder, of_glyphs.epochs, is_stopped)
            if reader in {Reader.BANDS, Reader.ALL} and not is_stopped():
                of_bands, folder = band_training.BandRecipe(views=views, seed=seed), out / _BANDS
                events = band_training.train_bands(
                    chosen, validation, folder, of_bands, is_stopped=is_stopped
                )
                _follow(events, folder, of_bands.epochs, is_stopped)


def _follow(events: Iterator[Progress | Epoch], folder: Path, epochs: int, is_stopped: IsStopped) -> None:
    """Show how a training goes, and keep its log."""
    from invoice_desk.cli.screen import progress_line
    from invoice_desk.progress import Progress
    from invoice_desk.training.log import Log

    log = Log(folder)
    with progress_line(epochs) as line:
        for event in events:
            if isinstance(event, Progress):
                line.show(event)
                continue
            line.advance()
            log.add(event)
            typer.echo(log.words(event), err=True)
    say_end(folder, done=log.epochs, total=epochs, is_stopped=is_stopped(), what="epochs learnt")


JudgedOption = Annotated[int, typer.Option("--lines", min=1, help="Lines to judge by.")]
ModelsOption = Annotated[
    Path | None, typer.Option("--models", help="Folder of the models; those that are shipped if left out.")
]
UnseenOption = Annotated[
    str | None,
    typer.Option("--split", help="Draw lines of font families: validation or acceptance."),
]


@digits.command()
def evaluate(
    lines: JudgedOption = 1_000,
    models: ModelsOption = None,
    seed: SeedOption = 1,
    fonts: FontsOption = None,
    split: UnseenOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Read lines that were not learnt from, and tell how many numbers are exact.

    Those are the lines that are shipped; with --fonts or --split they are drawn anew.
    """
    if fonts is None and split is None:
        with reported():
            from invoice_desk.cli.digits_learning import show_shipped
            from invoice_desk.workflow.digit_models import SHIPPED_FOLDER

            show_shipped(models or SHIPPED_FOLDER, as_json=as_json)
        return
    _evaluate_drawn(split or "validation", fonts, models, lines=lines, seed=seed)


def _evaluate_drawn(split: str, fonts: Path | None, models: Path | None, *, lines: int, seed: int) -> None:
    with reported(), _training_parts():
        from invoice_desk.reading.digits.lazy import load_reader
        from invoice_desk.training.calibrating import outcomes
        from invoice_desk.training.figures import figures, shares_by_kind
        from invoice_desk.training.font_folders import fonts_of
        from invoice_desk.training.fonts import Split
        from invoice_desk.workflow.readers import MODELS

        chosen = fonts_of(fonts, split)
        found = outcomes(load_reader(models or MODELS), chosen, Split(split), lines, seed=seed)
        typer.echo(f"{len(found)} lines; exact numbers: {shares_by_kind(found)}")
        for line in figures(found):
            typer.echo(line)


StateOption = Annotated[Path, typer.Option("--training", "-t", help="Folder that `digits train` wrote to.")]


@digits.command()
def export(training: StateOption, out: OutOption = Path("models"), fonts: FontsOption = None) -> None:
    """Write what was trained as model files with their cards: arabic_digits, _glyphs and _bands."""
    with reported(), _training_parts():
        from invoice_desk.reading.digits.model_files import CARD
        from invoice_desk.training.band_shipping import ship_bands
        from invoice_desk.training.font_folders import all_fonts
        from invoice_desk.training.glyph_shipping import ship_glyphs
        from invoice_desk.training.learning import STATE
        from invoice_desk.training.shipping import calibrate, ship

        known = all_fonts(fonts)
        glyphs, bands = training / _GLYPHS / STATE, training / _BANDS / STATE
        if bands.exists():
            ship_bands(bands, out, known)
        if glyphs.exists():
            ship_glyphs(glyphs, out, known)
        if (training / STATE).exists() or not (glyphs.exists() or bands.exists()):
            ship(training / STATE, out, known)  # last: its confidence heeds the others
        elif (out / CARD).is_file():
            calibrate(out, known)
    typer.echo(f"written: {out}", err=True)
