"""Bombs on the loading page: each is refused within a second and 100 MB, and a large sound file is not."""

import json
import random
import subprocess
import sys

import pytest

from forms.columns import Column
from forms.workbooks import read_sheet
from tests.harmful_workbooks import BOMBS, workbook
from tests.structure.sources import ROOT

SECONDS, MEMORY = 1.0, 100_000_000


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write the bombs down, and a sound file to know the measure by."""
    folder = tmp_path_factory.mktemp("bombs")
    made = {f"{number:02}.xlsx": name for number, name in enumerate(BOMBS)}
    for file, name in made.items():
        (folder / file).write_bytes(BOMBS[name]())
    return {str(folder / file): name for file, name in made.items()}


def weights(app, files):
    """Weigh files on the loading page of an application's database, in another process."""
    address = app.config["SQLALCHEMY_DATABASE_URI"]
    command = [sys.executable, "-m", "tests.weighing", address, "ward", *files]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # a file is refused before any is asked
def test_every_bomb_is_refused_within_a_second_and_100_mb(small_app, measured, files):
    found = {files[file]: weight for file, weight in weights(small_app, files).items()}
    refused = [name for name, (status, *_cost) in found.items() if status == 422]
    slowest = max(seconds for _status, seconds, _memory in found.values())
    largest = max(memory for _status, _seconds, memory in found.values())
    measured(row="D3", what="bombs refused on the loading page; processor time and memory of the costliest",
             target=f"{len(BOMBS)} of {len(BOMBS)}; < 1 s; < 100 MB",
             obtained=f"{len(refused)} of {len(found)}; {slowest:.2f} s; {largest / 1e6:.0f} MB")  # fmt: skip
    assert len(BOMBS) >= 20
    assert sorted(refused) == sorted(BOMBS)
    assert {name for name, (_status, seconds, _memory) in found.items() if seconds > SECONDS} == set()
    assert {name for name, (_status, _seconds, memory) in found.items() if memory > MEMORY} == set()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # a file is refused before any is asked
def test_what_a_file_costs_is_really_measured(small_app, tmp_path):
    content = workbook(["gso_code"], *([f"{number} {'dài ' * 20}"] for number in range(8_000)))
    (tmp_path / "large.xlsx").write_bytes(content)
    ((status, seconds, memory),) = weights(small_app, [str(tmp_path / "large.xlsx")]).values()
    assert status == 422
    assert seconds > 0.1
    assert memory > 4_000_000


def test_a_large_list_of_an_office_is_no_bomb():
    columns = [Column(f"c{number}", (f"Cột {number}", f"Column {number}")) for number in range(25)]
    numbers = random.Random(3)
    rows = [[numbers.randrange(10**6) for _column in columns] for _row in range(5_000)]
    content = workbook([column.name for column in columns], *rows)
    assert len(read_sheet(content, columns).rows) == 5_000
