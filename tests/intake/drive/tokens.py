"""OAuth as Google's servers do it: consent, codes with PKCE, tokens that end, keys of service accounts."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

CLIENT, CLIENT_SECRET = "desk.apps.googleusercontent.com", "GOCSPX-the-secret-of-this-client"
AUDIENCE = "https://oauth2.googleapis.com/token"

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Tokens:
    """Who may ask. is_trusting: tokens of another server hold, too; granted: the scope that a person leaves
    ticked, None for what was asked for; ahead: seconds that the clock there is before ours.
    """

    email: str = "booker@example.com"
    name: str = "The Booker"
    is_denied: bool = False
    is_trusting: bool = False
    granted: str | None = None
    public_key: bytes = b""
    subjects: set[str] = field(default_factory=set)
    lifetime: int = 3600
    ahead: float = 0.0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refresh: set[str] = field(default_factory=set)
    access: set[str] = field(default_factory=set)
    claims: list[dict[str, object]] = field(default_factory=list)
    given: set[str] = field(default_factory=set)

    def consent(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent from the page of consent."""
        assert asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT
        if self.is_denied:
            return f"{asked['redirect_uri']}?" + urlencode(
                {"error": "access_denied", "state": asked["state"]}
            )
        code = self._new("4/code")
        self.codes[code] = asked
        given = {"state": asked["state"], "code": code, "scope": self.granted or asked["scope"]}
        return f"{asked['redirect_uri']}?" + urlencode(given)

    def give(self, form: dict[str, str], basic: str) -> Answer:
        """Give a token for a code, a refresh token, or the word of a service account."""
        match form.get("grant_type"):
            case "authorization_code":
                return self._for_code(form, basic)
            case "refresh_token":
                return self._for_refresh(form)
            case "urn:ietf:params:oauth:grant-type:jwt-bearer":
                return self._for_assertion(form)
        return self._refuse("unsupported_grant_type", "")

    def revoke(self, form: dict[str, str]) -> Answer:
        """Take back what a refresh token gave."""
        if form.get("token") not in self.refresh:
            return self._refuse("invalid_token", "Token expired or revoked")
        self.end_consent()
        return self._answer(200, {})

    def end_consent(self) -> None:
        """Let no token hold any more."""
        self.refresh.clear()
        self.access.clear()

    def end_access(self) -> None:
        """Let the short tokens run out."""
        self.access.clear()

    def is_known(self, authorization: str) -> bool:
        """Whether a request may be answered."""
        return self.is_trusting or authorization.removeprefix("Bearer ") in self.access

    def _for_code(self, form: dict[str, str], basic: str) -> Answer:
        asked = self.codes.pop(form["code"], None)
        client = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        is_client = basic == f"Basic {client}" or form.get("client_secret") == CLIENT_SECRET
        if not is_client:
            return self._refuse("invalid_client", "The OAuth client was not found.", code=401)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not asked or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return self._refuse("invalid_grant", "Malformed auth code.")
        refresh = self._new("1//refresh")
        self.refresh.add(refresh)
        return self._token({"refresh_token": refresh, "scope": self.granted or asked["scope"]})

    def _for_refresh(self, form: dict[str, str]) -> Answer:
        if form.get("client_id") != CLIENT or form.get("client_secret") != CLIENT_SECRET:
            return self._refuse("invalid_client", "The OAuth client was not found.", code=401)
        if form.get("refresh_token") not in self.refresh:
            return self._refuse("invalid_grant", "Token has been expired or revoked.")
        return self._token({})

    def _for_assertion(self, form: dict[str, str]) -> Answer:
        from google.auth import jwt

        try:
            claims = jwt.decode(  # type: ignore[no-untyped-call]
                form["assertion"], certs=self.public_key, audience=AUDIENCE, clock_skew_in_seconds=10**6
            )
        except ValueError:
            return self._refuse("invalid_grant", "Invalid JWT Signature.")
        if abs(time.time() + self.ahead - claims["iat"]) > 300:
            words = (
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
            )
            return self._refuse("invalid_grant", words)
        if "sub" in claims and claims["sub"] not in self.subjects:
            return self._refuse("unauthorized_client", "Client is unauthorized to retrieve access tokens.")
        self.claims.append(claims)
        return self._token({})

    def _token(self, more: dict[str, str]) -> Answer:
        access = self._new("ya29.access")
        self.access.add(access)
        said = {"access_token": access, "expires_in": self.lifetime, "token_type": "Bearer"}
        return self._answer(200, {**said, **more})

    def _refuse(self, error: str, words: str, *, code: int = 400) -> Answer:
        return self._answer(code, {"error": error, "error_description": words})

    def _answer(self, code: int, content: dict[str, object]) -> Answer:
        return code, {"content-type": "application/json"}, json.dumps(content).encode()

    def _new(self, kind: str) -> str:
        text = f"{kind}-TOKEN-OF-A-TEST-{secrets.token_urlsafe(16)}"  # the whole run is searched for it
        self.given.add(text)
        return text
