"""PyInstaller: the client of S3 with the description of S3 alone, in place of those of 400 services."""

from PyInstaller.utils.hooks import collect_data_files

_SERVICES = ("s3", "sts")

datas = collect_data_files("botocore", includes=["cacert.pem", "data/*.json"])
for _service in _SERVICES:
    datas += collect_data_files("botocore", subdir=f"data/{_service}")
hiddenimports = ["html.parser"]
