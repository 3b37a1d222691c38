-- Workbooks read back into lists: batches, their rows, remembered columns.

-- :name import_add :exec
-- :in id int, list text, person int, file text, heads text, map text, now instant
insert into import_batch(id, list, person, file, heads, map, created_at) values (:id, :list, :person, :file, :heads, :map, :now);

-- :name import_get :one
-- :in id int, person int
-- :out id int, list text, file text, heads text, map text, stage num, at_no int, created_at instant, done_at instant
select id, list, file, heads, map, stage, at_no, created_at, done_at from import_batch where id = :id and person = :person;

-- :name import_set_map :exec
-- :in id int, map text
update import_batch set map = :map where id = :id;

-- :name import_stage :exec
-- :in id int, from_stage num, to_stage num, now instant, running flag
-- 0 rows: somebody else moved it.
update import_batch set stage = :to_stage, done_at = :now, at_no = 0, running = :running where id = :id and stage = :from_stage;

-- :name import_step :exec
-- :in id int, stage num, before int, after int
-- 0 rows: somebody else is at this batch.
update import_batch set at_no = :after where id = :id and stage = :stage and at_no = :before;

-- :name import_place :one
-- :in id int
-- :out person int, stage num, at_no int
select person, stage, at_no from import_batch where id = :id;

-- :name imports_running :many
-- :out id int
-- Under way: an index of few rows.
select id from import_batch where running = 1 order by id limit 20;

-- :name import_row_put :exec
-- :in batch int, no int, cells text, fate num, row_id int, title text, problem text
insert into import_row(batch, no, cells, fate, row_id, title, problem) values (:batch, :no, :cells, :fate, :row_id, :title, :problem)
on conflict(batch, no) do update set fate = excluded.fate, row_id = excluded.row_id, title = excluded.title, problem = excluded.problem;

-- :name import_row_done :exec
-- :in batch int, no int, fate num, row_id int, version int, problem text, before text
update import_row set fate = :fate, row_id = :row_id, version = :version, problem = :problem, before = :before where batch = :batch and no = :no;

-- :name import_rows :many
-- :in batch int, after int, most int
-- :out no int, cells text, fate num, row_id int, version int, title text, problem text, before text
select no, cells, fate, row_id, version, title, problem, before from import_row where batch = :batch and no > :after order by no limit :most;

-- :name import_rows_back :many
-- :in batch int, before int, most int
-- :out struct import_rows
select no, cells, fate, row_id, version, title, problem, before from import_row where batch = :batch and no < :before order by no desc limit :most;

-- :name import_rows_of_fate :many
-- :in batch int, fate num, after int, most int
-- :out struct import_rows
select no, cells, fate, row_id, version, title, problem, before from import_row where batch = :batch and fate = :fate and no > :after order by no limit :most;

-- :name import_kept :value
-- :in batch int
-- Rows that could not be taken back.
select count(*) from import_row where batch = :batch and version > 0;

-- :name import_last_no :value
-- :in batch int
select coalesce(max(no), 0) from import_row where batch = :batch;

-- :name import_fates :many
-- :in batch int
-- :out fate num, n int
select fate, count(*) from import_row where batch = :batch group by fate order by fate;

-- :name import_map_put :exec
-- :in person int, list text, head text, field text
insert into import_map(person, list, head, field) values (:person, :list, :head, :field)
on conflict(person, list, head) do update set field = excluded.field;

-- :name import_map_get :text
-- :in person int, list text, head text
select field from import_map where person = :person and list = :list and head = :head;
