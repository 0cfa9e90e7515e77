"""Packages that only parts of this one need."""

from __future__ import annotations


def missing(error: ImportError, what: str, package: str, extra: str) -> ImportError:
    """The error where `what` needs a package that is not there; any other error of importing it stays as it is."""
    if (error.name or "").partition(".")[0] != package:
        return error
    return ImportError(f"{what} needs the package {package}; install it with: pip install 'sayso[{extra}]'")
