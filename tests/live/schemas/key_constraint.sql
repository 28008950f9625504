CREATE TABLE a (id int PRIMARY KEY, x int UNIQUE, y int, z int, UNIQUE (y, z));
CREATE TABLE b (id int, x int, y int, z int, CONSTRAINT b_key PRIMARY KEY (x, id) INCLUDE (y) WITH (fillfactor = 80), CONSTRAINT b_one UNIQUE (z) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT b_two UNIQUE (z, y) DEFERRABLE);
CREATE TABLE c (id int NOT NULL, x text);
CREATE UNIQUE INDEX c_index ON c (id);
ALTER TABLE c ADD CONSTRAINT c_pk PRIMARY KEY USING INDEX c_index;
ALTER TABLE c ADD UNIQUE (x);
COMMENT ON CONSTRAINT c_pk ON c IS 'the key';
CREATE TABLE a_very_long_table_name_that_goes_on_and_on_and_on_for_ever (a_long_column_name_that_also_goes_on int UNIQUE, b int UNIQUE);
--:since 15
CREATE TABLE d (x int UNIQUE NULLS NOT DISTINCT, y int);
--:end
--:since 18
CREATE TABLE e (id int4range, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
--:end
