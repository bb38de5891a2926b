CREATE TABLE public_listings (
  listing_id TEXT PRIMARY KEY NOT NULL REFERENCES listings (id),
  wanted BOOLEAN NOT NULL,
  agreed BOOLEAN NOT NULL,
  public_since TIMESTAMP,
  version_id TEXT REFERENCES listing_versions (id),
  content TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX public_listings_since ON public_listings (public_since, listing_id) WHERE public_since IS NOT NULL;
