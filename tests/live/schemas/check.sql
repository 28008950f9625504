CREATE TABLE t (
  a int CHECK (a > 0), b int, c text, d varchar(10), e numeric(10,2) CONSTRAINT e_positive CHECK (e >= 0), f date, g timestamptz, h boolean, i text[],
  CHECK (a < b), CHECK (a <> b), CONSTRAINT kinds CHECK (c IN ('x', 'y', 'z')), CONSTRAINT kinds_varchar CHECK (d IN ('x', 'y')),
  CONSTRAINT between_them CHECK (b BETWEEN 1 AND 10), CONSTRAINT pattern CHECK (c ~ '^[a-z]+$' AND d LIKE 'a%'), CONSTRAINT nulls CHECK (c IS NOT NULL OR d IS NULL),
  CONSTRAINT lengths CHECK (char_length(c) < 100 AND length(d) > 1), CONSTRAINT cases CHECK (CASE WHEN h THEN a > 1 ELSE b > 1 END),
  CONSTRAINT dates CHECK (f > '2000-01-01' AND g < now()), CONSTRAINT arrays CHECK (array_length(i, 1) > 0 AND 'x' = ANY (i)), CONSTRAINT only_here CHECK (a > 1) NO INHERIT,
  CONSTRAINT coalesced CHECK (coalesce(a, 0) + coalesce(b, 0) > 0), CONSTRAINT negated CHECK (NOT (a = 1 AND b = 2)), CONSTRAINT cast_it CHECK ((c)::varchar(3) = 'abc')
);
ALTER TABLE t ADD CONSTRAINT later CHECK (b > 0) NOT VALID;
COMMENT ON CONSTRAINT later ON t IS 'later';
--:since 18
ALTER TABLE t ADD CONSTRAINT unforced CHECK (b > 7) NOT ENFORCED;
--:end
