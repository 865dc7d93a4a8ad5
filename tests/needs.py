"""What the tests need beside Python packages: where it is found, and which Debian package supplies it."""

import shutil
import subprocess
import sys
from pathlib import Path


def find_postgresql() -> Path | None:
    """Find the folder that holds PostgreSQL's server programs, the newest first; None where there is none."""
    folders = [Path(program).parent for program in (shutil.which("initdb"),) if program]
    if pg_config := shutil.which("pg_config"):
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(said.stdout.strip()))
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def find_chromium() -> str | None:
    """Find the browser the tests drive; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


def find_firefox() -> str | None:
    """Find the second browser, which only the long tests drive; None where there is none."""
    return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


def missing_packages(*, of_long_tests: bool = False) -> list[str]:
    """Name the Debian packages without which some tests cannot run."""
    more = [("firefox-esr", find_firefox())] if of_long_tests else []
    return [
        package
        for package, found in (
            ("chromium", find_chromium()),
            ("postgresql", find_postgresql()),
            ("fonts-noto-core", _draws_vietnamese()),
            *more,
        )
        if not found
    ]


def _version(folder: Path) -> int:
    digits = folder.parent.name.split(".")[0]
    return int(digits) if digits.isdigit() else 0


def _draws_vietnamese() -> bool:
    """Say whether a font with ơ, ư and the dotted letters is installed: pages are measured with it."""
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return False
    return bool(subprocess.run([fc_list, ":lang=vi"], capture_output=True, check=False).stdout)


if __name__ == "__main__":
    print(" ".join(missing_packages(of_long_tests="long" in sys.argv)))  # noqa: T201 (read by the Makefile)
