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

-- :name plan_counts :one
-- :in plan int, unit int
-- :out points int, tasks int, incomplete int, receipts int, acknowledged int
select (select count(*) from plan_node where plan = :plan and state = 0 and level = 3),
(select count(*) from task where plan = :plan and unit = :unit and state <> 5 and parent = 0),
(select count(*) from task where plan = :plan and unit = :unit and state = 0 and waiver = '' and ((owner = 0 and department = 0) or due = 0 or measure = '')),
(select count(*) from receipt where plan = :plan),
(select count(*) from receipt where plan = :plan and state = 1);

-- :name unions_below :many
-- :in path text, path_end text, plan int
-- Unions at most two levels below, and whether they have the plan already.
-- :out id int, name text, kind num, path text, has int
select u.id, u.name, u.kind, u.path, (select count(*) from receipt c where c.plan = :plan and c.unit = u.id)
from unit u where u.path >= :path and u.path < :path_end and u.state + 0 = 1 and u.kind <= 4 order by u.path limit 2000;

-- :name plan_receipt_of :value
-- :in plan int, unit int
select coalesce(max(id), 0) from receipt where plan = :plan and unit = :unit;

-- :name plan_child_unions :many
-- :in unit int
-- :out id int
select id from unit where parent = :unit and state = 1 and kind <= 4 order by id;

-- :name baselines :many
-- :in plan int
-- :out no int, at instant, person int
select no, at, person from plan_baseline where plan = :plan order by no desc;

-- :name baseline_text :text
-- :in plan int, no int
select snapshot from plan_baseline where plan = :plan and no = :no;

-- :name plans_above :many
-- :in unit int, year int
-- :out id int, title text, unit_name text
select p.id, p.title, u.name from plan p join unit u on u.id = p.unit where p.unit = :unit and p.year = :year and p.state in (6, 7) order by p.id limit 20;

-- :name aligned :many
-- :in plan int
-- :out node int, superior int
select node, superior from plan_alignment where plan = :plan;

-- :name align_add :exec
-- :in node int, superior int, plan int, at instant
insert into plan_alignment(node, superior, plan, at) values (:node, :superior, :plan, :at) on conflict(node, superior) do nothing;

-- :name align_drop :exec
-- :in node int, superior int
delete from plan_alignment where node = :node and superior = :superior;

-- :name task_copies :value
-- :in task int
select count(*) from task where source = :task;

-- :name task_copies_of :many
-- :in task int
-- :out id int
select id from task where source = :task order by unit, id;
