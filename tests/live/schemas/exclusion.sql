CREATE EXTENSION btree_gist;
CREATE TABLE booking (
  room int, during tstzrange, canceled boolean DEFAULT false, note text, place box,
  EXCLUDE USING gist (room WITH =, during WITH &&),
  CONSTRAINT partial EXCLUDE USING gist (room WITH =, during WITH &&) WITH (fillfactor = 60) WHERE (NOT canceled) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT expressed EXCLUDE (lower(note) text_pattern_ops WITH =),
  CONSTRAINT included EXCLUDE USING gist (during WITH &&) INCLUDE (note),
  CONSTRAINT placed EXCLUDE USING gist (place WITH &&)
);
COMMENT ON CONSTRAINT partial ON booking IS 'no double booking';
