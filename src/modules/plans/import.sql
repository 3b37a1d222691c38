-- :name plan_same :one
-- :in unit int, year int, title text, except int
-- :out id int, title text
-- Another plan of this union with the same title and year.
select id, title from plan where unit = :unit and year = :year and title = :title and state <> 8 and id <> :except order by id limit 1;

-- :name plan_dropped_add :exec
-- :in plan int, no int, at int, piece text
insert into plan_dropped(plan, no, at, piece, restored) values (:plan, :no, :at, :piece, 0);

-- :name plan_dropped_of :many
-- :in plan int
-- :out no int, at int, piece text, restored int
select no, at, piece, restored from plan_dropped where plan = :plan order by no;

-- :name plan_dropped_one :one
-- :in plan int, no int
-- :out at int, piece text, restored int
select at, piece, restored from plan_dropped where plan = :plan and no = :no;

-- :name plan_dropped_set :exec
-- :in plan int, no int, restored int
update plan_dropped set restored = :restored where plan = :plan and no = :no;

-- :name plan_campaign_add :exec
-- :in plan int, no int, name text
insert into plan_campaign(plan, no, name) values (:plan, :no, :name);

-- :name plan_campaigns :many
-- :in plan int
-- :out no int, name text
select no, name from plan_campaign where plan = :plan order by no;

-- :name plan_node_rows :many
-- :in plan int
-- :out id int, unit int, version int, state int, created_by int, created_at int, plan int, parent int, position int, level int, number text, title text, body text, starts_at int, ends_at int, weight int
select id, unit, version, state, created_by, created_at, plan, parent, position, level, number, title, body, starts_at, ends_at, weight
from plan_node where plan = :plan order by position, id;

-- :name plan_term_ids :many
-- :in plan int
-- :out id int
select id from plan_term where plan = :plan and state = 0 order by id;

-- :name plan_undo_add :exec
-- :in id int, plan int, at instant, person int, label text, images text
insert into plan_undo(id, plan, at, person, label, images, undone) values (:id, :plan, :at, :person, :label, :images, 0);

-- :name plan_undo_last :one
-- :in plan int
-- :out id int, at instant, person int, label text, images text
select id, at, person, label, images from plan_undo where plan = :plan and undone = 0 order by id desc limit 1;

-- :name plan_undo_count :value
-- :in plan int
select count(*) from plan_undo where plan = :plan and undone = 0;

-- :name plan_undo_done :exec
-- :in id int
update plan_undo set undone = 1 where id = :id;

-- :name plan_answers :many
-- :in plan int
-- :out node int, question int
select node, question from plan_answer where plan = :plan;

-- :name plan_answer_add :exec
-- :in node int, question int, plan int, at instant, person int
insert into plan_answer(node, question, plan, at, person) values (:node, :question, :plan, :at, :person) on conflict(node, question) do nothing;

-- :name plan_answer_drop :exec
-- :in node int, question int
delete from plan_answer where node = :node and question = :question;
