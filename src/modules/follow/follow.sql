-- Statements of the module, by page.

-- :name follow_nodes :many
-- :in plan int
-- :out id int, parent int, level num, number text, title text, weight int
select id, parent, level, number, title, weight from plan_node where plan = :plan and state = 0 order by position, id;

-- :name follow_tasks :many
-- :in plan int, unit int
-- :out id int, unit int, state int, created_at instant, title text, node int, parent int, source int, department int, owner int, starts day, due day, measure text, target int, weight int, done_on day, first_due day, department_name text, owner_name text
select t.id, t.unit, t.state, t.created_at, t.title, t.node, t.parent, t.source, t.department, t.owner, t.starts, t.due, t.measure, t.target, t.weight, t.done_on, t.first_due, coalesce(u.name, ''), coalesce(p.name, '')
from task t left join unit u on u.id = t.department left join person p on p.id = t.owner
where t.plan = :plan and t.unit = :unit and t.state <> 5 order by t.node, t.position, t.id;

-- :name follow_milestones :many
-- :in plan int, unit int
-- :out task int, title text, due day, done_on day, created_at instant
select m.task, m.title, m.due, m.done_on, m.created_at from task t join milestone m on m.task = t.id
where t.plan = :plan and t.unit = :unit and m.state <> 2 order by m.task, m.due, m.id;

-- :name follow_milestones_of :many
-- :in task int
-- :out struct follow_milestones
select m.task, m.title, m.due, m.done_on, m.created_at from milestone m where m.task = :task and m.state <> 2 order by m.due, m.id;

-- :name follow_evidence :many
-- :in plan int, unit int, on_day int
-- :out task int, n int
select e.task, count(*) from task t join evidence e on e.task = t.id
where t.plan = :plan and t.unit = :unit and e.state = 0 and e.happened_on <= :on_day group by e.task;

-- :name follow_activities :many
-- :in plan int, unit int, on_day int
-- :out struct follow_evidence
select a.task, count(*) from task t join activity a on a.task = t.id
where t.plan = :plan and t.unit = :unit and a.state = 2 and a.held_on <= :on_day group by a.task;

-- :name follow_evidence_of :value
-- :in task int, on_day int
select (select count(*) from activity a where a.task = :task and a.state = 2 and a.held_on <= :on_day)
+ (select count(*) from evidence e where e.task = :task and e.state = 0 and e.happened_on <= :on_day);

-- :name follow_states :many
-- :in plan int, unit int, on_day int
-- :out task int, state int
-- What each event up to a day left behind; the last one of a task wins.
select e.row_id, e.to_state from task t join event e on e.record = 'task' and e.row_id = t.id
where t.plan = :plan and t.unit = :unit and e.happened_on <= :on_day order by e.id;

-- :name follow_states_of :many
-- :in task int, on_day int
-- :out struct follow_states
select row_id, to_state from event where record = 'task' and row_id = :task and happened_on <= :on_day order by id;

-- :name follow_extended_after :many
-- :in plan int, unit int, on_day int
-- :out task int
-- Tasks whose due day was put off after a day.
select e.row_id from task t join event e on e.record = 'task' and e.row_id = t.id
where t.plan = :plan and t.unit = :unit and e.happened_on > :on_day and e.note = '督办延期' order by e.row_id;

-- :name follow_extended_after_of :value
-- :in task int, on_day int
select count(*) from event where record = 'task' and row_id = :task and happened_on > :on_day and note = '督办延期';

-- :name follow_subtasks :many
-- :in task int
-- :out id int
select id from task where parent = :task and state <> 5 order by position, id;

-- :name follow_bodies :many
-- :in plan int
-- :out id int, body text
select id, body from plan_node where plan = :plan and state = 0 order by position, id;

-- :name follow_receivers :many
-- :in plan int
-- :out unit int, name text, path text, state num, sent_on day, acknowledged_on day, receipt int, contact text
select c.unit, u.name, u.path, c.state, c.sent_on, c.acknowledged_on, c.id, c.contact from receipt c join unit u on u.id = c.unit
where c.plan = :plan order by u.path;

-- :name follow_reporting :many
-- :in last int, first int
-- :scan receipts of running plans: a few hundred rows, once a day
-- :out unit int
-- Unions that received a plan whose span meets the period.
select distinct c.unit from receipt c join plan p on p.id = c.plan
where p.state = 6 and p.starts <= :last and p.ends >= :first and c.sent_on <= :last;
