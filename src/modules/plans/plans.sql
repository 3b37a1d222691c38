-- :name points_without_task :value
-- :in plan int
select count(*) from plan_node n where n.plan = :plan and n.state = 0 and n.level = 3
and not exists (select 1 from task t where t.plan = :plan and t.node = n.id and t.state <> 5 and t.parent = 0)
and not exists (select 1 from plan_node c join task t on t.node = c.id and t.plan = :plan and t.state <> 5 where c.plan = :plan and c.parent = n.id);

-- :name node_ids :many
-- :in plan int
-- :out id int
select id from plan_node where plan = :plan and state = 0 order by position, id;

-- :name task_ids :many
-- :in plan int, unit int
-- :out id int
select t.id from task t where t.plan = :plan and t.unit = :unit and t.state <> 5 order by t.node, t.position, t.id;

-- :name plan_received :value
-- :in plan int, unit int
select count(*) from receipt where plan = :plan and unit = :unit;

-- :name next_number :value
-- :in unit int, year int, mark text
select coalesce(max(number), 0) + 1 from doc_number where unit = :unit and year = :year and mark = :mark;

-- :name number_take :exec
-- :in unit int, year int, mark text, number int, record text, row_id int, at instant
insert into doc_number(unit, year, mark, number, record, row_id, at) values (:unit, :year, :mark, :number, :record, :row_id, :at) on conflict(unit, year, mark, number) do nothing;

-- :name drafts_of :many
-- :in plan int, unit int
-- :out id int
select id from task where plan = :plan and unit = :unit and state = 0 order by node, position, id;

-- :name handed_down :value
-- :in source int, unit int
select count(*) from task where source = :source and unit = :unit;

-- :name baseline_add :exec
-- :in plan int, no int, at instant, person int, snapshot text
insert into plan_baseline(plan, no, at, person, snapshot) values (:plan, :no, :at, :person, :snapshot);

-- :name evidence_count :value
-- :in task int
select (select count(*) from activity a where a.task = :task and a.state = 2) + (select count(*) from evidence e where e.task = :task and e.state = 0);
