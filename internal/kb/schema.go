package kb

// SchemaVersion is bumped when the tables change. 1: first. 2: citations apart
// from their targets, with versions and places in the tree. 3: cases. 4: what
// citations were read against, and what sources were read with. 5: who takes part in a
// case, its amount and sentence, the decisions before it. 6: where the days of versions come
// from. 7: lists of days that lie beside texts, and until when a text is said to be in force.
// 8: what became of the provisions of earlier texts. 9: what amending instruments do to laws, and
// texts that were made from them. 10: collections that were brought as a whole, and the change log.
// 11: which lists are official, and texts that lists know and nothing loaded has.
// 12: where the copies of a text differ, which was chosen and what it lacks. 13: which sources are official.
// 14: the words of passages are stored once, in the text of their document.
// 15: the texts of documents other than laws are packed.
const SchemaVersion = 15

// schema is the whole knowledge base. What a source says is in source and
// document; law, version, heading, unit, alias, term, relation and citation are
// derived from the documents and can be made again from them.
//
// Spans (start_byte, end_byte) are byte offsets in the text of the document.
const schema = `
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE source(
	id INTEGER PRIMARY KEY,
	path TEXT NOT NULL UNIQUE,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	format TEXT NOT NULL,
	encoding TEXT NOT NULL,
	provenance TEXT NOT NULL, -- where the file itself came from, for embedded documents
	ingested_at TEXT NOT NULL,
	made TEXT NOT NULL,        -- what it was read with, as the ingest names it
	official INTEGER NOT NULL DEFAULT 0); -- it was fetched from a public body; see Source

-- What was refused inside a source that was read: lines of JSON Lines.
CREATE TABLE rejection(source_id INTEGER NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX rejection_source ON rejection(source_id);

-- A document is a text with what was known about it from outside. Equal
-- documents of several sources are one row.
CREATE TABLE document(
	id INTEGER PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,     -- law case commentary consultation
	form TEXT NOT NULL,
	external_id TEXT NOT NULL,
	title TEXT NOT NULL,    -- as shown
	date TEXT NOT NULL,
	hint TEXT NOT NULL,     -- JSON: what the parser was told from outside
	law_key TEXT NOT NULL,  -- key from the text; "" for other kinds
	subtitle TEXT NOT NULL,
	label TEXT NOT NULL,
	body_hash TEXT NOT NULL,-- of the characters of the articles
	units INTEGER NOT NULL,
	answers TEXT NOT NULL,  -- of a consultation: JSON list of lists of equivalent addresses
	text BLOB NOT NULL,     -- as shown; spans refer to it; packed but for laws
	original BLOB NOT NULL, -- as read, where it differs; packed but for laws
	made TEXT NOT NULL);    -- what it was parsed with
CREATE TABLE source_document(
	source_id INTEGER NOT NULL, document_id INTEGER NOT NULL, ord INTEGER NOT NULL,
	PRIMARY KEY(source_id, ord)) WITHOUT ROWID;
CREATE INDEX source_document_document ON source_document(document_id);
CREATE TABLE diagnostic(
	document_id INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
	start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL);
CREATE INDEX diagnostic_document ON diagnostic(document_id);

-- What a case says of itself, as lists of cases need it; facts is all of it.
CREATE TABLE case_file(
	document_id INTEGER PRIMARY KEY,
	tier TEXT NOT NULL,
	number TEXT NOT NULL,   -- of the case, normalised
	court TEXT NOT NULL, court_level TEXT NOT NULL, province TEXT NOT NULL,
	kind TEXT NOT NULL,     -- 刑事 民事 行政 执行 国家赔偿
	instance TEXT NOT NULL,
	cause TEXT NOT NULL,    -- 案由
	charges TEXT NOT NULL,  -- joined by line feeds
	outcome TEXT NOT NULL,
	publisher TEXT NOT NULL,
	batch TEXT NOT NULL,
	facts TEXT NOT NULL,    -- JSON of casefile.Facts
	-- Lists, joined by line feeds; names that are hidden are not among them.
	parties TEXT NOT NULL, judges TEXT NOT NULL, lawyers TEXT NOT NULL, firms TEXT NOT NULL,
	amount INTEGER NOT NULL,   -- of the decision, in yuan, 0 for none
	sentence INTEGER NOT NULL);-- the hardest, in months, 0 for none
-- What commentary has beside its passages; notes is JSON of casefile.Notes.
CREATE TABLE commentary_file(document_id INTEGER PRIMARY KEY, told INTEGER NOT NULL, notes TEXT NOT NULL);

CREATE TABLE law(
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL,
	level TEXT NOT NULL,
	issuers TEXT NOT NULL,   -- joined by 、
	signature TEXT NOT NULL);-- of the documents it was assembled from
CREATE TABLE version(
	id INTEGER PRIMARY KEY,
	law_id INTEGER NOT NULL,
	label TEXT NOT NULL,
	number TEXT NOT NULL,    -- document number
	effective TEXT NOT NULL, -- 施行 date given by the text
	starts TEXT NOT NULL,    -- from when it is in force, as its texts alone tell
	starts_source TEXT NOT NULL, -- see timeline.Source
	in_force_from TEXT NOT NULL,
	in_force_from_source TEXT NOT NULL,
	begins TEXT GENERATED ALWAYS AS (CASE WHEN in_force_from <> '' THEN in_force_from ELSE starts END) VIRTUAL, -- see Version.Begins
	in_force_to TEXT NOT NULL, -- first day on which it is no longer in force, as far as is known
	in_force_to_source TEXT NOT NULL,
	repealed_by TEXT NOT NULL, -- key of the law that says so
	repealed_at TEXT NOT NULL, -- its provision, "" where none is known
	confirmed TEXT NOT NULL,   -- last day on which a source says that it is in force
	confirmed_source TEXT NOT NULL, -- collection or see timeline.Source
	after TEXT NOT NULL,       -- label of the text behind which one without a date stands by its words
	ended TEXT NOT NULL,       -- a day on which a list says that it is no longer in force
	doubted_from TEXT NOT NULL, -- from when it is not known whether it is in force, "" for never
	doubt TEXT NOT NULL,       -- why: key of the law that it interprets and that was repealed, "" for other reasons
	incomplete INTEGER NOT NULL,
	events TEXT NOT NULL,    -- JSON
	computed TEXT NOT NULL DEFAULT '', -- key of the instrument that it was made with from the text before, "" for a loaded text
	lacks TEXT NOT NULL DEFAULT '[]',   -- JSON list of collation.Lack: what tells that the text is not whole
	chosen_by TEXT NOT NULL DEFAULT '', -- see collation.Rule: why its words are those of this copy
	UNIQUE(law_id, label));
CREATE TABLE version_document(
	version_id INTEGER NOT NULL, document_id INTEGER NOT NULL,
	role TEXT NOT NULL,      -- text (parts in order), duplicate
	ord INTEGER NOT NULL, PRIMARY KEY(version_id, ord)) WITHOUT ROWID;
CREATE INDEX version_document_document ON version_document(document_id);

CREATE TABLE heading(
	id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL, parent_id INTEGER NOT NULL,
	ord INTEGER NOT NULL,    -- place in reading order, shared with unit
	kind TEXT NOT NULL, address TEXT NOT NULL, label TEXT NOT NULL, title TEXT NOT NULL);
CREATE INDEX heading_version ON heading(version_id, ord);

-- A unit is an article, a clause, an annex, or a piece of text beside them.
CREATE TABLE unit(
	id INTEGER PRIMARY KEY,
	version_id INTEGER NOT NULL, -- 0 for the passages of cases and commentary
	document_id INTEGER NOT NULL,
	heading_id INTEGER NOT NULL,
	ord INTEGER NOT NULL,
	kind TEXT NOT NULL,
	address TEXT NOT NULL,       -- local: 1036
	label TEXT NOT NULL,
	parts TEXT NOT NULL,         -- JSON: paragraphs, items, tables; of passages without their words
	start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL);
CREATE INDEX unit_version ON unit(version_id, ord);
CREATE INDEX unit_address ON unit(version_id, address) WHERE address <> '';
CREATE INDEX unit_document ON unit(document_id);

CREATE TABLE alias(
	norm TEXT NOT NULL, name TEXT NOT NULL, law_key TEXT NOT NULL,
	kind TEXT NOT NULL, -- title short number nickname hand user known
	PRIMARY KEY(norm, law_key, kind)) WITHOUT ROWID;
CREATE TABLE term(version_id INTEGER NOT NULL, term TEXT NOT NULL, address TEXT NOT NULL);
CREATE INDEX term_version ON term(version_id);
CREATE TABLE relation(
	law_id INTEGER NOT NULL,
	kind TEXT NOT NULL, -- interprets basis repeals amends
	named TEXT NOT NULL,      -- the other law as the text names it
	target_key TEXT NOT NULL, -- what that means among the laws that are loaded
	target_label TEXT NOT NULL, -- of the version that an amending decision makes
	provision TEXT NOT NULL, -- where a repeal is written
	date TEXT NOT NULL);
CREATE INDEX relation_target ON relation(target_key, kind);

-- Days from which laws, loaded or not, are known to be no longer in force; see package validity.
CREATE TABLE known_end(target_key TEXT NOT NULL, date TEXT NOT NULL, source TEXT NOT NULL, by TEXT NOT NULL);
CREATE INDEX known_end_target ON known_end(target_key);

-- A citation is a place in a unit that names provisions; see package citation.
CREATE TABLE citation(
	id INTEGER PRIMARY KEY,
	document_id INTEGER NOT NULL,
	unit_id INTEGER NOT NULL,
	start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, -- both 0 for the answers of a consultation
	kind TEXT NOT NULL,
	quote TEXT NOT NULL,
	name TEXT NOT NULL,       -- the law as named right before
	status TEXT NOT NULL,
	stated TEXT NOT NULL,     -- former version that the text names
	version TEXT NOT NULL,    -- label of the text that the targets were looked up in
	basis TEXT NOT NULL,
	candidates TEXT NOT NULL);-- keys, joined by line feeds, where the name is ambiguous
CREATE INDEX citation_unit ON citation(unit_id);
CREATE INDEX citation_document ON citation(document_id);
-- An edge leads from a citation to a provision.
CREATE TABLE edge(
	citation_id INTEGER NOT NULL, ord INTEGER NOT NULL,
	target_key TEXT NOT NULL,
	target_version TEXT NOT NULL, -- label of the text, "" where the law is not loaded
	target_local TEXT NOT NULL,   -- as written: 10/x2
	target_node TEXT NOT NULL,    -- where that stands in the tree: 10/k1/x2; as written where it is not there
	found INTEGER NOT NULL,
	PRIMARY KEY(citation_id, ord)) WITHOUT ROWID;
CREATE INDEX edge_target ON edge(target_key, target_node);
` + schemaEarlier + schemaCiteState + schemaListed + schemaBecame + schemaAmending + schemaCollection + schemaUnloaded + schemaVariant

// schemaAmending came with version 9.
const schemaAmending = `
-- What an instrument does to a law and what came of it; see Amending.
CREATE TABLE amending(
	law_id INTEGER NOT NULL,
	instrument TEXT NOT NULL,  -- its key, or its name where it was entered by hand
	label TEXT NOT NULL,       -- the day of the instrument
	hand INTEGER NOT NULL,
	before TEXT NOT NULL, after TEXT NOT NULL, -- labels of the texts, "" where not loaded
	outcome TEXT NOT NULL,
	operations TEXT NOT NULL, problems TEXT NOT NULL, differences TEXT NOT NULL, -- JSON lists
	PRIMARY KEY(law_id, label, instrument)) WITHOUT ROWID;
-- How far each instrument was read.
CREATE TABLE amending_read(
	instrument TEXT NOT NULL, label TEXT NOT NULL, operations INTEGER NOT NULL,
	unread TEXT NOT NULL,      -- JSON list of sentences that look like operations
	PRIMARY KEY(instrument, label)) WITHOUT ROWID;
`

// schemaUnloaded came with version 11.
const schemaUnloaded = `
ALTER TABLE listed_day ADD COLUMN official INTEGER NOT NULL DEFAULT 0; -- a database of the state tells it
-- Texts that lists know and nothing loaded has; see Unloaded.
CREATE TABLE unloaded(
	law_key TEXT NOT NULL, label TEXT NOT NULL, in_force_from TEXT NOT NULL, official INTEGER NOT NULL,
	PRIMARY KEY(law_key, label)) WITHOUT ROWID;
`

// schemaListed came with version 7.
const schemaListed = `
-- What a list that lies beside texts tells of their days, a row a text.
CREATE TABLE listed_day(
	source_id INTEGER NOT NULL,
	name TEXT NOT NULL,          -- of the law, as the list writes it
	label TEXT NOT NULL,         -- day that names the text, "" for none
	in_force_from TEXT NOT NULL, -- "" for none
	ended INTEGER NOT NULL,      -- the text is no longer in force
	problem TEXT NOT NULL);      -- what of the row was left out as it cannot be right
CREATE INDEX listed_day_source ON listed_day(source_id);
CREATE INDEX relation_named ON relation(named);
-- What a maintainer should know of days: sources that disagree, lines that mean nothing loaded.
CREATE TABLE day_note(message TEXT NOT NULL);
`

// schemaEarlier came with version 5.
const schemaEarlier = `
-- The numbers of the decisions that a case was decided upon, normalised.
CREATE TABLE case_earlier(document_id INTEGER NOT NULL, number TEXT NOT NULL, PRIMARY KEY(document_id, number)) WITHOUT ROWID;
CREATE INDEX case_earlier_number ON case_earlier(number);
CREATE INDEX case_file_number ON case_file(number) WHERE number <> '';
`

// schemaCiteState came with version 4.
const schemaCiteState = `
-- What the citations of each document were looked up in: laws by key, its own one
-- included, "" for documents that are no law.
CREATE TABLE cite_read(document_id INTEGER NOT NULL, law_key TEXT NOT NULL, PRIMARY KEY(document_id, law_key)) WITHOUT ROWID;
-- How these laws were then; under "" the names of all laws.
CREATE TABLE cite_state(law_key TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
`
