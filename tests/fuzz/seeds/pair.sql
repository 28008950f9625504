CREATE TABLE c (id int PRIMARY KEY);
CREATE TABLE o (id int, c int, v varchar(5));
CREATE INDEX i ON o (c);
-- to --
CREATE TABLE c (id bigint PRIMARY KEY);
CREATE TABLE o (id int PRIMARY KEY, c int NOT NULL REFERENCES c, v text CHECK (v <> ''));
CREATE INDEX i ON o (c, v);
CREATE SEQUENCE s OWNED BY o.id;
