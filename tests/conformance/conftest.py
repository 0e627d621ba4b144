import os

import pytest
from verapdf import NoValidatorError, VeraPdf

__all__ = ["verapdf"]


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory):
    try:
        return VeraPdf.compile(tmp_path_factory.mktemp("verapdf"))
    except NoValidatorError as reason:
        # A person without Java can still run the other tests. In CI, a skip would hide a broken
        # promise.
        if os.environ.get("CI") == "true":
            pytest.fail(str(reason), pytrace=False)
        pytest.skip(str(reason))
