-- What members of an organisation write down on a listing, for each other and for nobody else.
CREATE TABLE notes (
  id TEXT PRIMARY KEY NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  listing_id TEXT NOT NULL REFERENCES listings (id),
  author_id TEXT NOT NULL REFERENCES members (id),
  body TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  edited_at TIMESTAMP,
  version BIGINT NOT NULL
);
CREATE INDEX notes_organisation ON notes (organisation_id, created_at, id);
CREATE INDEX notes_listing ON notes (organisation_id, listing_id, created_at, id);
