CREATE TABLE text (
  id   TEXT PRIMARY KEY CHECK (length(id) = 64),
  body TEXT NOT NULL
) STRICT;
CREATE TABLE blob (
  id    TEXT PRIMARY KEY CHECK (length(id) = 64),
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE event (
  seq    INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  body   TEXT NOT NULL CHECK (substr(body, 1, 11) = '{"stream":"'),
  stream TEXT NOT NULL AS (substr(body, 12, instr(substr(body, 12, 120), '"') - 1)
           || CASE instr(substr(body, 12, instr(substr(body, 12, 120), '"') - 1), ':') WHEN 0 THEN ':' || id ELSE '' END) VIRTUAL,
  kind   TEXT NOT NULL AS (body ->> 'kind') VIRTUAL
) STRICT;
CREATE INDEX event_stream ON event (stream);
CREATE TABLE seal (
  seq   INTEGER PRIMARY KEY,
  batch TEXT NOT NULL,
  by    TEXT NOT NULL,
  ids   TEXT NOT NULL,
  sig   TEXT NOT NULL,
  UNIQUE (batch, by)
) STRICT;
CREATE INDEX seal_by ON seal (by);
CREATE TABLE arrival (
  seq    INTEGER PRIMARY KEY,
  event  TEXT NOT NULL,
  at     TEXT NOT NULL,
  origin TEXT NOT NULL
) STRICT;
CREATE TABLE draft (
  place TEXT PRIMARY KEY,
  body  TEXT NOT NULL,
  at    TEXT NOT NULL
) STRICT;
CREATE TABLE secret (
  source TEXT PRIMARY KEY,
  note   TEXT NOT NULL
) STRICT;
CREATE TRIGGER text_update BEFORE UPDATE ON text BEGIN SELECT RAISE (ABORT, 'a text never changes'); END;
CREATE TRIGGER text_delete BEFORE DELETE ON text BEGIN SELECT RAISE (ABORT, 'a text is never deleted'); END;
CREATE TRIGGER text_insert BEFORE INSERT ON text WHEN EXISTS (SELECT 1 FROM text WHERE id = NEW.id AND body <> NEW.body)
BEGIN SELECT RAISE (ABORT, 'a text never changes'); END;
CREATE TRIGGER blob_update BEFORE UPDATE ON blob BEGIN SELECT RAISE (ABORT, 'an original never changes'); END;
CREATE TRIGGER blob_delete BEFORE DELETE ON blob BEGIN SELECT RAISE (ABORT, 'an original is never deleted'); END;
CREATE TRIGGER blob_insert BEFORE INSERT ON blob WHEN EXISTS (SELECT 1 FROM blob WHERE id = NEW.id AND bytes <> NEW.bytes)
BEGIN SELECT RAISE (ABORT, 'an original never changes'); END;
CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'an event never changes'); END;
CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'an event is never deleted'); END;
CREATE TRIGGER event_insert BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'an event is added once'); END;
CREATE TRIGGER seal_update BEFORE UPDATE ON seal BEGIN SELECT RAISE (ABORT, 'a seal never changes'); END;
CREATE TRIGGER seal_delete BEFORE DELETE ON seal BEGIN SELECT RAISE (ABORT, 'a seal is never deleted'); END;
CREATE TRIGGER seal_insert BEFORE INSERT ON seal
WHEN EXISTS (SELECT 1 FROM seal WHERE batch = NEW.batch AND by = NEW.by) OR EXISTS (SELECT 1 FROM seal WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'a seal is added once'); END;
CREATE TRIGGER arrival_update BEFORE UPDATE ON arrival BEGIN SELECT RAISE (ABORT, 'an arrival never changes'); END;
CREATE TRIGGER arrival_delete BEFORE DELETE ON arrival BEGIN SELECT RAISE (ABORT, 'an arrival is never deleted'); END;
CREATE TRIGGER arrival_insert BEFORE INSERT ON arrival WHEN EXISTS (SELECT 1 FROM arrival WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'an arrival is added once'); END;
