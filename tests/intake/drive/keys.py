"""Keys of service accounts, as Google's console gives them, that the stand-in Drive knows."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.intake.drive.server import DriveServer

ROBOT = "robot@project.iam.gserviceaccount.com"


@cache
def _pair() -> tuple[str, bytes]:
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.decode(), public


def make_key(drive: DriveServer, path: Path) -> Path:
    """Write the key of a service account that the server knows; return its path."""
    private, drive.tokens.public_key = _pair()
    drive.tokens.email = ROBOT
    facts = {"type": "service_account", "client_email": ROBOT, "client_id": "1234567890"}
    path.write_text(json.dumps({**facts, "private_key": private, "private_key_id": "k1"}))
    return path
