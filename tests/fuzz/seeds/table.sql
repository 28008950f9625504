CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('calm', 'cross');
CREATE DOMAIN app.email AS varchar(50) CHECK (VALUE ~ '@');
CREATE TYPE app.size AS (w int, h numeric(5,2));
CREATE TABLE app.people (
  id bigint GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY,
  mail app.email NOT NULL UNIQUE,
  mood app.mood DEFAULT 'calm',
  size app.size, -- lockstep: renamed from dimension
  n int CHECK (n IN (1, 2) OR n BETWEEN 5 AND 7),
  t text GENERATED ALWAYS AS (lower('x')) STORED
);
CREATE UNIQUE INDEX ON app.people USING btree (lower(mail) DESC NULLS LAST, n) INCLUDE (id) WHERE n > 0;
COMMENT ON COLUMN app.people.n IS $$it's$$;
GRANT SELECT (n), UPDATE ON app.people TO reader WITH GRANT OPTION;
