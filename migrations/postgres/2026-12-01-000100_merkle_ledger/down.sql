DROP TABLE ledger_timestamps;
DROP TABLE ledger_checkpoints;
DROP TABLE ledger_entries;
DROP TABLE ledger_heads;

CREATE TABLE ledger_heads (
  log TEXT PRIMARY KEY NOT NULL,
  size BIGINT NOT NULL,
  hash TEXT NOT NULL
);

CREATE TABLE ledger_entries (
  id TEXT PRIMARY KEY NOT NULL,
  log TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at TIMESTAMP NOT NULL,
  kind TEXT NOT NULL,
  doer TEXT NOT NULL,
  doer_organisation_id TEXT,
  subject TEXT NOT NULL,
  facts TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (log, seq)
);
CREATE INDEX ledger_entries_subject ON ledger_entries (subject);

CREATE TRIGGER ledger_entries_no_change BEFORE UPDATE OR DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION enishi_refuse();
