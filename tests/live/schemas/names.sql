CREATE SCHEMA "Odd Schema";
CREATE TYPE "Odd Schema"."Type ""quoted""" AS ENUM ('ä', '日本', 'with space');
CREATE DOMAIN "Odd Schema"."Domain.dotted" AS text CONSTRAINT "Check This" CHECK (VALUE <> '');
CREATE TABLE "Odd Schema"."Table ""quoted"".dotted" (
  "select" int PRIMARY KEY, "Mixed Case" text CONSTRAINT "user" NOT NULL, "日本" "Odd Schema"."Type ""quoted""" DEFAULT 'ä', "a.b" "Odd Schema"."Domain.dotted",
  "tab	inside" int, "ends with \" int, "$1" int,
  CONSTRAINT "Check, with (parens)" CHECK ("select" > 0 AND "Mixed Case" <> ''), UNIQUE ("Mixed Case", "a.b")
);
CREATE INDEX "Index Name" ON "Odd Schema"."Table ""quoted"".dotted" (lower("Mixed Case"), "日本") INCLUDE ("a.b") WHERE "select" > 1;
CREATE TABLE "Odd Schema"."order" ("group" int REFERENCES "Odd Schema"."Table ""quoted"".dotted" ("select"), id serial, "ID" bigint GENERATED ALWAYS AS IDENTITY);
COMMENT ON COLUMN "Odd Schema"."order"."group" IS 'C:\path ''quoted'' 日本';
CREATE SEQUENCE "Odd Schema"."Seq.1" OWNED BY "Odd Schema"."order"."group";
