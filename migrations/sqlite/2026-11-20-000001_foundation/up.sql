-- Instants are UTC. Ids are random UUIDs as text. Lists and maps that are never searched are JSON text.

CREATE TABLE organisations (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  name_ja TEXT NOT NULL,
  name_en TEXT NOT NULL,
  email_domains TEXT NOT NULL,
  four_eyes BOOLEAN NOT NULL,
  institution_review BOOLEAN NOT NULL,
  liaison_id TEXT,
  state TEXT NOT NULL,
  policy_epoch BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE members (
  id TEXT PRIMARY KEY NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  email TEXT NOT NULL UNIQUE,
  name_ja TEXT NOT NULL,
  name_en TEXT NOT NULL,
  role TEXT NOT NULL,
  locale TEXT NOT NULL,
  orcid TEXT,
  institution_reviewer BOOLEAN NOT NULL,
  state TEXT NOT NULL,
  password_hash TEXT,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX members_organisation ON members (organisation_id);

CREATE TABLE applications (
  id TEXT PRIMARY KEY NOT NULL,
  organisation_id TEXT REFERENCES organisations (id),
  organisation_name_ja TEXT,
  organisation_name_en TEXT,
  organisation_kind TEXT,
  email TEXT NOT NULL,
  name_ja TEXT NOT NULL,
  name_en TEXT NOT NULL,
  role TEXT NOT NULL,
  locale TEXT NOT NULL,
  motivation TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  decided_at TIMESTAMP
);
CREATE INDEX applications_state ON applications (state, created_at);
CREATE INDEX applications_email ON applications (email);

CREATE TABLE vettings (
  application_id TEXT NOT NULL REFERENCES applications (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, member_id)
);

CREATE TABLE invitations (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT REFERENCES applications (id),
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  email TEXT NOT NULL,
  name_ja TEXT NOT NULL,
  name_en TEXT NOT NULL,
  role TEXT NOT NULL,
  locale TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  expires_at TIMESTAMP NOT NULL,
  redeemed_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX invitations_application ON invitations (application_id);

CREATE TABLE undertakings (
  id TEXT PRIMARY KEY NOT NULL,
  number INTEGER NOT NULL UNIQUE,
  title_ja TEXT NOT NULL,
  title_en TEXT NOT NULL,
  text_ja TEXT NOT NULL,
  text_en TEXT NOT NULL,
  valid_days INTEGER NOT NULL,
  published_at TIMESTAMP NOT NULL
);

CREATE TABLE acceptances (
  id TEXT PRIMARY KEY NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  undertaking_id TEXT NOT NULL REFERENCES undertakings (id),
  text_hash TEXT NOT NULL,
  locale TEXT NOT NULL,
  accepted_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL
);
CREATE INDEX acceptances_member ON acceptances (member_id, undertaking_id, expires_at);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  created_at TIMESTAMP NOT NULL,
  last_used_at TIMESTAMP NOT NULL,
  revoked_at TIMESTAMP,
  revoke_reason TEXT
);
CREATE INDEX sessions_member ON sessions (member_id);

CREATE TABLE refresh_tokens (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id),
  token_hash TEXT NOT NULL UNIQUE,
  issued_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP,
  successor_id TEXT
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE password_resets (
  id TEXT PRIMARY KEY NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  token_hash TEXT NOT NULL UNIQUE,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);

CREATE TABLE login_failures (
  account_key TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  last_failure_at TIMESTAMP NOT NULL
);

CREATE TABLE idempotency_keys (
  id TEXT PRIMARY KEY NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER,
  headers TEXT,
  body TEXT,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

CREATE TABLE listings (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  owner_id TEXT NOT NULL REFERENCES members (id),
  liaison_id TEXT REFERENCES members (id),
  state TEXT NOT NULL,
  successor_state TEXT,
  visibility TEXT,
  published_version_id TEXT,
  submitted_version_id TEXT,
  valid_until TIMESTAMP,
  state_since TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX listings_organisation ON listings (organisation_id);
CREATE INDEX listings_owner ON listings (owner_id);
CREATE INDEX listings_liaison ON listings (liaison_id, state, kind, created_at DESC, id);
CREATE INDEX listings_state ON listings (state, valid_until);
CREATE INDEX listings_successor ON listings (successor_state, liaison_id) WHERE successor_state IS NOT NULL;

CREATE TABLE listing_drafts (
  listing_id TEXT PRIMARY KEY NOT NULL REFERENCES listings (id),
  content TEXT NOT NULL,
  tier_overrides TEXT NOT NULL,
  visibility TEXT,
  version BIGINT NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

CREATE TABLE listing_team (
  listing_id TEXT NOT NULL REFERENCES listings (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  PRIMARY KEY (listing_id, member_id)
) WITHOUT ROWID;
CREATE INDEX listing_team_member ON listing_team (member_id);

CREATE TABLE listing_blocks (
  listing_id TEXT NOT NULL REFERENCES listings (id),
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (listing_id, organisation_id)
) WITHOUT ROWID;

CREATE TABLE listing_versions (
  id TEXT PRIMARY KEY NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listings (id),
  number INTEGER NOT NULL,
  visibility TEXT,
  tier_overrides TEXT NOT NULL,
  attestations TEXT NOT NULL,
  submitted_by TEXT NOT NULL REFERENCES members (id),
  submitted_at TIMESTAMP NOT NULL,
  published_at TIMESTAMP,
  members_since TIMESTAMP,
  valid_until TIMESTAMP,
  UNIQUE (listing_id, number)
);

CREATE TABLE listing_parts (
  listing_id TEXT NOT NULL REFERENCES listings (id),
  version_id TEXT NOT NULL REFERENCES listing_versions (id),
  tier TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (version_id, tier)
) WITHOUT ROWID;
CREATE INDEX listing_parts_closed ON listing_parts (version_id) WHERE tier NOT IN ('public', 'members');

CREATE TABLE import_keys (
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  external_id TEXT NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listings (id),
  content_hash TEXT NOT NULL,
  PRIMARY KEY (organisation_id, external_id)
);

CREATE TABLE reviews (
  id TEXT PRIMARY KEY NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listings (id),
  version_id TEXT NOT NULL REFERENCES listing_versions (id),
  stage TEXT NOT NULL,
  decision TEXT NOT NULL,
  checklist TEXT,
  note TEXT NOT NULL,
  reviewer_id TEXT NOT NULL REFERENCES members (id),
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX reviews_version ON reviews (version_id, created_at);

CREATE TABLE comments (
  id TEXT PRIMARY KEY NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listings (id),
  version_id TEXT NOT NULL REFERENCES listing_versions (id),
  field TEXT,
  body TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES members (id),
  created_at TIMESTAMP NOT NULL,
  resolved_at TIMESTAMP
);
CREATE INDEX comments_listing ON comments (listing_id, created_at);

CREATE TABLE candidates (
  id TEXT PRIMARY KEY NOT NULL,
  side TEXT NOT NULL,
  seed_id TEXT NOT NULL REFERENCES listings (id),
  need_id TEXT NOT NULL REFERENCES listings (id),
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  state TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  explanation TEXT NOT NULL,
  seed_version_id TEXT NOT NULL,
  need_version_id TEXT NOT NULL,
  reason TEXT,
  mark TEXT,
  created_at TIMESTAMP NOT NULL,
  lapsed_at TIMESTAMP,
  version BIGINT NOT NULL,
  UNIQUE (seed_id, need_id, side)
);
CREATE INDEX candidates_need ON candidates (need_id, side);
CREATE INDEX candidates_organisation ON candidates (organisation_id, side, created_at);

CREATE TABLE matching_settings (
  listing_id TEXT PRIMARY KEY NOT NULL REFERENCES listings (id),
  threshold INTEGER,
  version BIGINT NOT NULL
);

CREATE TABLE saved_searches (
  id TEXT PRIMARY KEY NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,
  question TEXT NOT NULL,
  alerts TEXT NOT NULL,
  asked_since TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (member_id, name)
);

CREATE TABLE saved_search_changes (
  seq BIGINT PRIMARY KEY NOT NULL,
  saved_search_id TEXT NOT NULL
);

CREATE TABLE search_alerts (
  saved_search_id TEXT NOT NULL REFERENCES saved_searches (id),
  listing_id TEXT NOT NULL REFERENCES listings (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  found_at TIMESTAMP NOT NULL,
  seen_at TIMESTAMP,
  PRIMARY KEY (saved_search_id, listing_id)
);
CREATE INDEX search_alerts_member ON search_alerts (member_id, found_at);
CREATE INDEX search_alerts_search ON search_alerts (saved_search_id, found_at, listing_id);

CREATE TABLE introductions (
  id TEXT PRIMARY KEY NOT NULL,
  target_id TEXT NOT NULL REFERENCES listings (id),
  own_id TEXT REFERENCES listings (id),
  candidate_id TEXT REFERENCES candidates (id),
  proposed_by TEXT NOT NULL,
  requester_id TEXT NOT NULL REFERENCES members (id),
  requester_organisation_id TEXT NOT NULL REFERENCES organisations (id),
  responder_organisation_id TEXT NOT NULL REFERENCES organisations (id),
  message TEXT NOT NULL,
  state TEXT NOT NULL,
  decline_code TEXT,
  decline_audience TEXT,
  gap_request TEXT,
  question TEXT,
  answer TEXT,
  reminders INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL,
  asked_at TIMESTAMP,
  answered_at TIMESTAMP,
  version BIGINT NOT NULL
);
CREATE INDEX introductions_requester ON introductions (requester_organisation_id, created_at);
CREATE INDEX introductions_target ON introductions (target_id, state);
CREATE INDEX introductions_state ON introductions (state, created_at);

CREATE TABLE grants (
  id TEXT PRIMARY KEY NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listings (id),
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  tier TEXT NOT NULL,
  introduction_id TEXT REFERENCES introductions (id),
  valid_from TIMESTAMP NOT NULL,
  valid_until TIMESTAMP,
  revoked_at TIMESTAMP
);
CREATE INDEX grants_organisation ON grants (organisation_id, listing_id);
CREATE INDEX grants_listing ON grants (listing_id);

CREATE TABLE notices (
  id TEXT PRIMARY KEY NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id),
  kind TEXT NOT NULL,
  event TEXT NOT NULL,
  path TEXT NOT NULL,
  reference TEXT,
  created_at TIMESTAMP NOT NULL,
  read_at TIMESTAMP,
  UNIQUE (member_id, kind, event)
);
CREATE INDEX notices_member ON notices (member_id, created_at);
CREATE INDEX notices_kind ON notices (member_id, kind, created_at);

CREATE TABLE mails (
  id TEXT PRIMARY KEY NOT NULL,
  member_id TEXT REFERENCES members (id),
  address TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  locale TEXT NOT NULL,
  kind TEXT NOT NULL,
  event TEXT NOT NULL,
  context TEXT NOT NULL,
  cadence TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  ambiguities INTEGER NOT NULL,
  last_error TEXT,
  created_at TIMESTAMP NOT NULL,
  sent_at TIMESTAMP,
  UNIQUE (address, kind, event)
);
CREATE INDEX mails_state ON mails (state, cadence, created_at);
CREATE INDEX mails_member ON mails (member_id, state, cadence);
CREATE INDEX mails_ambiguous ON mails (ambiguities) WHERE ambiguities > 0;

CREATE TABLE mail_preferences (
  member_id TEXT NOT NULL REFERENCES members (id),
  kind TEXT NOT NULL,
  cadence TEXT NOT NULL,
  PRIMARY KEY (member_id, kind)
);

CREATE TABLE tasks (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at TIMESTAMP NOT NULL,
  attempts INTEGER NOT NULL,
  lease_until TIMESTAMP,
  fence BIGINT NOT NULL,
  last_error TEXT,
  created_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP
);
CREATE INDEX tasks_due ON tasks (state, due_at, created_at, id);
CREATE INDEX tasks_due_of_kind ON tasks (state, kind, due_at, created_at, id);
CREATE INDEX tasks_payload ON tasks (kind, payload);

CREATE TABLE index_changes (
  seq BIGINT PRIMARY KEY NOT NULL,
  listing_id TEXT NOT NULL REFERENCES listings (id),
  reach TEXT NOT NULL
);

CREATE TABLE statistics_epochs (
  id BIGINT PRIMARY KEY NOT NULL,
  analyzer_version INTEGER NOT NULL,
  content BLOB NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE counters (
  name TEXT PRIMARY KEY NOT NULL,
  value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('index_changes', 0);
INSERT INTO counters (name, value) VALUES ('saved_search_changes', 0);
INSERT INTO counters (name, value) VALUES ('thesaurus', 0);

CREATE TABLE thesaurus_lists (
  name TEXT PRIMARY KEY NOT NULL,
  concepts INTEGER NOT NULL,
  content TEXT NOT NULL,
  imported_at TIMESTAMP NOT NULL
);

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

-- A tripwire, not a proof: entries and submitted versions are only ever added.
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END;
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END;
CREATE TRIGGER listing_parts_no_update BEFORE UPDATE ON listing_parts
BEGIN SELECT RAISE(ABORT, 'submitted versions are immutable'); END;
