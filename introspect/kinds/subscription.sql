-- The connection string is for superusers alone. A plain reference to it would be refused to others when the query begins; a query in a string is
-- looked at only where it runs.
SELECT s.subname AS name, pg_get_userbyid(s.subowner) AS owner, d.description AS comment, s.subenabled AS enabled, s.subslotname AS slot_name,
       s.subsynccommit AS synchronous_commit, s.subbinary AS binary, s.substream AS streaming, s.subpublications AS publications,
--:since 15
       s.subtwophasestate <> 'd' AS two_phase, s.subdisableonerr AS disable_on_error,
--:until 14
       false AS two_phase, false AS disable_on_error,
--:end
--:since 16
       s.subpasswordrequired AS password_required, s.subrunasowner AS run_as_owner, s.suborigin AS origin,
--:until 15
       true AS password_required, false AS run_as_owner, 'any' AS origin,
--:end
--:since 17
       s.subfailover AS failover,
--:until 16
       false AS failover,
--:end
       CASE WHEN has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') THEN
         (SELECT replace(replace(replace(replace(x.text, '&lt;', '<'), '&gt;', '>'), '&#x0d;', E'\r'), '&amp;', '&')
          FROM substring(query_to_xml(format('SELECT subconninfo FROM pg_subscription WHERE oid = %s', s.oid), true, true, '')::text
                         FROM '<subconninfo>(.*)</subconninfo>') AS x(text))
       END AS connection
FROM pg_subscription s
LEFT JOIN pg_description d ON d.classoid = 'pg_subscription'::regclass AND d.objoid = s.oid AND d.objsubid = 0
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY s.subname
