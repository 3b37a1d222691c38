-- Statements of the module, by page. "cross join" fixes the order: from the tasks of a plan to what
-- hangs on them, never from all activities to their tasks.

-- :name follow_nodes :many
-- :in plan int
-- :out id int, parent int, level num, number text, title text, weight int
select id, parent, level, number, title, weight from plan_node where plan = :plan and state = 0 order by position, id;

-- :name follow_tasks :many
-- :in plan int, unit int
-- :out id int, unit int, state int, created_at instant, title text, node int, parent int, source int, department int, owner int, starts day, due day, measure text, target int, basis int, weight int, done_on day, first_due day, counts_from day, department_name text, owner_name text
select t.id, t.unit, t.state, t.created_at, t.title, t.node, t.parent, t.source, t.department, t.owner, t.starts, t.due, t.measure, t.target, t.basis, t.weight, t.done_on, t.first_due, t.counts_from, coalesce(u.name, ''), coalesce(p.name, '')
from task t left join unit u on u.id = t.department left join person p on p.id = t.owner
where t.plan = :plan and t.unit = :unit and t.state <> 5 order by t.node, t.position, t.id;

-- :name follow_milestones :many
-- :in plan int, unit int
-- :out task int, title text, due day, done_on day, created_at instant
select m.task, m.title, m.due, m.done_on, m.created_at from task t cross join milestone m
where m.task = t.id and t.plan = :plan and t.unit = :unit and m.state <> 2 order by m.task, m.due, m.id;

-- :name follow_milestones_of :many
-- :in task int
-- :out struct follow_milestones
select m.task, m.title, m.due, m.done_on, m.created_at from milestone m where m.task = :task and m.state <> 2 order by m.due, m.id;

-- :name follow_evidence :many
-- :in plan int, unit int, on_day int
-- :out task int, n int
select e.task, count(*) from task t cross join evidence e
where e.task = t.id and t.plan = :plan and t.unit = :unit and e.state = 0 and e.happened_on <= :on_day group by e.task;

-- :name follow_activities :many
-- :in plan int, unit int, on_day int
-- :out struct follow_evidence
select a.task, count(*) from task t cross join activity a
where a.task = t.id and t.plan = :plan and t.unit = :unit and a.state = 2 and a.held_on <= :on_day group by a.task;

-- :name follow_evidence_of :value
-- :in task int, on_day int
select (select count(*) from activity a where a.task = :task and a.state = 2 and a.held_on <= :on_day)
+ (select count(*) from evidence e where e.task = :task and e.state = 0 and e.happened_on <= :on_day);

-- :name follow_states :many
-- :in plan int, unit int, on_day int
-- :out task int, state int
-- What each event up to a day left behind; the last one of a task wins.
select e.row_id, e.to_state from task t cross join event e
where e.record = 'task' and e.row_id = t.id and t.plan = :plan and t.unit = :unit and e.happened_on <= :on_day order by e.id;

-- :name follow_states_of :many
-- :in task int, on_day int
-- :out struct follow_states
select row_id, to_state from event where record = 'task' and row_id = :task and happened_on <= :on_day order by id;

-- :name follow_changes_after :many
-- :in plan int, unit int, on_day int
-- :out task int, changes text
-- What was changed in tasks after a day, the earliest first.
select e.row_id, e.changes from task t cross join event e
where e.record = 'task' and e.row_id = t.id and t.plan = :plan and t.unit = :unit and e.happened_on > :on_day and e.changes <> '' order by e.id;

-- :name follow_changes_after_of :many
-- :in task int, on_day int
-- :out struct follow_changes_after
select row_id, changes from event where record = 'task' and row_id = :task and happened_on > :on_day and changes <> '' order by id;

-- :name follow_twins :value
-- :in plan int, unit int, measure text, task int
-- Other tasks of a union in the plan that count the same rows.
select count(*) from task where plan = :plan and unit = :unit and measure = :measure and basis = 0 and state in (1, 2, 3) and id <> :task and parent <> :task;

-- :name follow_lifts :many
-- :in plan int, unit int, on_day int
-- :out task int, lamp int, reason text, since day, until day, name text
-- Lamps that were lifted on a day.
select l.task, l.lamp, l.reason, l.since, l.until, coalesce(p.name, '') from task t cross join lamp_lift l left join person p on p.id = l.decided_by
where l.task = t.id and t.plan = :plan and t.unit = :unit and l.since > 0 and l.since <= :on_day and l.until >= :on_day
and (l.ended_on = 0 or l.ended_on > :on_day) order by l.task, l.id;

-- :name follow_lifts_of :many
-- :in task int, on_day int
-- :out struct follow_lifts
select l.task, l.lamp, l.reason, l.since, l.until, coalesce(p.name, '') from lamp_lift l left join person p on p.id = l.decided_by
where l.task = :task and l.since > 0 and l.since <= :on_day and l.until >= :on_day and (l.ended_on = 0 or l.ended_on > :on_day) order by l.id;

-- :name follow_lift_rows :many
-- :in task int
-- :out id int, state num, lamp int, reason text, until day, since day, asked_by text, decided_by text
select l.id, l.state, l.lamp, l.reason, l.until, l.since, coalesce(a.name, ''), coalesce(d.name, '') from lamp_lift l
left join person a on a.id = l.created_by left join person d on d.id = l.decided_by where l.task = :task order by l.id desc limit 20;

-- :name follow_lift_open :value
-- :in task int
select count(*) from lamp_lift where task = :task and state in (0, 1);

-- :name follow_lifts_running :many
-- :in state int, after int
-- :out id int, task int
select id, task from lamp_lift where state in (0, 1) and state = :state and id > :after order by id limit 500;

-- :name follow_remarks :many
-- :in node int, unit int, before int
-- :out id int, state num, text text, created_by int, created_at instant, name text, mention text, version int
-- One more than a page, the newest first.
select m.id, m.state, m.text, m.created_by, m.created_at, coalesce(p.name, ''), coalesce(q.name, ''), m.version from remark m
left join person p on p.id = m.created_by left join person q on q.id = m.mention
where m.node = :node and m.unit = :unit and (:before = 0 or m.id < :before) order by m.id desc limit 21;

-- :name follow_remark_count :value
-- :in node int, unit int
select count(*) from remark where node = :node and unit = :unit and state = 0;

-- :name follow_remarks_after :value
-- :in node int, unit int, id int
-- As many as fill a page, no more.
select count(*) from (select id from remark where node = :node and unit = :unit and id > :id order by id limit 20) t;

-- :name follow_heads_at :many
-- :in unit int, above int, today int
-- :out id int, name text, title text
-- Who leads the work at a union and at the owner of its plan.
select p.id, p.name, x.title from post x cross join person p where p.id = x.person and p.state = 1 and x.unit in (:unit, :above)
and x.role in (4, 5, 7) and x.since <= :today and (x.until = 0 or x.until >= :today) and x.state = 1 order by x.role desc, p.id limit 60;

-- :name follow_concerned :many
-- :in node int, unit int, plan int
-- :out id int, name text
-- Who carries tasks of a point at a union, and who spoke about it.
select p.id, p.name from person p where p.state = 1 and p.id in (
select t.owner from task t where t.plan = :plan and t.unit = :unit and t.node = :node and t.state <> 5 and t.owner <> 0
union select m.created_by from remark m where m.node = :node and m.unit = :unit) order by p.id limit 60;

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

-- :name follow_mine :many
-- :in person int, today int, state_a int, state_b int, from int, to int, after int, after_id int, most int
-- :out id int, due day
-- Tasks that a person owns or his department carries, by due day.
select id, due from (
select t.id, t.due from task t where t.owner = :person and t.state in (:state_a, :state_b) and t.due >= :from and t.due <= :to
union select t.id, t.due from task t where t.state in (:state_a, :state_b) and t.due >= :from and t.due <= :to
and t.department in (select x.unit from post x where x.person = :person and x.since <= :today and (x.until = 0 or x.until >= :today))) x
where due > :after or (due = :after and id > :after_id) order by due, id limit :most;

-- :name follow_of_unit :many
-- :in unit int, state_a int, state_b int, from int, to int, after int, after_id int, most int
-- :out struct follow_mine
select id, due from task where unit = :unit and state in (:state_a, :state_b) and due >= :from and due <= :to
and (due > :after or (due = :after and id > :after_id)) order by due, id limit :most;

-- :name follow_person_path :text
-- :in person int
select u.path from person p join unit u on u.id = p.unit where p.id = :person and p.state = 1;

-- :name follow_milestone_rows :many
-- :in task int
-- :out id int, title text, due day, done_on day, state num
select id, title, due, done_on, state from milestone where task = :task and state <> 2 order by due, id limit 100;

-- :name follow_evidence_rows :many
-- :in task int
-- :out id int, title text, text text, happened_on day, place text, state num, created_by int, person text
select e.id, e.title, e.text, e.happened_on, e.place, e.state, e.created_by, coalesce(p.name, '') from evidence e left join person p on p.id = e.created_by
where e.task = :task order by e.happened_on desc, e.id desc limit 100;

-- :name follow_activity_rows :many
-- :in task int
-- :out id int, title text, held_on day, place text, people int, state num, summary text, version int
select id, title, held_on, place, people, state, summary, version from activity where task = :task order by id desc limit 100;

-- :name follow_free_activities :many
-- :in unit int
-- :out struct follow_activity_rows
-- The latest activities of a union that serve no task yet.
select id, title, held_on, place, people, state, summary, version from activity where unit = :unit and task = 0 and state <> 3 order by id desc limit 60;

-- :name follow_supervision_rows :many
-- :in task int
-- :out id int, kind num, number text, title text, due day, state num
select id, kind, number, title, due, state from supervision where task = :task order by id desc limit 50;

-- :name follow_handed_tasks :many
-- :in source int
-- :out id int, unit int, name text, path text
select t.id, t.unit, u.name, u.path from task t join unit u on u.id = t.unit where t.source = :source and t.state <> 5 order by u.path;

-- :name follow_last_position :value
-- :in plan int, unit int, node int
select coalesce(max(position), 0) from task where plan = :plan and unit = :unit and node = :node;

-- :name follow_proofs_of_node :many
-- :in node int, unit int, on_day int
-- :out id int, title text, happened_on day, place text, person text, task int, source text
-- What shows that work was done under a point: evidence by hand and confirmed activities.
select id, title, happened_on, place, person, task, source from (
select e.id as id, e.title as title, e.happened_on as happened_on, e.place as place, coalesce(p.name, '') as person, e.task as task, 'evidence' as source
from task t cross join evidence e left join person p on p.id = e.created_by
where e.task = t.id and t.plan = (select plan from plan_node where id = :node) and t.unit = :unit and t.node = :node and e.state = 0 and e.happened_on <= :on_day
union all select a.id, a.title, a.held_on, a.place, '', a.task, 'activity' from task t cross join activity a
where a.task = t.id and t.plan = (select plan from plan_node where id = :node) and t.unit = :unit and t.node = :node and a.state = 2 and a.held_on <= :on_day) x
order by happened_on desc, id desc limit 40;

-- :name follow_tasks_due :many
-- :scan a regular job reads what is due in all unions, page by page
-- :in from int, to int, due int, after int, most int
-- :out id int, due day
-- Open tasks of every union that are due in a span, for reminders.
select id, due from task where due >= :from and due <= :to and (due, id) > (:due, :after) and state + 0 = 1 order by due, id limit :most;

-- :name follow_reminded :text
select value from setting where name = 'follow.reminded';

-- :name follow_reminded_set :exec
-- :in value text
insert into setting(name, value) values ('follow.reminded', :value) on conflict(name) do update set value = excluded.value;

-- :name follow_next_number :value
-- :in unit int, year int, mark text
select coalesce(max(number), 0) + 1 from doc_number where unit = :unit and year = :year and mark = :mark;

-- :name follow_number_take :exec
-- :in unit int, year int, mark text, number int, record text, row_id int, at instant
insert into doc_number(unit, year, mark, number, record, row_id, at) values (:unit, :year, :mark, :number, :record, :row_id, :at)
on conflict(unit, year, mark, number) do nothing;

-- :name follow_received :many
-- :in unit int, after int
-- :out id int, plan int, title text, doc_number text, organ text, sent_on day, acknowledged_on day, state num, ends day
select c.id, c.plan, p.title, p.doc_number, u.name, c.sent_on, c.acknowledged_on, c.state, p.ends
from receipt c join plan p on p.id = c.plan join unit u on u.id = p.unit
where c.unit = :unit and (:after = 0 or c.id < :after) order by c.id desc limit 31;

-- :name follow_has_received :value
-- :in unit int
select count(*) from (select id from receipt where unit = :unit limit 1) one;

-- :name follow_unscheduled :value
-- :in plan int, unit int
select count(*) from task where plan = :plan and unit = :unit and state = 1 and owner = 0 and department = 0;

-- :name follow_unscheduled_tasks :many
-- :in plan int, unit int
-- :out id int
select id from task where plan = :plan and unit = :unit and state = 1 and owner = 0 and department = 0 order by id;

-- :name follow_receipt_of :one
-- :in plan int, unit int
-- :out id int, state num, version int
select id, state, version from receipt where plan = :plan and unit = :unit;

-- :name follow_plans_of :many
-- :in unit int
-- :out id int, title text
-- Plans that a union works on: its own and those it received.
select id, title from (
select p.id as id, p.title as title, p.year as year from plan p where p.unit = :unit and p.state in (6, 7)
union select p.id, p.title, p.year from receipt c join plan p on p.id = c.plan where c.unit = :unit and p.state in (6, 7)) x
order by year desc, id desc limit 50;

-- :name follow_report_twin :value
-- :in plan int, unit int, period int, starts int
select id from report where plan = :plan and unit = :unit and period = :period and starts = :starts;

-- :name follow_period_proofs :many
-- :in plan int, unit int, from int, to int
-- :out task int, title text, happened_on day
select task, title, happened_on from (
select e.task as task, e.title as title, e.happened_on as happened_on from task t cross join evidence e
where e.task = t.id and t.plan = :plan and t.unit = :unit and e.state = 0 and e.happened_on >= :from and e.happened_on <= :to
union all select a.task, a.title, a.held_on from task t cross join activity a
where a.task = t.id and t.plan = :plan and t.unit = :unit and a.state = 2 and a.held_on >= :from and a.held_on <= :to) x
order by happened_on, title limit 2000;

-- :name follow_added_later :many
-- :in plan int, unit int, from int, to int, at instant
-- :out id int, title text, happened_on day, source text, recorded_at instant
-- What was entered for a period after its report was submitted.
select id, title, happened_on, source, recorded_at from (
select e.id as id, e.title as title, e.happened_on as happened_on, 'evidence' as source, e.created_at as recorded_at
from task t cross join evidence e
where e.task = t.id and t.plan = :plan and t.unit = :unit and e.state = 0 and e.happened_on >= :from and e.happened_on <= :to and e.created_at > :at
union all select a.id, a.title, a.held_on, 'activity', max(v.recorded_at) from task t cross join activity a cross join event v
where a.task = t.id and v.record = 'activity' and v.row_id = a.id and t.plan = :plan and t.unit = :unit and a.state = 2 and a.held_on >= :from and a.held_on <= :to
and v.verb in ('confirm', 'link') and v.recorded_at > :at group by a.id, a.title, a.held_on) x
order by recorded_at limit 200;

-- :name follow_near_most :value
-- :in today day
-- The earliest beginning of reminders that any unit has set.
select coalesce(max(value), 0) from policy where name = 'follow.near_days' and since <= :today and (until = 0 or until >= :today);
