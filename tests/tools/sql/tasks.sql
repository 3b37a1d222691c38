-- Statements about tasks; this heading belongs to none of them.

-- :name task_of_plan :many
-- :in plan int, after int, count int
-- :out struct task_row id int, title text, due day
-- The open tasks of a plan, oldest first.
-- A second line of the comment.
select id, title, due -- not a comment of the function :plan
from task
where plan = :plan and id > :after and note <> 'it''s :plan; "x"' /* :nothing; */
order by id limit :count;

-- :name task :one
-- :in id int
-- :out struct task_row
select id, title, due from task where id = :id;

-- :name task_text :text
-- :in id int
select "a:b" || title::text from task where id = :id or parent = :id;

-- :name task_count :value
-- :scan the table has one row a task of one union
select count(*) from task;

-- :name task_all :each
-- :out id int, done flag, at instant, size num, seal blob
select id, done, at, size, seal from task;

-- :name task_add :exec
-- :in id int, title text, due day?, owner int?, note text?, seal blob
insert into task (id, title, due, owner, note, seal)
values (:id, :title, :due, :owner, :note, :seal);

-- :name task_put :rows
-- :in id int, title text, due day
-- Many at once.
insert into task(id, title, due) values (:id, :title, :due) on conflict do nothing;
