-- Workbooks read back into lists: batches, their rows, remembered columns.

-- :name import_add :exec
-- :in id int, list text, person int, file text, heads text, map text, now instant
insert into import_batch(id, list, person, file, heads, map, created_at) values (:id, :list, :person, :file, :heads, :map, :now);

-- :name import_get :one
-- :in id int, person int
-- :out id int, list text, file text, heads text, map text, stage num, created_at instant, done_at instant
select id, list, file, heads, map, stage, created_at, done_at from import_batch where id = :id and person = :person;

-- :name import_set_map :exec
-- :in id int, map text
update import_batch set map = :map where id = :id;

-- :name import_set_stage :exec
-- :in id int, stage num, now instant
update import_batch set stage = :stage, done_at = :now where id = :id;

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

-- :name import_rows_of_fate :many
-- :in batch int, fate num, after int, most int
-- :out struct import_rows
select no, cells, fate, row_id, version, title, problem, before from import_row where batch = :batch and fate = :fate and no > :after order by no limit :most;

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
