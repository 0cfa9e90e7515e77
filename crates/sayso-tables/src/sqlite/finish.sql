CREATE INDEX entities_by_document ON entities (document, entity);
CREATE INDEX entities_by_name ON entities (name);
CREATE INDEX mentions_by_place ON mentions (document, start);
CREATE INDEX mentions_by_entity ON mentions (document, entity);
CREATE INDEX attributions_by_document ON attributions (document, attribution);
CREATE INDEX attributions_by_source ON attributions (source_name);
CREATE INDEX attributions_by_stance ON attributions (stance);
CREATE INDEX entities_corpus_by_name ON entities_corpus (name);
CREATE INDEX entity_keys_by_corpus_key ON entity_keys (corpus_key);
CREATE INDEX transfers_by_document ON transfers (document, transfer);
CREATE INDEX transfers_by_giver ON transfers (giver_name);
CREATE INDEX transfers_by_receiver ON transfers (receiver_name);
CREATE INDEX claims_by_key ON claims (claim);
CREATE INDEX claim_mentions_by_claim ON claim_mentions (claim);
CREATE INDEX claim_mentions_by_document ON claim_mentions (document, attribution);
CREATE INDEX attributions_by_publisher ON attributions (publisher, day);

-- Datasette shows its search box for a table that is named so, in double quotes and without blanks.
-- Full text: SELECT ... FROM search JOIN attributions a ON a.row = search.rowid WHERE search MATCH 'missiles'
CREATE VIRTUAL TABLE search USING fts5 (
  source, content,
  content="attributions", content_rowid="row", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO search (search) VALUES ('rebuild');

-- Attributions with the one name that their source has in the corpus, or the words for it where it has no name; a pronoun that
-- stands for somebody unknown has neither, and is as it is written.
CREATE VIEW said AS
SELECT a.*, c.key AS who_key, coalesce(c.name, a.source_label, a.source) AS who,
  c.key IS NOT NULL OR a.source_label IS NOT NULL AS is_known
FROM attributions a LEFT JOIN entity_keys k ON k.key = a.source_key LEFT JOIN entities_corpus c ON c.key = k.corpus_key;

-- The same of all who are known, with a row for each who is named where several speak together.
CREATE VIEW speakers AS
SELECT *, source_counted_as AS who_counted_as FROM said WHERE is_known
UNION ALL
SELECT a.*, c.key, c.name, 1, CASE c.kind WHEN 'person' THEN 'person' WHEN 'place' THEN 'government' ELSE 'organisation' END
FROM attributions a, json_each(a.source_member_keys) m
JOIN entity_keys k ON k.key = m.value JOIN entities_corpus c ON c.key = k.corpus_key;

-- Who is cited most, as in the report: who has a name, by that, and all others by the words for them, each one row with the kind
-- that they mostly have.
CREATE VIEW top_sources AS
WITH by_kind AS (
  SELECT who, who_key, who_counted_as, count(*) AS attributions, sum(content_words) AS words,
    sum(quotation = 'direct') AS direct
  FROM speakers GROUP BY who_key, who, who_counted_as
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY who_key, who ORDER BY attributions DESC,
    instr('person role group organisation government outlet document imagery intercept social author none', who_counted_as)) AS place
  FROM by_kind
), cited AS (
  SELECT who, who_key, count(DISTINCT document) AS documents FROM speakers GROUP BY who_key, who
)
SELECT r.who AS source, max(CASE WHEN place = 1 THEN who_counted_as END) AS source_kind,
  CASE WHEN r.who_key IS NULL THEN 'words' ELSE 'name' END AS known_by,
  sum(r.attributions) AS attributions, c.documents, sum(words) AS words,
  round(1.0 * sum(direct) / sum(r.attributions), 3) AS direct_share
FROM ranked r JOIN cited c ON c.who_key IS r.who_key AND c.who = r.who
GROUP BY r.who_key, r.who ORDER BY attributions DESC, source;

-- Who and what is named most, each under one name.
CREATE VIEW who_is_who AS
SELECT c.name, c.kind, c.role, c.affiliation, c.documents, count(DISTINCT k.name) AS names,
  round(min(k.confidence), 3) AS confidence, c.key
FROM entities_corpus c JOIN entity_keys k ON k.corpus_key = c.key
GROUP BY c.key ORDER BY c.documents DESC, c.name;

-- Which kinds of source there are.
CREATE VIEW source_kinds AS
SELECT source_counted_as AS source_kind, count(*) AS attributions,
  round(1.0 * count(*) / (SELECT count(*) FROM attributions), 3) AS share
FROM attributions GROUP BY 1 ORDER BY attributions DESC, source_kind;

-- An attribution is anonymous whose source is an unnamed person or group, or said to be unnamed.
CREATE VIEW anonymous AS
SELECT * FROM attributions WHERE source_counted_as IN ('role', 'group') OR anonymity_span IS NOT NULL;

CREATE VIEW anonymity_by_publisher AS
SELECT publisher, count(*) AS attributions,
  sum(source_counted_as IN ('role', 'group') OR anonymity_span IS NOT NULL) AS anonymous,
  round(avg(source_counted_as IN ('role', 'group') OR anonymity_span IS NOT NULL), 3) AS share
FROM attributions GROUP BY 1 ORDER BY share DESC, publisher;

CREATE VIEW anonymity_by_month AS
SELECT substr(day, 1, 7) AS month, count(*) AS attributions,
  sum(source_counted_as IN ('role', 'group') OR anonymity_span IS NOT NULL) AS anonymous,
  round(avg(source_counted_as IN ('role', 'group') OR anonymity_span IS NOT NULL), 3) AS share
FROM attributions GROUP BY 1 ORDER BY month;

-- Who denied, or declined to say, what.
CREATE VIEW denials AS
SELECT document_id, day, publisher, who AS source, cue, stance, content, sentence_text
FROM said WHERE stance IN ('deny', 'withhold') AND polarity = 'positive' AND actuality = 'actual' ORDER BY row;

-- Who speaks about whom, as in the report: who and what has a name in what is ascribed to somebody else.
CREATE VIEW about_whom AS
SELECT a.who AS source, c.name AS about, c.kind,
  count(DISTINCT a.row) AS attributions, count(DISTINCT a.document) AS documents
FROM speakers a, json_each(a.content_spans) AS piece
JOIN mentions m ON m.document = a.document
  AND m.start >= json_extract(piece.value, '$[0]') AND m.end <= json_extract(piece.value, '$[1]')
JOIN entity_keys k ON k.key = m.key JOIN entities_corpus c ON c.key = k.corpus_key
WHERE c.key IS NOT a.who_key AND m.key NOT IN (SELECT value FROM json_each(a.source_member_keys))
GROUP BY a.who_key, a.who, c.key ORDER BY attributions DESC, source, about, c.kind;

-- How stances are quoted, where the source took them.
CREATE VIEW quotations_by_stance AS
SELECT stance, count(*) AS attributions, sum(quotation = 'direct') AS direct,
  sum(quotation = 'mixed') AS mixed, sum(quotation = 'indirect') AS indirect
FROM attributions WHERE polarity = 'positive' AND actuality = 'actual' GROUP BY 1 ORDER BY attributions DESC, stance;

-- Which words mark attributions.
CREATE VIEW cues AS
SELECT cue_lemma, stance, count(*) AS attributions FROM attributions WHERE polarity = 'positive' AND actuality = 'actual'
GROUP BY 1, 2 ORDER BY attributions DESC, cue_lemma, stance;

-- On whose say-so a source is heard: one link of a chain a row.
CREATE VIEW chains AS
SELECT below.document_id, above.who AS by_way_of, below.who AS source, below.cue, below.stance, below.content
FROM said AS below
JOIN said AS above ON above.document = below.document AND above.attribution = below.parent
WHERE above.who IS NOT below.who
ORDER BY below.row;

-- Who is said to give what to whom, each under the one name that it has in the corpus.
CREATE VIEW flows AS
SELECT coalesce(g.name, t.giver_label) AS giver, t.thing_kind,
  coalesce(r.name, t.receiver_label) AS receiver,
  count(*) AS transfers, count(DISTINCT t.document) AS documents,
  sum(t.status = 'claimed') AS claimed, sum(t.status = 'denied') AS denied,
  sum(t.status = 'planned') AS planned, sum(t.status = 'asked') AS asked, sum(t.status = 'possible') AS possible
FROM transfers t
LEFT JOIN entity_keys gk ON gk.key = t.giver_key LEFT JOIN entities_corpus g ON g.key = gk.corpus_key
LEFT JOIN entity_keys rk ON rk.key = t.receiver_key LEFT JOIN entities_corpus r ON r.key = rk.corpus_key
GROUP BY g.key, t.giver_label, t.thing_kind, r.key, t.receiver_label
ORDER BY transfers DESC, giver, t.thing_kind, receiver;

-- Who does what with each claim.
CREATE VIEW claim_voices AS
SELECT m.claim, c.wording, m.voice, s.who AS source, s.publisher, s.day, m.document_id, s.content, m.score
FROM claim_mentions m JOIN claims c ON c.claim = m.claim
JOIN said s ON s.document = m.document AND s.attribution = m.attribution
ORDER BY c.row, m.row;

-- What could not be read, so that totals can be trusted.
CREATE VIEW failures AS
SELECT document, id, path, error FROM documents WHERE error IS NOT NULL ORDER BY document;

ANALYZE;
