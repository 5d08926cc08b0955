"""PyInstaller: Babel with the words of the languages that the program asks it for, not of all 1,000."""

from pathlib import Path

from PyInstaller.utils.hooks import get_package_paths

LANGUAGES = ("root", "ar", "en", "fr")
_FOLDER = Path(get_package_paths("babel")[1])

datas = [(str(_FOLDER / "global.dat"), "babel")]
datas += [
    (str(path), "babel/locale-data")
    for path in sorted((_FOLDER / "locale-data").glob("*.dat"))
    if path.stem.partition("_")[0] in LANGUAGES
]
hiddenimports = ["babel.dates", "babel.localedata", "babel.plural", "babel.numbers"]
