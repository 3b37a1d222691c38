-- Workbooks of members.

-- :name batch_add :exec
-- :in id int, person int, unit int, file text, heads text, map text, now instant
-- Also when it is there already, by a commit whose answer was lost.
insert into member_batch(id, person, unit, file, heads, map, stage, open_, created_at) values (:id, :person, :unit, :file, :heads, :map, 1, 2, :now) on conflict(id) do nothing;

-- :name batch_get :one
-- :in id int
-- :out id int, person int, unit int, path text, stage int, rows int, at_no int, file text, heads text, map text, note text, created_at instant, done_at instant, fresh int, change int, same int, twice int, bad int
select b.id, b.person, b.unit, u.path, b.stage, b.rows, b.at_no, b.file, b.heads, b.map, b.note, b.created_at, b.done_at, b.fresh, b.change, b.same, b.twice, b.bad
from member_batch b join unit u on u.id = b.unit where b.id = :id;

-- :name batches_of :many
-- :in unit int, most int
-- :out id int, file text, stage int, rows int, created_at instant, name text
select b.id, b.file, b.stage, b.rows, b.created_at, p.name from member_batch b join person p on p.id = b.person where b.unit = :unit order by b.id desc limit :most;

-- :name batches_under_way :many
-- :out id int
-- An index of few rows; what is kept (2) does not stand in the way of what is to go on.
select id from member_batch where open_ = 1 order by id limit 50;

-- :name batches_out_of_use :many
-- :in stage int, before instant
-- :out id int
select id from member_batch where open_ = 2 and stage = :stage and created_at <= :before order by created_at limit 50;

-- :name batches_of_older_nodes :exec
-- A release before marks as under way what is only kept, also while its nodes run beside this one.
update member_batch set open_ = 2 where open_ = 1 and stage in (1, 2, 6, 9, 10);

-- :name batches_left_full :exec
-- And it closes what was taken back without clearing its cells. Of the last ones.
update member_batch set open_ = 2 where id in (select b.id from (select id from member_batch where open_ = 0 and stage = 9 order by id desc limit 50) b
where exists (select 1 from member_row r where r.batch = b.id));

-- :name batch_stage :exec
-- :in id int, from_stage int, to_stage int, now instant, care int
update member_batch set stage = :to_stage, done_at = :now, at_no = 0, open_ = :care where id = :id and stage = :from_stage;

-- :name batch_step :exec
-- :in id int, stage int, before int, after int
-- 0 rows: somebody else is at this batch.
update member_batch set at_no = :after where id = :id and stage = :stage and at_no = :before;

-- :name batch_counts :exec
-- :in id int, total int, fresh int, change int, same int, twice int, bad int, map text
update member_batch set rows = :total, fresh = :fresh, change = :change, same = :same, twice = :twice, bad = :bad, map = :map where id = :id;

-- :name batch_fates :many
-- :in id int
-- :out fate num, n int
select fate, count(*) from member_row where batch = :id group by fate order by fate;

-- :name batch_row_put :rows
-- :in batch int, no int, cells text, fate num, row_id int, problem text
insert into member_row(batch, no, cells, fate, row_id, problem) values (:batch, :no, :cells, :fate, :row_id, :problem)
on conflict(batch, no) do update set fate = excluded.fate, row_id = excluded.row_id, problem = excluded.problem;

-- :name batch_row_add :rows
-- :in batch int, no int, cells text, fate num, row_id int, problem text
-- Of a workbook that is being read, the first time.
insert into member_row(batch, no, cells, fate, row_id, problem) values (:batch, :no, :cells, :fate, :row_id, :problem);

-- :name batch_row_done :exec
-- :in batch int, no int, fate num, row_id int, version int, person_version int, problem text, before text
update member_row set fate = :fate, row_id = :row_id, version = :version, person_version = :person_version, problem = :problem, before = :before where batch = :batch and no = :no;

-- :name batch_row_new :exec
-- :in batch int, no int, row_id int
-- Of a row that was judged by a release that gave no ids then; the fate stays, so its index is left alone.
update member_row set row_id = :row_id where batch = :batch and no = :no;

-- :name batch_rows :many
-- :in batch int, after int, most int
-- :out no int, cells text, fate num, row_id int, version int, person_version int, problem text, before text
select no, cells, fate, row_id, version, person_version, problem, before from member_row where batch = :batch and no > :after order by no limit :most;

-- :name batch_rows_of :many
-- :in batch int, fate num, after int, most int
-- :out struct batch_rows
select no, cells, fate, row_id, version, person_version, problem, before from member_row where batch = :batch and fate = :fate and no > :after order by no limit :most;

-- :name batch_sweep :exec
-- :in batch int, most int
delete from member_row where batch = :batch and no <= :most;

-- :name batch_first_no :value
-- :in batch int
select coalesce(min(no), 0) from member_row where batch = :batch;

-- :name batch_drop :exec
-- :in id int
delete from member_batch where id = :id;

-- :name batch_arrives :exec
-- :in batch int
insert into arriving(batch) values (:batch) on conflict(batch) do nothing;

-- :name batch_is_there :exec
-- :in batch int
delete from arriving where batch = :batch;

-- :name batch_sums :many
-- :in batch int
-- :out unit int, state num, complete num, gig num, n int
select unit, state, complete, case when gig > 0 then 1 else 0 end, count(*) from member where batch = :batch and batch <> 0 group by unit, state, complete, case when gig > 0 then 1 else 0 end order by unit;

-- :name batch_member_drop :exec
-- :in id int, version int
delete from member where id = :id and version = :version;

-- :name batch_person_drop :exec
-- :in id int, version int
delete from person where id = :id and version = :version;

-- :name batch_member_there :value
-- :in id int
select count(*) from member where id = :id;

-- :name batch_person_there :value
-- :in id int
select count(*) from person where id = :id;

-- :name batch_persons_there :many
-- :in first int, last int
-- :out id int
-- Ids of a piece follow each other. Who was changed since he came was entered into the indexes then.
select id from person where id >= :first and id <= :last and version = 1 order by id;

-- :name batch_person_used :value
-- :in id int
select (select count(*) from account where person = :id) + (select count(*) from post where person = :id) +
(select count(*) from event where record = 'person' and row_id = :id) + (select count(*) from event where record = 'member' and row_id = :id);

-- :name batch_close :exec
-- :in id int
update member_batch set open_ = 0 where id = :id;
