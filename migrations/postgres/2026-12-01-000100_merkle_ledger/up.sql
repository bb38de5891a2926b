-- The logs become Merkle trees (RFC 6962). A chain cannot be turned into one whose leaves are salted: the logs begin anew.
DROP TABLE ledger_entries;
DROP TABLE ledger_heads;

CREATE TABLE ledger_heads (
  log TEXT PRIMARY KEY NOT NULL,
  size BIGINT NOT NULL,
  frontier TEXT NOT NULL
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
  salt TEXT NOT NULL,
  commitment TEXT NOT NULL,
  UNIQUE (log, seq)
);
CREATE INDEX ledger_entries_subject ON ledger_entries (subject);
CREATE INDEX ledger_entries_doer ON ledger_entries (doer_organisation_id, at);

-- What a log was, signed; and what time authorities (RFC 3161) say of it.
CREATE TABLE ledger_checkpoints (
  log TEXT NOT NULL,
  size BIGINT NOT NULL,
  at TIMESTAMP NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (log, size)
);
CREATE TABLE ledger_timestamps (
  log TEXT NOT NULL,
  size BIGINT NOT NULL,
  authority TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (log, size, authority),
  FOREIGN KEY (log, size) REFERENCES ledger_checkpoints (log, size)
);

CREATE TRIGGER ledger_entries_no_change BEFORE UPDATE OR DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION enishi_refuse();
CREATE TRIGGER ledger_checkpoints_no_change BEFORE UPDATE OR DELETE ON ledger_checkpoints
FOR EACH ROW EXECUTE FUNCTION enishi_refuse();
CREATE TRIGGER ledger_timestamps_no_change BEFORE UPDATE OR DELETE ON ledger_timestamps
FOR EACH ROW EXECUTE FUNCTION enishi_refuse();
