CREATE TABLE announcements (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  title_ja TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body_ja TEXT NOT NULL,
  body_en TEXT NOT NULL,
  shown_from TIMESTAMP NOT NULL,
  shown_until TIMESTAMP,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX announcements_shown ON announcements (shown_from, id);
