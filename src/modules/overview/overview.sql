-- :name overview_plans :many
-- :in unit int, year int
-- The issued plans of a union: its own first, then those received.
-- :out id int, own int
select id, own from (
select p.id as id, 1 as own from plan p where p.unit = :unit and p.state = 6 and p.year = :year
union all
select p.id, 0 from receipt c join plan p on p.id = c.plan where c.unit = :unit and p.state + 0 = 6 and p.year + 0 = :year
) x order by own desc, id desc limit 4;

-- :name overview_evidence :value
-- :in plan int, unit int, from_day int, to_day int
select (select count(*) from task t cross join evidence e where e.task = t.id and t.plan = :plan and t.unit = :unit and e.state = 0 and e.happened_on >= :from_day and e.happened_on <= :to_day)
+ (select count(*) from task t cross join activity a where a.task = t.id and t.plan = :plan and t.unit = :unit and a.state = 2 and a.held_on >= :from_day and a.held_on <= :to_day);

-- :name overview_week :many
-- :in path text, path_end text, from_day int, to_day int
-- :out id int, title text, held_on day, place text, unit_name text
select a.id, a.title, a.held_on, a.place, u.name from unit u cross join activity a
where a.unit = u.id and u.path >= :path and u.path < :path_end and a.held_on >= :from_day and a.held_on <= :to_day and a.state not in (2, 3) order by a.held_on, a.id limit 8;

-- :name overview_recent :many
-- :in unit int, before int
-- :out id int, actor int, record text, row_id int, verb text, recorded_at instant, from_state int, to_state int
select id, actor, record, row_id, verb, recorded_at, from_state, to_state from event where unit = :unit and id < :before order by id desc limit 60;

-- :name overview_unacknowledged :value
-- :in plan int
select count(*) from receipt where plan = :plan and state = 0;

-- :name overview_units_below :many
-- :in parent int
-- :out id int, name text, short_name text, kind num
select id, name, short, kind from unit where parent = :parent and state = 1 order by id limit 200;

-- :name overview_tree :many
-- :in path text, path_end text, most int
-- :out id int
select id from unit where path >= :path and path < :path_end order by path limit :most;

-- :name inbox_unread :many
-- :in person int, before int, now instant, count int
-- :out struct inbox_row id int, at instant, title text, body text, link text, urgent flag, read_at instant
select id, at, title, body, link, urgent, read_at from message
where person = :person and read_at = 0 and id < :before and not_before <= :now order by id desc limit :count;

-- :name inbox_seen :many
-- :in person int, before int, count int
-- :out struct inbox_row
select id, at, title, body, link, urgent, read_at from message
where person = :person and id < :before and read_at > 0 order by id desc limit :count;

-- :name inbox_get :one
-- :in id int, person int
-- :out struct inbox_row
select id, at, title, body, link, urgent, read_at from message where id = :id and person = :person;

-- :name inbox_read :exec
-- :in id int, person int, now instant
update message set read_at = :now where id = :id and person = :person and read_at = 0;

-- :name inbox_read_all :exec
-- :in person int, now instant
update message set read_at = :now where person = :person and read_at = 0 and not_before <= :now;

-- :name overview_receivers :many
-- :in plan int
-- The unions that received a plan.
-- :out unit int, name text, short_name text, acknowledged flag
select c.unit, u.name, u.short, c.state = 1 from receipt c join unit u on u.id = c.unit where c.plan = :plan order by u.path limit 200;

-- What a union that begins has already; each reads until the first row it finds.

-- :name overview_first_below :value
-- :in unit int
select count(*) from (select id from unit where parent = :unit and state = 1 limit 1) t;

-- :name overview_first_officers :value
-- :in path text, path_end text
select count(*) from (select t.id from unit u cross join post t where t.unit = u.id and u.path > :path and u.path < :path_end and t.role in (4, 5, 7) and t.state = 1 limit 1) x;

-- :name overview_first_people :value
-- :in path text, path_end text, me int
select count(*) from (select p.id from unit u cross join person p where p.unit = u.id and u.path >= :path and u.path < :path_end and p.state = 1 and p.id <> :me
and not exists (select 1 from post t where t.person = p.id and t.role in (8, 9, 10)) limit 1) x;

-- :name overview_first_accounts :value
-- :in path text, path_end text, me int
select count(*) from (select p.id from unit u cross join person p cross join account a where p.unit = u.id and a.person = p.id and u.path >= :path and u.path < :path_end and p.state = 1 and p.id <> :me
and not exists (select 1 from post t where t.person = p.id and t.role in (8, 9, 10)) limit 1) x;

-- :name overview_first_plan :value
-- :in unit int
-- The newest plan of its own that was not dropped.
select coalesce(max(id), 0) from plan where unit = :unit and state < 8;

-- :name overview_first_issued :value
-- :in unit int
select count(*) from (select id from plan where unit = :unit and state in (6, 7) limit 1) x;

-- :name overview_first_received :value
-- :in unit int
select count(*) from (select id from receipt where unit = :unit limit 1) x;
