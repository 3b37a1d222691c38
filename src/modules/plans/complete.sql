-- :name plan_hints_of :many
-- :in plan int
-- :out node int, title text, fate int
select node, title, fate from plan_hint where plan = :plan order by node, title;

-- :name plan_hint_set :exec
-- :in node int, title text, plan int, fate int, at instant
insert into plan_hint(node, title, plan, fate, at) values (:node, :title, :plan, :fate, :at)
on conflict(node, title) do update set fate = excluded.fate, at = excluded.at;

-- :name plan_earlier_tasks :many
-- :in unit int, year int
-- :out title text, department int, owner int
-- What the union's plans of earlier years held, latest first, to learn who did it.
select t.title, t.department, t.owner from plan p join task t on t.plan = p.id and t.unit = p.unit
where p.unit = :unit and p.year < :year and t.state in (1, 2, 3) order by p.year desc, t.id limit 500;

-- :name plan_head_of :value
-- :in unit int, today int
-- Who answers for a department: the holder of its post.
select person from post where unit = :unit and since <= :today and (until = 0 or until >= :today) order by role desc, id limit 1;

-- :name plan_person_unit :value
-- :in person int
select unit from person where id = :person and state = 1;

-- :name plan_posts_within :value
-- :in person int, path text, path_end text, today int
select count(*) from post t join unit u on u.id = t.unit
where t.person = :person and t.since <= :today and (t.until = 0 or t.until >= :today) and u.path >= :path and u.path < :path_end;

-- :name plan_cancelled_tasks :many
-- :in plan int, unit int
-- :out id int, title text, version int
select id, title, version from task where plan = :plan and unit = :unit and state = 5 order by node, position, id;

-- :name plan_last_position :value
-- :in plan int, unit int, node int
select coalesce(max(position), 0) from task where plan = :plan and unit = :unit and node = :node;
