-- Multiplies the demonstration data of an empty day until as many work items are open, and as many closed, as asked for (setting bench.rows).
-- A copy is a whole: cases and records with their work, timeline, clocks and instances. Copies spread over 36 offices in six regions, 144 times
-- the people, due times from a day and a half ago to a month ahead. What runs by itself (deadlines, outbox) is not multiplied: nothing but pages is measured.
SET synchronous_commit = off;
SET work_mem = '256MB';

CREATE FUNCTION pg_temp.copied(id uuid, k int) RETURNS uuid LANGUAGE sql IMMUTABLE AS 'SELECT md5(id::text || '':'' || k)::uuid';
CREATE FUNCTION pg_temp.named(name text, k int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT name || lpad(k::text, 6, ''0'')';

CREATE TEMP TABLE places AS
  SELECT (SELECT id FROM organizations WHERE code = 'OGD') AS office, (SELECT id FROM organizations WHERE code = 'RSC') AS region;
CREATE FUNCTION pg_temp.place(org uuid, k int) RETURNS uuid LANGUAGE sql STABLE AS
  'SELECT CASE WHEN org = office AND k % 36 > 0 THEN pg_temp.copied(org, k % 36) WHEN org = region AND k % 36 / 6 > 0 THEN pg_temp.copied(org, k % 36 / 6) ELSE org END FROM places';
CREATE FUNCTION pg_temp.person(id uuid, k int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  'SELECT CASE WHEN k % 144 = 0 THEN id ELSE pg_temp.copied(id, k % 144) END';
CREATE FUNCTION pg_temp.due(no text, k int) RETURNS timestamptz LANGUAGE sql STABLE AS
  'SELECT timestamptz ''2026-11-23 09:00+08'' + make_interval(mins => (k * 7919 + (''x'' || substr(md5(no), 1, 6))::bit(24)::int) % 45360 - 2160)';

-- Copies 1 to the given number of the rows that a condition names; columns that are not named stay as they are.
CREATE FUNCTION pg_temp.multiply(what text, condition text, copies int, changed jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  columns text;
  terms text;
  made bigint;
BEGIN
  SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position),
         string_agg(coalesce(changed ->> column_name, 't.' || quote_ident(column_name)), ', ' ORDER BY ordinal_position)
    INTO columns, terms
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name = what AND is_generated = 'NEVER';
  EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM (SELECT * FROM %I t WHERE %s) t CROSS JOIN generate_series(1, %s) k', what, columns, terms, what, condition, copies);
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;

CREATE TEMP TABLE copies AS
  SELECT ceil(rows / count(*) FILTER (WHERE completed_at IS NULL))::int AS alive, ceil(rows / count(*) FILTER (WHERE completed_at IS NOT NULL))::int AS ended
  FROM work_items, (SELECT current_setting('bench.rows')::numeric AS rows) asked GROUP BY rows;

-- Indexes are made at the end, at once.
CREATE TEMP TABLE dropped AS SELECT i.indexname, i.indexdef FROM pg_indexes i JOIN pg_index x ON x.indexrelid = format('%I.%I', i.schemaname, i.indexname)::regclass
  WHERE NOT x.indisunique AND i.tablename IN ('cases', 'case_events', 'business_records', 'record_links', 'sla_clocks', 'workflow_instances', 'bookmarks', 'work_items');
DO $$ DECLARE index record; BEGIN FOR index IN SELECT * FROM dropped LOOP EXECUTE format('DROP INDEX %I', index.indexname); END LOOP; END $$;

SELECT pg_temp.multiply('organizations', 'code = ''RSC''', 5, '{"id":"pg_temp.copied(t.id, k)","code":"t.code || k"}');
SELECT pg_temp.multiply('organizations', 'code = ''OGD''', 35, '{"id":"pg_temp.copied(t.id, k)","code":"t.code || k","parent_id":"CASE WHEN k < 6 THEN t.parent_id ELSE pg_temp.copied(t.parent_id, k / 6) END"}');
SELECT pg_temp.multiply('users', 'true', 143, '{"id":"pg_temp.copied(t.id, k)","org_id":"pg_temp.place(t.org_id, k)","user_name":"t.user_name || ''-'' || k","normalized_user_name":"t.normalized_user_name || ''-'' || k"}');
SELECT pg_temp.multiply('role_grants', 'true', 143, '{"id":"pg_temp.copied(t.id, k)","user_id":"pg_temp.copied(t.user_id, k)","org_scope_id":"pg_temp.place(t.org_scope_id, k)"}');

-- Live records; a case keeps the first eight lines of its timeline.
SELECT pg_temp.multiply('cases', 'closed_at IS NULL', alive, '{"id":"pg_temp.copied(t.id, k)","no":"pg_temp.named(t.no, k)","owner_id":"pg_temp.person(t.owner_id, k)","office_org_id":"pg_temp.place(t.office_org_id, k)","region_org_id":"pg_temp.place(t.region_org_id, k)","parent_case_id":"pg_temp.copied(t.parent_case_id, k)","received_at":"t.received_at - make_interval(mins => k % 43200)","reported_at":"t.reported_at - make_interval(mins => k % 43200)"}') FROM copies;
SELECT pg_temp.multiply('case_events', 'id IN (SELECT id FROM (SELECT e.id, row_number() OVER (PARTITION BY case_id ORDER BY at, e.id) AS place FROM case_events e JOIN cases c ON c.id = case_id WHERE c.closed_at IS NULL) e WHERE place <= 8)', alive, '{"id":"pg_temp.copied(t.id, k)","case_id":"pg_temp.copied(t.case_id, k)"}') FROM copies;
SELECT pg_temp.multiply('business_records', 'true', alive, '{"id":"pg_temp.copied(t.id, k)","no":"pg_temp.named(t.no, k)","parent_id":"pg_temp.copied(t.parent_id, k)","parent_no":"pg_temp.named(t.parent_no, k)","owner_id":"pg_temp.person(t.owner_id, k)","office_org_id":"pg_temp.place(t.office_org_id, k)","region_org_id":"pg_temp.place(t.region_org_id, k)"}') FROM copies;
SELECT pg_temp.multiply(kind, 'true', alive, '{"id":"pg_temp.copied(t.id, k)"}') FROM copies, unnest(ARRAY['campaigns', 'campaign_items', 'change_requests', 'monthly_summaries', 'upgrade_applications']) kind;
SELECT pg_temp.multiply('record_links', 'true', alive, '{"id":"pg_temp.copied(t.id, k)","record_id":"pg_temp.copied(t.record_id, k)","case_id":"pg_temp.copied(t.case_id, k)"}') FROM copies;
SELECT pg_temp.multiply('sla_clocks', 'state IN (''Running'', ''Paused'')', alive, '{"id":"pg_temp.copied(t.id, k)","record_id":"pg_temp.copied(t.record_id, k)","record_no":"pg_temp.named(t.record_no, k)"}') FROM copies;
SELECT pg_temp.multiply('clock_entries', 'clock_instance_id IN (SELECT id FROM sla_clocks WHERE length(record_no) < 20 AND state IN (''Running'', ''Paused''))', alive, '{"id":"pg_temp.copied(t.id, k)","clock_instance_id":"pg_temp.copied(t.clock_instance_id, k)"}') FROM copies;
SELECT pg_temp.multiply('workflow_instances', 'true', alive, '{"id":"t.id || ''-'' || k","correlation_id":"pg_temp.named(t.correlation_id, k)","parent_workflow_instance_id":"t.parent_workflow_instance_id || ''-'' || k"}') FROM copies;
SELECT pg_temp.multiply('bookmarks', 'true', alive, '{"id":"t.id || ''-'' || k","workflow_instance_id":"t.workflow_instance_id || ''-'' || k","activity_instance_id":"t.activity_instance_id || ''-'' || k","correlation_id":"pg_temp.named(t.correlation_id, k)"}') FROM copies;

-- Cases of the past year, with their first clock.
SELECT pg_temp.multiply('cases', 'closed_at IS NOT NULL', greatest(alive / 25, 1), '{"id":"pg_temp.copied(t.id, k)","no":"pg_temp.named(t.no, k)","owner_id":"pg_temp.person(t.owner_id, k)","office_org_id":"pg_temp.place(t.office_org_id, k)","region_org_id":"pg_temp.place(t.region_org_id, k)"}') FROM copies;
SELECT pg_temp.multiply('sla_clocks', 'state NOT IN (''Running'', ''Paused'') AND record_type = ''Case'' AND length(record_no) < 20', greatest(alive / 25, 1), '{"id":"pg_temp.copied(t.id, k)","record_id":"pg_temp.copied(t.record_id, k)","record_no":"pg_temp.named(t.record_no, k)"}') FROM copies;

-- The work: what is open in every copy, what has ended in as many as are needed.
CREATE TEMP TABLE work AS SELECT
  '{"id":"pg_temp.copied(t.id, k)","no":"pg_temp.named(t.no, k)","record_id":"pg_temp.copied(t.record_id, k)","record_no":"pg_temp.named(t.record_no, k)","instance_id":"t.instance_id || ''-'' || k","activity_instance_id":"t.activity_instance_id || ''-'' || k","assignee_id":"pg_temp.person(t.assignee_id, k)","excluded_person_id":"pg_temp.person(t.excluded_person_id, k)","candidate_org_id":"pg_temp.place(t.candidate_org_id, k)"}'::jsonb AS changed;
SELECT pg_temp.multiply('work_items', 'completed_at IS NULL', alive, changed || '{"due_at":"CASE WHEN t.due_at IS NOT NULL THEN pg_temp.due(t.no, k) END","due_order":"CASE WHEN t.due_at IS NOT NULL THEN pg_temp.due(t.no, k) ELSE t.due_order END"}') FROM copies, work;
SELECT pg_temp.multiply('work_items', 'completed_at IS NOT NULL AND length(no) < 20', ended, changed || '{"completed_by_id":"pg_temp.person(t.completed_by_id, k)","completed_at":"t.completed_at - make_interval(mins => k * 17)","created_at":"t.created_at - make_interval(mins => k * 17)"}') FROM copies, work;

DO $$ DECLARE index record; BEGIN FOR index IN SELECT * FROM dropped LOOP EXECUTE index.indexdef; END LOOP; END $$;
