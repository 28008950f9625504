CREATE SCHEMA ext;
CREATE EXTENSION citext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION btree_gist;
CREATE TABLE person (email citext NOT NULL, tags ext.hstore, emails citext[], CONSTRAINT email_length CHECK (char_length(email::text) > 3));
CREATE INDEX person_email ON person (email);
CREATE INDEX person_email_text ON person (email text_pattern_ops);
CREATE INDEX person_tags ON person USING gin (tags);
