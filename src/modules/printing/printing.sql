-- :name print_evidence :many
-- :in task int, first day, last day
-- What happened for a task, by day: activities that were confirmed, evidence by hand.
-- :out happened_on day, recorded_at instant, title text, text text, place text, people int
select held_on, created_at, title, summary, place, people from activity where task = :task and state = 2 and held_on >= :first and held_on <= :last
union all
select happened_on, created_at, title, text, place, 0 from evidence where task = :task and state = 0 and happened_on >= :first and happened_on <= :last
order by 1, 2;

-- :name print_terms :many
-- :in plan int
-- :out name text, members text
select name, members from plan_term where plan = :plan and state = 0 order by id;

-- :name print_bodies :many
-- :in plan int
-- :out id int, body text
select id, body from plan_node where plan = :plan and state + 0 = 0 order by id;
