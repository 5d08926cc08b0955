"""What botocore raises, in words: the same kin of faults as for every other source."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from invoice_desk.intake.answers import seconds_asked
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, SourceFault, TryLater

_BUSY = frozenset({"SlowDown", "RequestLimitExceeded", "ThrottlingException", "TooManyRequests", "429"})
_UNKNOWN = frozenset(
    {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "AuthFailure", "401"}
)
_REFUSED = frozenset({"AccessDenied", "403", "AllAccessDisabled", "AccountProblem"})
_GONE = frozenset({"NoSuchBucket", "NoSuchKey", "404", "NotFound"})


@contextmanager
def translated(where: str, *, is_everywhere: bool = False) -> Iterator[None]:
    """Turn botocore's errors into words. is_everywhere: what is refused is refused of the whole bucket."""
    from botocore.exceptions import (
        BotoCoreError,
        ClientError,
        HTTPClientError,
        IncompleteReadError,
        NoCredentialsError,
    )
    from botocore.exceptions import ConnectionError as Unreachable

    try:
        yield
    except ClientError as error:
        raise _fault_of(error.response, where, is_everywhere=is_everywhere) from None
    except NoCredentialsError:
        raise SignInNeeded(
            "there is no access key for the bucket", where=where, remedy="give one, or set up a profile"
        ) from None
    except Unreachable:
        raise TryLater("the bucket's server cannot be reached", where=where, is_everywhere=True) from None
    except (HTTPClientError, IncompleteReadError) as error:
        raise TryLater(f"the connection broke off ({type(error).__name__})", where=where) from None
    except (BotoCoreError, ValueError) as error:
        raise BadItem(
            f"cannot be asked for ({type(error).__name__})", where=where, remedy="check the bucket's settings"
        ) from None


def _fault_of(response: Any, where: str, *, is_everywhere: bool) -> SourceFault:  # noqa: ANN401 - JSON
    code = str(response.get("Error", {}).get("Code", ""))
    about = response.get("ResponseMetadata", {})
    status = int(about.get("HTTPStatusCode") or 0)
    if code in _BUSY or status == 429:
        after = seconds_asked(about.get("HTTPHeaders", {}))
        return TryLater(
            f"the server wants to be asked less often ({code})", where=where, after=after, is_everywhere=True
        )
    if code in _UNKNOWN or status == 401:
        return SignInNeeded(
            f"the access key is not taken ({code})", where=where, remedy="give one that still holds"
        )
    if code == "RequestTimeTooSkewed":
        return TryLater(
            "this computer's clock is wrong", where=where, remedy="set the clock", is_everywhere=True
        )
    if code in _REFUSED or status == 403:
        return RightsRefused(
            f"the server refuses ({code})",
            where=where,
            remedy="ask the bucket's owner for the rights to list and to read",
            is_everywhere=is_everywhere,
        )
    if code in _GONE or status == 404:
        return Gone(f"is not there ({code})", where=where, remedy="check the name of the bucket")
    if status == 412:
        return TryLater("was changed while it was fetched", where=where)
    if status >= 500 or not status:
        return TryLater(f"the server has trouble ({code or status})", where=where)
    return BadItem(f"the server cannot give it ({code or status})", where=where, remedy="check the settings")
