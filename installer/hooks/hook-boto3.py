"""PyInstaller: the client of S3 needs no resources of boto3."""
