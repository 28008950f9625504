\restrict x
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.t (id integer NOT NULL);
COPY public.t (id) FROM stdin;
1
\N
\.
SELECT pg_catalog.setval('public.s', 3, true);
ALTER TABLE ONLY public.t ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES public.t(id) ON DELETE SET NULL (id) NOT VALID;
DO $$ BEGIN NULL; END $$;
CREATE VIEW v AS SELECT 1;
\connect other
