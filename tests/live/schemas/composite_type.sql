CREATE TYPE address AS (street text COLLATE "C", number integer, zip varchar(10), position point);
CREATE TYPE nothing AS ();
COMMENT ON TYPE address IS 'where';
COMMENT ON COLUMN address.zip IS 'postal code';
ALTER TYPE address ADD ATTRIBUTE country char(2);
ALTER TYPE address DROP ATTRIBUTE number;
GRANT USAGE ON TYPE address TO lockstep_reader;
CREATE TABLE person (home address, others address[]);
CREATE INDEX person_home ON person (home);
