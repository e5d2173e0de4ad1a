"""Looks at feeds by the schema of Atom, and reads them as feed readers do: atom.py SCHEMA.rnc FEED...
A feed that was broken on purpose must fail."""
import re
import sys

import feedparser
import rnc2rng
from lxml import etree

# The converter declares the prefix of no namespace, which XML has not.
grammar = rnc2rng.dumps(rnc2rng.load(sys.argv[1])).replace(' xmlns:local=""', "")
schema = etree.RelaxNG(etree.fromstring(grammar.encode()))
wrong = 0
for path in sys.argv[2:]:
    feed = etree.parse(path)
    if not schema.validate(feed):
        wrong += 1
        print(path, schema.error_log)
    read = feedparser.parse(path)
    if read.bozo or read.version != "atom10" or not read.feed.get("id"):
        wrong += 1
        print(path, "is not read:", read.get("bozo_exception"), read.version)
with open(sys.argv[2], "rb") as f:
    broken = re.sub(rb"<updated>[^<]*</updated>", b"<updated>yesterday</updated>", f.read(), count=1)
if schema.validate(etree.fromstring(broken)):
    wrong += 1
    print("a feed without a date is valid by the schema")
print(len(sys.argv) - 2, "feeds,", wrong, "wrong")
sys.exit(1 if wrong else 0)
