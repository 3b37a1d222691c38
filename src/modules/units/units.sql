-- The register of units, people and posts.

-- :name units_children :many
-- :in parent int, after int, most int
-- :out id int, kind num, state num, name text, code text, path text, children int, people int
select u.id, u.kind, u.state, u.name, u.code, u.path,
(select count(*) from (select c.id from unit c where c.parent = u.id and c.state + 0 = 1 limit 100) x),
(select count(*) from (select p.id from person p where p.unit = u.id and p.state = 1 limit 100) y)
from unit u where u.parent = :parent and u.id > :after and u.state + 0 = 1 order by u.id limit :most;

-- :name units_children_plain :many
-- :in parent int, most int
-- :out struct units_children
-- Of a unit with many below it: who works in each is not counted.
select u.id, u.kind, u.state, u.name, u.code, u.path,
(select count(*) from (select c.id from unit c where c.parent = u.id and c.state + 0 = 1 limit 100) x), 0
from unit u where u.parent = :parent and u.id > 0 and u.state + 0 = 1 order by u.id limit :most;

-- :name units_active_below :value
-- :in parent int
select count(*) from (select id from unit where parent = :parent and state + 0 = 1 limit 100) x;

-- :name units_people_in :value
-- :in unit int, most int
select count(*) from (select id from person where unit = :unit and state = 1 limit :most) x;

-- :name units_code_used :value
-- :in code text, but int
select count(*) from unit where code = :code and code <> '' and id <> :but;

-- :name units_child_named :value
-- :in parent int, name text
select coalesce(max(id), 0) from unit where parent = :parent and name = :name and state = 1;

-- :name units_rewrite :exec
-- :in old text, old_end text, to text
-- Everything strictly below a moved unit.
update unit set path = :to || substr(path, length(:old) + 1) where path > :old and path < :old_end;

-- :name units_parent_close :exec
-- :in unit int, today int
update unit_parent set until = :today where unit = :unit and until = 0 and since < :today;

-- :name units_parent_put :exec
-- :in unit int, parent int, today int
insert into unit_parent(unit, parent, since) values (:unit, :parent, :today)
on conflict(unit, since) do update set parent = excluded.parent, until = 0;

-- :name units_parents :many
-- :in unit int
-- :out parent int, name text, since day, until day
select h.parent, coalesce(u.name, ''), h.since, h.until from unit_parent h left join unit u on u.id = h.parent where h.unit = :unit order by h.since desc limit 50;

-- :name units_keys :value
-- :in first text, end text, most int
select count(*) from (select 1 from find_key where record = 'unit' and key >= :first and key < :end limit :most) x;

-- :name units_found :many
-- :in first text, end text, path text, path_end text, after text, most int
-- :out key text, id int, kind num, name text, short_name text, code text, path text, upper text
-- Where few keys begin so; in the order of the tree.
select '', u.id, u.kind, u.name, u.short, u.code, u.path, coalesce(p.name, '') from unit u left join unit p on p.id = u.parent
where u.id in (select row_id from find_key where record = 'unit' and key >= :first and key < :end)
and u.path >= :path and u.path < :path_end and u.path > :after and u.state + 0 = 1 order by u.path limit :most;

-- :name units_of_tree :many
-- :in path text, path_end text, after text, most int
-- :out struct units_found
select '', u.id, u.kind, u.name, u.short, u.code, u.path, coalesce(p.name, '') from unit u left join unit p on p.id = u.parent
where u.path >= :path and u.path < :path_end and u.path > :after and u.state + 0 = 1 order by u.path limit :most;

-- :name units_by_key :many
-- :in first text, end text, after text, id int, most int
-- :out struct units_found
-- In the order of what they are found by.
select f.key, u.id, u.kind, u.name, u.short, u.code, case when u.state = 1 then u.path else '' end, coalesce(p.name, '')
from (select key, row_id from find_key where record = 'unit' and key >= :first and key < :end and key >= :after and (key > :after or row_id > :id)
order by key, row_id limit :most) f join unit u on u.id = f.row_id left join unit p on p.id = u.parent order by f.key, u.id;

-- :name units_find_drop :exec
-- :in record text, key text, row_id int
delete from find_key where record = :record and key = :key and row_id = :row_id;

-- :name units_find_add :rows
-- :in record text, key text, row_id int
insert into find_key(record, key, row_id) values (:record, :key, :row_id) on conflict do nothing;

-- :name units_all :many
-- :scan sample data only, once
-- :out id int, name text, short_name text, code text
select id, name, short, code from unit order by id;

-- :name people_all :many
-- :scan sample data only, once
-- :out id int, unit int, name text, staff_no text, title text
select id, unit, name, staff_no, title from person order by id;

-- :name units_led_by :many
-- :in leader int, on_day day
-- :out link int, unit int, kind num, name text, since day
select l.id, l.unit, l.kind, u.name, l.since from unit_link l join unit u on u.id = l.unit
where l.leader = :leader and l.since <= :on_day and (l.until = 0 or l.until >= :on_day) and u.state = 1 order by l.unit, l.id;

-- :name units_leaders_of :many
-- :in unit int, on_day day
-- :out struct units_led_by
select l.id, l.leader, l.kind, u.name, l.since from unit_link l join unit u on u.id = l.leader
where l.unit = :unit and l.since <= :on_day and (l.until = 0 or l.until >= :on_day) order by l.leader, l.id;

-- :name units_link_add :exec
-- :in id int, unit int, leader int, kind int, since day
insert into unit_link(id, unit, leader, kind, since) values (:id, :unit, :leader, :kind, :since);

-- :name units_link_end :exec
-- :in id int, unit int, until day
update unit_link set until = :until where id = :id and unit = :unit and until = 0;

-- :name people_in :many
-- Unit by unit in the order of paths; "cross join" keeps SQLite from sorting everybody.
-- :in path text, path_end text, after_path text, after_id int, most int
-- :out id int, name text, staff_no text, title text, mobile_mask text, idno_mask text, unit int, unit_name text, path text, has_account int
select p.id, p.name, p.staff_no, p.title, p.mobile_mask, p.idno_mask, p.unit, u.name, u.path, case when a.password <> '' then 2 when a.activation <> '' then 1 else 0 end
from unit u cross join person p left join account a on a.person = p.id
where p.unit = u.id and u.path >= :path and u.path < :path_end and u.path >= :after_path and (u.path > :after_path or p.id > :after_id)
and p.state = 1 and (p.batch = 0 or not exists (select 1 from arriving w where w.batch = p.batch)) order by u.path, p.id limit :most;

-- :name people_found :one
-- :in id int, path text, path_end text
-- :out struct people_in
select p.id, p.name, p.staff_no, p.title, p.mobile_mask, p.idno_mask, p.unit, u.name, u.path, case when a.password <> '' then 2 when a.activation <> '' then 1 else 0 end
from person p join unit u on u.id = p.unit left join account a on a.person = p.id
where p.id = :id and u.path >= :path and u.path < :path_end and p.state = 1 and (p.batch = 0 or not exists (select 1 from arriving w where w.batch = p.batch));

-- :name people_by_mobile :many
-- :in hash text
-- :out struct people_with id int
select id from person where mobile_hash = :hash and mobile_hash <> '' limit 50;

-- :name people_by_tail :many
-- :in tail text, before int, most int
-- :out struct people_with
select id from person where mobile_tail = :tail and mobile_tail <> '' and id < :before order by id desc limit :most;

-- :name person_mobile_used :value
-- :in hash text, but int
select count(*) from person where mobile_hash = :hash and mobile_hash <> '' and id <> :but;

-- :name person_idno_used :value
-- :in hash text, but int
select count(*) from person where idno_hash = :hash and idno_hash <> '' and id <> :but and state = 1;

-- :name person_staff_no_used :value
-- :in unit int, staff_no text, but int
select count(*) from person where unit = :unit and staff_no = :staff_no and staff_no <> '' and id <> :but;

-- :name person_account :value
-- :in person int
-- 0 none, 1 a code was given, 2 activated.
select coalesce(max(case when password <> '' then 2 else 1 end), 0) from account where person = :person;

-- :name person_posts :many
-- :in person int
-- :out id int, unit int, unit_name text, role num, post_title text, since day, until day, state num, version int
select t.id, t.unit, u.name, t.role, t.title, t.since, t.until, t.state, t.version from post t join unit u on u.id = t.unit where t.person = :person order by t.since desc, t.id desc limit 100;

-- :name unit_posts :many
-- :in unit int, today day
-- :out id int, person int, name text, role num, post_title text, since day, until day
select t.id, t.person, p.name, t.role, t.title, t.since, t.until from post t join person p on p.id = t.person
where t.unit = :unit and t.since <= :today and (t.until = 0 or t.until >= :today) and p.state = 1 order by t.role desc, t.since, t.id limit 100;

-- :name post_held :value
-- :in person int, unit int, role int, since day
select count(*) from post where person = :person and unit = :unit and role = :role and (until = 0 or until >= :since);

-- :name people_sessions_end :exec
-- :in person int
delete from session where person = :person;

-- :name unit_by_code :one
-- :in code text
-- :out id int, kind num, name text, path text
select id, kind, name, path from unit where code = :code and code <> '' and state = 1;

-- :name units_policies :many
-- :in name text, unit int
-- :out id int, value int, since day, until day, source text
select id, value, since, until, source from policy where name = :name and unit = :unit order by since desc, id desc limit 20;

-- :name units_card :one
-- :in unit int
-- :out id int, state num
-- The union card of a unit: what happens to such a union goes through its documents (module unions).
select id, state from union_card where org = :unit and org <> 0;
