"""S3 buckets, by boto3 against moto's server, which is not ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fetching import fetch, found_in, listed, pdf

from invoice_desk.errors import DeskError, MissingPart
from invoice_desk.intake.bucket_faults import _fault_of
from invoice_desk.intake.buckets import Bucket, Objects
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, TryLater
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.unfinished import mark_of

boto3 = pytest.importorskip("boto3")
moto_server = pytest.importorskip("moto.server")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    made = boto3.resource(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="k", aws_secret_access_key="s"
    ).Bucket(f"b{abs(hash(request.node.name))}")
    made.create()
    return made


def objects(endpoint: str, bucket: Any, **more: str) -> Objects:
    return Objects(
        Bucket(
            bucket.name, endpoint=endpoint, region="us-east-1", key="k", secret=Secret("TOPSECRET"), **more
        )
    )


def test_invoices_are_listed_and_fetched_over_several_pages(
    endpoint: str, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        bucket.put_object(Key=f"in/فاتورة {number}.pdf", Body=pdf(number))
    bucket.put_object(Key="in/readme.txt", Body=b"no")
    source = objects(endpoint, bucket, prefix="in/")
    plain = source._client.list_objects_v2
    monkeypatch.setattr(source._client, "list_objects_v2", lambda **asked: plain(MaxKeys=2, **asked))
    pages = listed(source)
    found = [one for page in pages for one in page.found]
    assert [page.is_complete for page in pages] == [False, False, True]
    assert [one.name for one in found] == [f"فاتورة {number}.pdf" for number in range(5)]
    for number, one in enumerate(found):
        fetch(source, one, tmp_path / "part")
        assert (tmp_path / "part").read_bytes() == pdf(number)
        (tmp_path / "part").unlink()
    source.close()


def test_what_came_before_is_gone_on_with(endpoint: str, bucket: Any, tmp_path: Path) -> None:
    bucket.put_object(Key="one.pdf", Body=pdf())
    source = objects(endpoint, bucket)
    (found,) = found_in(source)
    target, counts = tmp_path / "part", list[int]()
    target.write_bytes(pdf()[:150_000])
    mark_of(target).write_text(f'"{found.version}"')
    fetch(source, found, target, counts)
    assert target.read_bytes() == pdf()
    assert sum(counts) == 50_000
    source.close()


def test_another_version_is_never_joined_to_what_came_before(
    endpoint: str, bucket: Any, tmp_path: Path
) -> None:
    bucket.put_object(Key="one.pdf", Body=pdf())
    source = objects(endpoint, bucket)
    (found,) = found_in(source)
    bucket.put_object(Key="one.pdf", Body=pdf(2))
    with pytest.raises(TryLater, match="was changed"):
        fetch(source, found, tmp_path / "part")
    source.close()


def test_zero_bytes_and_a_missing_object(endpoint: str, bucket: Any, tmp_path: Path) -> None:
    bucket.put_object(Key="empty.pdf", Body=b"")
    bucket.put_object(Key="one.pdf", Body=pdf())
    source = objects(endpoint, bucket)
    empty, one = found_in(source)
    fetch(source, empty, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == b""
    bucket.Object("one.pdf").delete()
    with pytest.raises(Gone):
        fetch(source, one, tmp_path / "other")
    source.close()


def test_a_bucket_that_is_not_there(endpoint: str, bucket: Any) -> None:
    bucket.delete()
    source = objects(endpoint, bucket)
    with pytest.raises(Gone, match="NoSuchBucket"):
        listed(source)
    source.close()


def test_a_server_that_is_not_there(bucket: Any) -> None:
    source = objects("http://127.0.0.1:9", bucket)
    with pytest.raises(TryLater, match="cannot be reached") as told:
        listed(source)
    assert told.value.is_everywhere
    source.close()


def test_no_key_at_all_is_said(endpoint: str, bucket: Any) -> None:
    source = Objects(Bucket(bucket.name, endpoint=endpoint, region="us-east-1"))
    with pytest.raises(SignInNeeded, match="no access key"):
        listed(source)
    source.close()


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("SlowDown", 503, TryLater),
        ("InternalError", 500, TryLater),
        ("InvalidAccessKeyId", 403, SignInNeeded),
        ("ExpiredToken", 400, SignInNeeded),
        ("AccessDenied", 403, RightsRefused),
        ("NoSuchKey", 404, Gone),
        ("PreconditionFailed", 412, TryLater),
        ("RequestTimeTooSkewed", 403, TryLater),
        ("InvalidRequest", 400, BadItem),
    ],
)
def test_what_s3_answers_is_one_of_our_faults(code: str, status: int, kind: type[DeskError]) -> None:
    answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status, "HTTPHeaders": {}}}
    assert isinstance(_fault_of(answer, "s3://b", is_everywhere=False), kind)


def test_without_boto3_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(MissingPart, match=r"invoice-desk\[s3\]"):
        Objects(Bucket("b"))
