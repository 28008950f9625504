CREATE TABLE t (a int, b text, c int[]);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION may_see(text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
CREATE POLICY pol ON t USING (a > 0);
CREATE POLICY own ON t AS RESTRICTIVE FOR UPDATE TO lockstep_writer, lockstep_reader USING (b = current_user) WITH CHECK (b = current_user AND a IN (1, 2));
CREATE POLICY added ON t FOR INSERT TO PUBLIC WITH CHECK (b = current_setting('app.user', true)::text);
CREATE POLICY called ON t FOR SELECT USING (may_see(b) OR a = ANY (c));
CREATE POLICY gone ON t FOR DELETE USING (true);
COMMENT ON POLICY pol ON t IS 'positive';
