"""Validates files of Akoma Ntoso: python3 akn.py SCHEMA FOLDER. Needs lxml."""

import pathlib
import sys

from lxml import etree

schema = etree.XMLSchema(etree.parse(sys.argv[1]))
files = sorted(pathlib.Path(sys.argv[2]).rglob("*.xml"))
wrong = 0
for f in files:
    document = etree.parse(str(f))
    ids = document.xpath("//@eId")
    if not schema.validate(document) or len(ids) != len(set(ids)):
        wrong += 1
        print(f.name, schema.error_log[:1] or "an eId stands twice")
print(len(files), "files,", wrong, "wrong")
sys.exit(wrong > 0 or not files)
