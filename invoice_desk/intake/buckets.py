"""An S3 bucket, of Amazon or of any server that speaks like it, through boto3 (the extra `s3`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from invoice_desk.errors import MissingPart
from invoice_desk.intake.bucket_faults import translated
from invoice_desk.intake.downloading import MOST_BYTES, md5_of
from invoice_desk.intake.faults import BadItem, Gone, TryLater
from invoice_desk.intake.hanging_up import Lines, calling, pools_held
from invoice_desk.intake.hiding import Secret, hide_from_logs
from invoice_desk.intake.kinds import is_invoice_name
from invoice_desk.intake.names import plain_name, short_id
from invoice_desk.intake.source import Fetched, Found, Listing, Report, State
from invoice_desk.intake.unfinished import forget, mark_of, not_kept
from invoice_desk.progress import IsStopped, never_stopped

_PIECE = 64 * 1024
_CONNECTING = 10.0  # seconds that a server has to take a connection
_MD5 = 32  # hexadecimal digits; a longer ETag is of a file that came in parts, and no MD5


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a bucket is. endpoint, region: "" for Amazon's own and what this machine is set up with.

    key, secret: the access key, empty for what boto3 finds by itself (profile, environment, role).
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    key: str = ""
    secret: Secret = field(default_factory=lambda: Secret(""))


class Objects:
    """A bucket as a source: names of invoices alone, and of those what is new or changed.

    is_stopped: ends what is waited for, with Stopped.
    """

    has_own_ids = True

    def __init__(self, bucket: Bucket, *, is_stopped: IsStopped = never_stopped) -> None:
        self._bucket, self._lines = bucket, Lines(is_stopped)
        self._client = _client_of(bucket, self._lines)
        self._there: dict[str, dict[str, Any]] = {}

    def list_changes(self, state: State) -> Iterator[Listing]:
        """Give all objects with the names of invoices, page by page."""
        seen: dict[str, dict[str, Any]] = {}
        for answer in self._pages():
            wanted = {
                short_id(one["Key"]): one for one in answer.get("Contents", ()) if is_invoice_name(one["Key"])
            }
            seen |= wanted
            self._there |= wanted
            is_last = not answer.get("IsTruncated")
            if is_last:
                self._there = seen
            found = tuple(_found(key, one) for key, one in wanted.items())
            yield Listing(found, dict(state), is_complete=is_last)

    def look_up(self, item: str) -> Found:
        """Return an object of the last listing. Raises Gone."""
        if item not in self._there:
            raise Gone("is no longer in the bucket", where=item)
        return _found(item, self._there[item])

    def fetch(self, found: Found, target: Path, report: Report) -> Fetched:
        """Fetch an object that still has the ETag of the listing, going on with what came of it before."""
        one = self._there[found.id]
        where = f"s3://{self._bucket.name}/{one['Key']}"
        if one["Size"] > MOST_BYTES:
            raise BadItem(f"is larger than {MOST_BYTES // 1024**2} MB", where=where, remedy="make it smaller")
        start = _begun(target, one["ETag"], one["Size"])
        if one["Size"] > start or not one["Size"]:
            self._get(one, start, target, where, report)
        _check(one, target, where)
        return Fetched(found.name)

    def settle(self, found: Found) -> None:
        """Do nothing: the bucket is only read."""

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
        self._lines.close()

    def _pages(self) -> Iterator[dict[str, Any]]:
        asked: dict[str, Any] = {"Bucket": self._bucket.name, "Prefix": self._bucket.prefix}
        behind: set[str] = set()
        while True:
            with self._lines.watched(), translated(f"s3://{self._bucket.name}", is_everywhere=True):
                answer = self._client.list_objects_v2(**asked)
            token = answer.get("NextContinuationToken")
            if answer.get("IsTruncated") and (not token or token in behind):
                raise BadItem("the bucket's listing has no end", where=f"s3://{self._bucket.name}")
            yield answer
            if not answer.get("IsTruncated"):
                return
            behind.add(token)
            asked["ContinuationToken"] = token

    def _get(self, one: dict[str, Any], start: int, target: Path, where: str, report: Report) -> None:
        with self._lines.watched():
            self._get_watched(one, start, target, where, report)

    def _get_watched(self, one: dict[str, Any], start: int, target: Path, where: str, report: Report) -> None:
        asked = {"Bucket": self._bucket.name, "Key": one["Key"], "IfMatch": one["ETag"]}
        if start:
            asked["Range"] = f"bytes={start}-"
        with translated(where):
            answer = self._client.get_object(**asked)
        is_going_on = bool(start and answer.get("ContentRange", "").startswith(f"bytes {start}-"))
        body = answer["Body"]
        try:
            mark_of(target).write_text(one["ETag"], encoding="utf-8")
            with target.open("ab" if is_going_on else "wb") as out:
                while piece := _piece_of(body, where):
                    out.write(piece)
                    report(len(piece))
        except OSError as error:
            raise not_kept(target, error) from error
        finally:
            body.close()


def _piece_of(body: Any, where: str) -> bytes:  # noqa: ANN401 - botocore's StreamingBody
    with translated(where):
        piece: bytes = body.read(_PIECE)
        return piece


def _begun(target: Path, etag: str, size: int) -> int:
    """Return how many bytes of this very version are there already."""
    try:
        there = target.stat().st_size
        if there <= size and mark_of(target).read_text(encoding="utf-8") == etag:
            return there
    except (OSError, ValueError):
        pass
    forget(target)
    return 0


def _check(one: dict[str, Any], target: Path, where: str) -> None:
    size, digest = target.stat().st_size, one["ETag"].strip('"')
    if size != one["Size"]:
        forget(target)
        raise TryLater(f"{size} of {one['Size']} bytes came", where=where)
    if len(digest) == _MD5 and "-" not in digest and md5_of(target) != digest:
        forget(target)
        raise TryLater("was altered on its way here", where=where)


def _found(key: str, one: dict[str, Any]) -> Found:
    return Found(key, one["ETag"].strip('"'), plain_name(one["Key"]), one["Size"])


def _client_of(bucket: Bucket, lines: Lines) -> Any:  # noqa: ANN401 - boto3 makes its classes as it runs
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise MissingPart(
            "S3 buckets need a part that is not installed", remedy="pip install 'invoice-desk[s3]'"
        ) from error
    hide_from_logs("botocore.endpoint", "botocore.auth", "botocore.hooks", "urllib3.connectionpool")
    given = {"endpoint_url": bucket.endpoint, "region_name": bucket.region}
    if bucket.key:
        given |= {"aws_access_key_id": bucket.key, "aws_secret_access_key": bucket.secret.reveal()}
    config = Config(
        connect_timeout=_CONNECTING, read_timeout=30, retries={"total_max_attempts": 1, "mode": "standard"}
    )  # tries are counted by the sync, the same for all sources
    with translated(f"s3://{bucket.name}"):
        client = boto3.session.Session().client(
            "s3", config=config, **{name: value for name, value in given.items() if value}
        )
    _hold(client, lines)
    return client


def _hold(client: Any, lines: Lines) -> None:  # noqa: ANN401 - boto3 makes its classes as it runs
    """Let a client's connections be cut when one stops. boto3 has no door for it but names of its own."""
    session = client._endpoint.http_session  # noqa: SLF001
    pools = pools_held(lines, calling(lines, _CONNECTING), session._pool_classes_by_scheme)  # noqa: SLF001
    session._pool_classes_by_scheme = session._manager.pool_classes_by_scheme = pools  # noqa: SLF001
