"""Plans that the program writes are what docs/plan.schema.json says. Usage: plan_schema_test.py PROGRAM ROOT. Exits 77 without jsonschema."""

import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
schema = json.loads((root / "docs/plan.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)

OLD = """
CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(20));
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, legacy_ref text, total integer);
"""
NEW = """
CREATE TYPE order_status AS ENUM ('open', 'paid');
CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(40));
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, status order_status DEFAULT 'open', total bigint CHECK (total > 0));
CREATE INDEX ON orders (customer_id);
CREATE VIEW totals AS SELECT sum(total) FROM orders;
"""


def plan(source, target, folder):
    """The plan that --save writes, which must also be what --format json prints."""
    saved = folder / "plan.json"
    run = subprocess.run([program, "plan", "--from", source, "--to", target, "--format", "json", "--save", saved, "--quiet"], capture_output=True, text=True)
    assert run.returncode in (0, 3), run.stderr
    assert run.stdout == saved.read_text()
    return json.loads(run.stdout)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "old.sql").write_text(OLD)
    (folder / "new.sql").write_text(NEW)
    pairs = [("old.sql", "new.sql"), ("new.sql", "old.sql"), ("old.sql", "old.sql"), ("empty:", "new.sql"), ("new.sql", "empty:")]
    failures = 0
    for source, target in pairs:
        sides = [text if text == "empty:" else str(folder / text) for text in (source, target)]
        for error in validator.iter_errors(plan(*sides, folder)):
            print(f"{source} -> {target}: {error.json_path}: {error.message}")
            failures += 1
    sys.exit(1 if failures else 0)
