"""Sign with a key that stays on its token: a card, a stick or a server (PKCS#11, OASIS 3.1).

The PIN is tried once: most tokens are locked after three wrong ones.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pkcs11
from asn1crypto.x509 import Certificate
from pkcs11 import Attribute, ObjectClass
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer

from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound
from mgi_report.signature.choice import Token
from mgi_report.signature.key import SigningKey, fit_key

__all__ = ["key_on_token"]

WRONG_PIN = (
    pkcs11.PinIncorrect,
    pkcs11.PinInvalid,
    pkcs11.PinLenRange,
    pkcs11.PinLocked,
    pkcs11.PinExpired,
    pkcs11.UserPinNotInitialized,
    # What tokens say of a key that is used, or looked for, without a PIN.
    pkcs11.UserNotLoggedIn,
)


class _TokenSigner(PKCS11Signer):
    """Tell what the token says while it signs as pyHanko tells its own errors."""

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - pyHanko's own
    ) -> bytes:
        """Return the signature of some bytes."""
        try:
            signed: bytes = await super().async_sign_raw(data, digest_algorithm, dry_run)
        except pkcs11.PKCS11Error as error:
            message = f"the token refused: {_said(error)}"
            raise SigningError(message) from error
        return signed


@contextmanager
def key_on_token(choice: Token, pin: bytes | None, moment: datetime) -> Iterator[SigningKey]:
    """Give the key of a token, which is to sign at a moment, while the token is open.

    ProblemsFound if the library or the token is not there, if the PIN is wrong, if no key or
    several are meant, or if the certificate is not valid then, or not for signing documents.
    """
    place = Location(choice.library)
    token = _token(choice, place)
    try:
        session = token.open(user_pin=pin.decode() if pin else None)
    except (*WRONG_PIN, UnicodeDecodeError) as error:
        message = f"the PIN does not open the token: {_said(error)}"
        hint = "check the PIN before you try again: a token is locked after a few wrong ones"
        raise _refusal(place, Fault("pin-wrong", message, hint)) from None
    except pkcs11.PKCS11Error as error:
        raise _refusal(place, _silent(error)) from None
    with closing(session):
        try:
            key = _key(session, choice, place)
        except pkcs11.PKCS11Error as error:
            raise _refusal(place, _silent(error)) from None
        yield fit_key(key, moment, place)


def _token(choice: Token, place: Location) -> Any:
    """Return the token that is meant."""
    try:
        # By its whole path: a bare name would be looked for elsewhere.
        library = pkcs11.lib(str(choice.library.absolute()))
    except RuntimeError as error:
        message = f"this library cannot be loaded: {_said(error)}"
        hint = "name the PKCS#11 library of the token's maker, such as opensc-pkcs11.so"
        raise _refusal(place, Fault("token-missing", message, hint)) from None
    try:
        found = [slot.get_token() for slot in library.get_slots(token_present=True)]
    except pkcs11.PKCS11Error as error:
        raise _refusal(place, _silent(error)) from None
    # One that was never set up has neither name nor PIN.
    tokens = [each for each in found if pkcs11.TokenFlag.TOKEN_INITIALIZED in each.flags]
    labels = sorted(each.label for each in tokens)
    fitting = [each for each in tokens if choice.label in (each.label, "")]
    return TOKEN.only(fitting, labels, place)


def _key(session: Any, choice: Token, place: Location) -> SigningKey:
    """Return the key that is meant, with its certificate and those above it on the token."""
    keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
    labels = sorted(each[Attribute.LABEL] for each in keys)
    fitting = [each for each in keys if choice.key in (each[Attribute.LABEL], "")]
    key = KEY.only(fitting, labels, place)
    held = [
        (each[Attribute.ID], Certificate.load(each[Attribute.VALUE]))
        for each in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    own = next((each for number, each in held if number == key[Attribute.ID]), None)
    if own is None:
        message = f"the token holds no certificate of the key {key[Attribute.LABEL]}"
        hint = "put the certificate on it, under the same ID (CKA_ID) as the key"
        raise _refusal(place, Fault(KEY.none, message, hint))
    signer = _TokenSigner(
        session,
        signing_cert=own,
        ca_chain=_above(own, [each for _, each in held]),
        key_label=key[Attribute.LABEL],
        key_id=key[Attribute.ID],
        # Few tokens take the digest of a curve themselves.
        use_raw_mechanism=own.public_key.algorithm == "ec",
    )
    return SigningKey(signer, own)


def _above(certificate: Certificate, held: Iterable[Certificate]) -> list[Certificate]:
    """Return who issued a certificate, who issued theirs, and so on; no others of a card."""
    by_subject = {each.subject.hashable: each for each in held}
    chain = [certificate]
    while (above := by_subject.get(chain[-1].issuer.hashable)) and above not in chain:
        chain.append(above)
    return chain[1:]


@dataclass(frozen=True)
class _Kind:
    """Name a kind of thing of which one is meant, the option that names it, and its problems."""

    word: str
    option: str
    none: str
    several: str

    def only(self, found: list[Any], labels: list[str], place: Location) -> Any:
        """Return the one thing that is meant; ProblemsFound if there is none, or several."""
        if len(found) == 1:
            return found[0]
        names = ", ".join(dict.fromkeys(labels))
        hint = f"name one of them with {self.option}: {names}"
        if found:
            message = f"there are {len(found)} {self.word}s, and which one is to sign is not known"
            raise _refusal(place, Fault(self.several, message, hint))
        if names:
            raise _refusal(place, Fault(self.none, f"there is no such {self.word}", hint))
        hint = f"see that the {self.word} is there, and that the PIN was given"
        raise _refusal(place, Fault(self.none, f"there is no {self.word}", hint))


TOKEN = _Kind("token", "--token", "token-missing", "token-ambiguous")
KEY = _Kind("key", "--key-label", "token-key-missing", "token-key-ambiguous")


def _silent(error: Exception) -> Fault:
    message = f"the token does not answer: {_said(error)}"
    return Fault("token-missing", message, "see that it is plugged in, and that no other uses it")


def _said(error: Exception) -> str:
    """Return what a library of tokens means; its errors are names, often without words."""
    return f"{type(error).__name__} {error}".strip()


def _refusal(place: Location, fault: Fault) -> ProblemsFound:
    return ProblemsFound([Problem(*fault, place)])
