"""Validates the description of a server for the registry: python3 serverjson.py REGISTRY FILE. Needs jsonschema.

REGISTRY is the source of the registry, which carries the schemas of all days; the file names the one that it keeps to.
"""

import json
import pathlib
import sys

import jsonschema

with open(sys.argv[2], encoding="utf-8") as f:
    described = json.load(f)
schemas = {}
for file in pathlib.Path(sys.argv[1], "internal", "validators", "schemas").glob("*.json"):
    schema = json.loads(file.read_text(encoding="utf-8"))
    schemas[schema["$id"]] = schema
latest = max(schemas)
schema = schemas[described["$schema"]]
errors = [e.message for e in jsonschema.validators.validator_for(schema)(schema).iter_errors(described)]
# What the registry asks beside its schema.
errors += [r["url"] + " is not https" for r in described["remotes"] if not r["url"].startswith("https://")]
print(described["$schema"], errors, "" if described["$schema"] == latest else "the latest is " + latest)
sys.exit(bool(errors) or described["$schema"] != latest)
