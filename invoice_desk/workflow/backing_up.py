"""A desk backed up while it is in use, and brought back from a backup that was proved first."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from invoice_desk.errors import BadSetting, NotWritten
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.backup import Backup, check_backup, make_backup, originals_in, read_backup
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.originals import Originals
from invoice_desk.store.store import Store
from invoice_desk.store.template_files import write_template
from invoice_desk.store.templates import all_templates
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import mirror_of


def back_up(
    desk: Desk, folder: Path, *, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | Backup, None, None]:
    """Yield Progress and at the end the Backup that was made; none where a person stopped.

    Others may work on the desk meanwhile. Raises BadSetting, BadDesk, NotWritten.
    """
    yield from make_backup(desk.store, folder, is_stopped=is_stopped)


def bring_back(
    backup_folder: Path, target: Path, *, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | Backup, None, None]:
    """Make a desk of a backup, after every byte of it was proved; yield Progress, then the Backup.

    target: a folder that is not there yet, or empty: a desk is never written over. It is there whole or
    not at all. Raises BadDesk where the backup is not sound, BadSetting, NotWritten.
    """
    backup = read_backup(backup_folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadSetting(
            "is there already and is not written over", where=target, remedy="name a new folder with --desk"
        )
    yield from check_backup(backup, is_stopped=is_stopped)
    if is_stopped():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=target.parent) as name:
            made = Path(name) / "desk"
            yield from _copy(backup, DeskFolder(made), is_stopped)
            if is_stopped():
                return
            _open_once(made)
            if target.exists():
                target.rmdir()
            made.rename(target)
    except OSError as error:
        raise NotWritten(
            f"cannot be written: {error.strerror or error}", where=target, remedy="choose another folder"
        ) from error
    yield backup


def _copy(backup: Backup, folder: DeskFolder, is_stopped: IsStopped) -> Generator[Progress, None, None]:
    folder.make()
    shutil.copyfile(backup.folder / backup.database, folder.database)
    kept = originals_in(backup)
    for done, (path, sha256) in enumerate(kept, start=1):
        if is_stopped():
            return
        Originals(folder.originals).keep(path, sha256=sha256, suffix=path.suffix)
        yield Progress(folder.root.name, done, len(kept))


def _open_once(folder: Path) -> None:
    """Open the new desk, which brings an older database up to date, and write its templates' files."""
    with closing(Store.open(folder)) as store:
        with store.reading() as connection:
            templates = [saved.template for saved in all_templates(connection)]
        for template in templates:
            write_template(mirror_of(store.folder, template.name), template)
