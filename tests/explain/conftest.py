"""The shipped rules and the demo deals, loaded once."""

import pytest

from tests.advice.conftest import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()
