CREATE TABLE article (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL, published TEXT NOT NULL,
  language TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX article_at ON article (at, id);
CREATE TABLE capture (text TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (text, article)) STRICT, WITHOUT ROWID;
CREATE INDEX capture_article ON capture (article);
CREATE TABLE address (url TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (url, article)) STRICT, WITHOUT ROWID;
CREATE INDEX address_article ON address (article);
CREATE TABLE claim (
  id TEXT PRIMARY KEY, live INTEGER NOT NULL, statement TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_place ON claim (text, start);
CREATE TABLE appearance (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, start INTEGER NOT NULL, claim TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_text ON appearance (text, start, claim);
CREATE INDEX appearance_claim ON appearance (claim);
CREATE TABLE cites (evidence TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (evidence, claim)) STRICT, WITHOUT ROWID;
CREATE INDEX cites_claim ON cites (claim);
CREATE TABLE brief (id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE flagged (evidence TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE called (name TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (name, source)) STRICT, WITHOUT ROWID;
CREATE INDEX called_source ON called (source);
CREATE TABLE names (thing TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (thing, stream)) STRICT, WITHOUT ROWID;
CREATE INDEX names_stream ON names (stream);
CREATE TABLE holds (text TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (text, stream)) STRICT, WITHOUT ROWID;
CREATE TABLE near (text INTEGER PRIMARY KEY, signature BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (body, content = 'text', content_rowid = 'rowid', tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('automerge', 8);
CREATE TABLE stated (id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, body TEXT NOT NULL, rest TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE stated_words USING fts5 (
  title, body, rest, content = 'stated', content_rowid = 'rowid', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE item (id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, body TEXT NOT NULL, rest TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE item_words USING fts5 (
  title, body, rest, content = 'item', content_rowid = 'rowid', tokenize = 'porter unicode61 remove_diacritics 2'
);
