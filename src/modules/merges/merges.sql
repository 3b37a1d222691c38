-- Duplicates of people, merges, and what is kept to take them back.

-- :name merge_moved_add :exec
-- :in merge int, no int, place text, k1 int, k2 int, k3 int, k4 text
insert into merge_moved(merge, no, place, k1, k2, k3, k4) values (:merge, :no, :place, :k1, :k2, :k3, :k4);

-- :name merge_moved :many
-- :in merge int
-- :out no int, place text, k1 int, k2 int, k3 int, k4 text
select no, place, k1, k2, k3, k4 from merge_moved where merge = :merge order by no desc;

-- :name merge_moved_clear :exec
-- :in merge int
delete from merge_moved where merge = :merge;

-- :name merge_was_put :exec
-- :in merge int, part text, sealed text
insert into merge_was(merge, part, sealed) values (:merge, :part, :sealed) on conflict(merge, part) do update set sealed = excluded.sealed;

-- :name merge_was :text
-- :in merge int, part text
select sealed from merge_was where merge = :merge and part = :part;

-- :name merge_was_clear :exec
-- :in merge int
delete from merge_was where merge = :merge;

-- :name merge_into :one
-- :in lost int
-- :out id int, kept int
-- The merge by which a person's row was given up.
select id, kept from person_merge where lost = :lost and state <> 2 order by id desc limit 1;

-- :name merges_from :many
-- :in kept int
-- :out id int, lost int
select id, lost from person_merge where kept = :kept and state <> 2 order by id limit 20;

-- :name merge_votes_running :value
-- :in person int
-- On the frozen roll of a vote that is not ended.
select count(*) from vote_roll x join vote v on v.id = x.vote where x.person = :person and v.state in (2, 3, 4, 5);

-- :name merge_votes_standing :value
-- :scan a merge is rare, and few votes run
-- :in person int
-- Candidate or teller of a vote that is not ended, or candidate of an election that is not registered yet.
select (select count(*) from vote v join vote_option o on o.vote = v.id where o.person = :person and v.state < 6)
+ (select count(*) from vote where (teller1 = :person or teller2 = :person) and state < 6)
+ (select count(*) from election_candidate c join election e on e.id = c.election where c.person = :person and e.state < 13);

-- :name merge_posts_held :many
-- :in person int
-- :out id int, unit int, role int
select id, unit, role from post where person = :person and state = 1 limit 100;

-- :name merge_sessions_end :exec
-- :in person int
delete from session where person = :person;

-- :name merge_mobile_used :value
-- :in hash text, but int, other int
select count(*) from person where mobile_hash = :hash and mobile_hash <> '' and id <> :but and id <> :other;

-- :name merge_staff_no_used :value
-- :in unit int, staff_no text, but int, other int
select count(*) from person where unit = :unit and staff_no = :staff_no and staff_no <> '' and id <> :but and id <> :other;

-- :name merge_idkey_used :value
-- :in key text, but int, other int
select count(*) from member where idkey = :key and idkey <> '' and id <> :but and id <> :other;

-- :name double_of_hash :many
-- :in hash text
-- :out id int, unit int, state num, name text, path text, unit_name text
-- Everybody with this identity number; who was given up has none.
select p.id, p.unit, p.state, p.name, u.path, u.name from person p join unit u on u.id = p.unit where p.idno_hash = :hash and p.idno_hash <> '' order by p.id limit 20;

-- :name double_put :exec
-- :in person int, unit int, hash text
insert into person_double(person, unit, hash) values (:person, :unit, :hash)
on conflict(person) do update set unit = excluded.unit, hash = excluded.hash;

-- :name double_drop :exec
-- :in person int
delete from person_double where person = :person;

-- :name double_hash :text
-- :in person int
select hash from person_double where person = :person;

-- :name doubles_from :many
-- :in after int, most int
-- :out id int, hash text
-- Over all units, in the order of persons.
select person, hash from person_double where person > :after order by person limit :most;

-- :name doubles_page :many
-- :in path text, path_end text, after_path text, after_id int, most int
-- :out struct doubles_page_row id int, hash text, path text
-- Unit by unit in the order of paths.
select d.person, d.hash, u.path from unit u cross join person_double d where d.unit = u.id and u.path >= :path and u.path < :path_end
and u.path >= :after_path and (u.path > :after_path or d.person > :after_id) order by u.path, d.person limit :most;

-- :name alike_by_tail :many
-- :in tail text, name text, but int
-- :out struct alike_found id int, unit int, idno_hash text
select id, unit, idno_hash from person where mobile_tail = :tail and mobile_tail <> '' and name = :name and id <> :but and state = 1 order by id limit 20;

-- :name alike_by_birth :many
-- :in id_type int, unit int, birth day, name text, but int
-- :out struct alike_found
-- The number of another kind of paper says nothing.
select m.id, m.unit, case when m.id_type = :id_type then p.idno_hash else '' end from member m join person p on p.id = m.id
where m.unit = :unit and m.birth = :birth and m.state = 2 and m.birth <> 0 and m.name = :name and m.id <> :but and p.state = 1 order by m.id limit 20;

-- :name alike_put :exec
-- :in person int, other int, unit int, why int
insert into person_alike(person, other, unit, why) values (:person, :other, :unit, :why) on conflict(person, other) do nothing;

-- :name alike_drop :exec
-- :in person int
delete from person_alike where person = :person and apart = 0;

-- :name alike_drop_other :exec
-- :in person int
delete from person_alike where other = :person and apart = 0;

-- :name alike_pair :value
-- :in person int, other int
select count(*) from person_alike where person = :person and other = :other and apart = 0;

-- :name alike_apart :exec
-- :in person int, other int
update person_alike set apart = 1 where person = :person and other = :other;

-- :name alike_from :many
-- :in after int, other int, most int
-- :out id int, other int, why int
-- Over all units, in the order of persons.
select person, other, why from person_alike where (person, other) > (:after, :other) and apart = 0 order by person, other limit :most;

-- :name alike_page :many
-- :in path text, path_end text, after_path text, after_id int, after_other int, most int
-- :out struct alike_page_row id int, other int, why int, path text
-- Unit by unit in the order of paths.
select d.person, d.other, d.why, u.path from unit u cross join person_alike d where d.unit = u.id and u.path >= :path and u.path < :path_end and d.apart = 0
and u.path >= :after_path and (u.path > :after_path or d.person > :after_id or (d.person = :after_id and d.other > :after_other)) order by u.path, d.person, d.other limit :most;
