-- Membership.

-- :name member_entitled :value
-- :in person int, path text, path_end text
select count(*) from member m join unit u on u.id = m.unit where m.id = :person and m.state = 2 and u.path >= :path and u.path < :path_end and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch));

-- :name members_of_roll :many
-- :in path text, path_end text, after int, most int
-- :out person int, unit int, name text, sex num
-- In a tree of few units.
select m.id, m.unit, m.name, m.sex from unit u cross join member m
where m.unit = u.id and u.path >= :path and u.path < :path_end and m.state = 2 and m.id > :after and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) order by m.id limit :most;

-- :name members_of_roll_wide :many
-- :scan in a wide tree page by page along the ids: most of the rows it passes are wanted
-- :in path text, path_end text, after int, most int
-- :out struct members_of_roll
select m.id, m.unit, m.name, m.sex from member m join unit u on u.id = m.unit
where u.path >= :path and u.path < :path_end and m.state = 2 and m.id > :after and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) order by m.id limit :most;

-- :name member_terms_unnamed :exec
-- :in person int, gone text
-- Posts that ended stay in the list of terms, without their holder's name.
update term set holder = :gone where record = 'post' and row_id in (select id from post where person = :person);

-- :name member_person_kind :exec
-- :in person int, kind int
update person set union_kind = :kind where id = :person and union_kind <> :kind;

-- :name member_by_key :one
-- :in key text
-- :out id int, unit int, state num, name text, path text, unit_name text
select m.id, m.unit, m.state, m.name, u.path, u.name from member m join unit u on u.id = m.unit where m.idkey = :key and m.idkey <> '';

-- :name member_person_by_idno :one
-- :in hash text
-- :out id int, unit int, state num, name text
select id, unit, state, name from person where idno_hash = :hash and idno_hash <> '' order by state, id limit 1;

-- :name members_named :one
-- :in id int, path text, path_end text
-- :out struct members_found id int, name text, unit int, unit_name text, state num, idno_mask text, mobile_mask text, member_no text, path text
select m.id, m.name, m.unit, u.name, m.state, m.idno_mask, m.mobile_mask, m.member_no, u.path from member m join unit u on u.id = m.unit
where m.id = :id and u.path >= :path and u.path < :path_end and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch));

-- :name members_by_number :many
-- :in mobile text, idno text, path text, path_end text
-- :out struct members_found
-- A whole identity number, mobile or member number.
select m.id, m.name, m.unit, u.name, m.state, m.idno_mask, m.mobile_mask, m.member_no, u.path from member m join unit u on u.id = m.unit
where m.id in (select id from person where mobile_hash = :mobile and mobile_hash <> '' union select id from person where idno_hash = :idno and idno_hash <> '')
and u.path >= :path and u.path < :path_end and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) order by u.path, m.id limit 50;

-- :name members_by_tail :many
-- :in mobile text, idno text, path text, path_end text
-- :out struct members_found
-- The last four digits: a hash that many share, so no more than 2000 are looked at.
select m.id, m.name, m.unit, u.name, m.state, m.idno_mask, m.mobile_mask, m.member_no, u.path from member m join unit u on u.id = m.unit
where m.id in (select * from (select id from person where mobile_tail = :mobile and mobile_tail <> '' limit 2000) x
union select * from (select id from person where idno_tail = :idno and idno_tail <> '' limit 2000) y)
and u.path >= :path and u.path < :path_end and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) order by u.path, m.id limit 50;

-- :name members_waiting :many
-- :in path text, path_end text, most int
-- :out id int, name text, unit_name text, at instant
-- In a tree of few units: unit by unit.
select m.id, m.name, u.name, m.created_at from unit u cross join member m where m.unit = u.id
and u.path >= :path and u.path < :path_end and m.state = 1 order by m.id limit :most;

-- :name members_waiting_wide :many
-- :in path text, path_end text, first int, most int
-- :out struct members_waiting
-- :scan in a wide tree, of the first that wait anywhere
select m.id, m.name, u.name, m.created_at from (select id, unit, name, created_at from member where state = 1 order by id limit :first) m cross join unit u
where u.id = m.unit and u.path >= :path and u.path < :path_end order by m.id limit :most;

-- :name members_coming :many
-- :in path text, path_end text, most int
-- :out id int, name text, unit_name text, target text, since day
select m.id, m.name, o.name, u.name, m.changed_on from unit u cross join member m cross join unit o where m.to_unit = u.id and o.id = m.unit
and u.path >= :path and u.path < :path_end and m.to_unit <> 0 order by m.id limit :most;

-- :name members_coming_wide :many
-- :in path text, path_end text, first int, most int
-- :out struct members_coming
select m.id, m.name, o.name, u.name, m.changed_on from (select id, unit, to_unit, name, changed_on from member where to_unit <> 0 order by to_unit, id limit :first) m
cross join unit u cross join unit o where u.id = m.to_unit and o.id = m.unit and u.path >= :path and u.path < :path_end order by m.id limit :most;

-- :name members_behind :value
-- :in path text, path_end text, by_day day, most int
select count(*) from (select m.id from unit u cross join member m where m.unit = u.id
and u.path >= :path and u.path < :path_end and m.state = 2 and m.dues_until <> 0 and m.dues_until < :by_day limit :most) x;

-- :name members_unit_named :many
-- :in key text
-- :out id int, name text, code text, kind num, path text
-- A union by its whole name or code.
select u.id, u.name, u.code, u.kind, u.path from unit u where u.id in (select row_id from find_key where record = 'unit' and key = :key limit 50) and u.state = 1 order by u.id;

-- :name members_number_used :value
-- :in number text, but int
select count(*) from member where member_no = :number and member_no <> '' and id <> :but;

-- :name members_lookups :value
-- :in person int, since instant
-- Of the newest 2000 acts of a person: his searches by number.
select count(*) from (select recorded_at, record, verb from event where actor = :person order by id desc limit 2000) x
where x.record = 'member' and x.verb = 'lookup' and x.recorded_at > :since;

-- :name members_units_reached :text
-- :in path text, path_end text, but_one int
-- The last of so many and one units; '': there are not as many. Stepping over them costs a third of reading them.
select coalesce(max(path), '') from (select path from unit where path >= :path and path < :path_end order by path limit 1 offset :but_one) x;

-- :name members_units_behind :value
-- :in path text, path_end text
select count(*) from (select id from unit where path > :path and path < :path_end limit 1) x;

-- :name members_behind_page :many
-- Of the units from one path to another, in this order, like the two below. "+ 0": by the index of the days, not that of the order.
-- :in path text, by_day day, after_path text, after_id int, reached text, most int
-- :out id int, name text, unit_name text, path text, idno_mask text, mobile_mask text, on_day day, sex num, base num, reminded day
select m.id, m.name, u.name, u.path, m.idno_mask, m.mobile_mask, m.dues_until, m.sex, m.retire_base, m.reminded_on from unit u cross join member m
where m.unit = u.id and u.path >= :path and u.path <= :reached and m.state = 2 and m.dues_until <> 0 and m.dues_until < :by_day
and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) and (u.path, m.id) > (:after_path, :after_id) order by u.path, m.id + 0 limit :most;

-- :name members_erasable_page :many
-- :in path text, by_day day, erased text, after_path text, after_id int, reached text, most int
-- :out struct members_behind_page
-- Memberships that ended by a day and whose data are still kept.
select m.id, m.name, u.name, u.path, m.idno_mask, m.mobile_mask, m.changed_on, m.sex, m.retire_base, m.state from unit u cross join member m
where m.unit = u.id and u.path >= :path and u.path <= :reached and m.state >= 5 and m.state <> 10 and m.changed_on <> 0 and m.changed_on <= :by_day and m.name <> :erased
and (u.path, m.id) > (:after_path, :after_id) order by u.path, m.id limit :most;

-- :name members_periods :many
-- :in path text, reached text, policy text, today day
-- :out path text
-- The units of a stretch that have set a value of their own.
select u.path from unit u cross join policy p where u.path >= :path and u.path <= :reached and p.name = :policy and p.unit = u.id
and p.since <= :today and (p.until = 0 or p.until >= :today) order by u.path;

-- :name members_unit_first :text
-- :in path text, reached text
select coalesce(min(path), '') from unit where path >= :path and path <= :reached;

-- :name members_bare_page :many
-- :in path text, after_path text, after_id int, reached text, most int
-- :out struct members_behind_page
select m.id, m.name, u.name, u.path, m.idno_mask, m.mobile_mask, m.joined_on, m.sex, m.retire_base, m.reminded_on from unit u cross join member m
where m.unit = u.id and u.path >= :path and u.path <= :reached and m.state = 2 and m.complete = 0
and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) and (u.path, m.id) > (:after_path, :after_id) order by u.path, m.id limit :most;

-- :name members_retiring_page :many
-- :in path text, widest day, men day, women_55 day, women_50 day, after_path text, after_id int, reached text, most int
-- :out struct members_behind_page
-- Born up to a day that depends on sex and kind of work.
select m.id, m.name, u.name, u.path, m.idno_mask, m.mobile_mask, m.birth, m.sex, m.retire_base, m.reminded_on from unit u cross join member m
where m.unit = u.id and u.path >= :path and u.path <= :reached and m.state = 2 and m.birth <> 0 and m.birth <= :widest
and ((m.sex = 1 and m.birth <= :men) or (m.sex = 2 and m.retire_base = 1 and m.birth <= :women_55) or (m.sex = 2 and m.retire_base = 2 and m.birth <= :women_50))
and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) and (u.path, m.id) > (:after_path, :after_id) order by u.path, m.id + 0 limit :most;

-- :name member_units_below :many
-- :in path text, path_end text
-- :out id int, name text, code text
select id, name, code from unit where path >= :path and path < :path_end and state + 0 = 1 order by path;

-- :name member_mobile_used :value
-- :in hash text, but int
select count(*) from person where mobile_hash = :hash and mobile_hash <> '' and id <> :but;

-- :name member_staff_no_used :value
-- :in unit int, staff_no text, but int
select count(*) from person where unit = :unit and staff_no = :staff_no and staff_no <> '' and id <> :but;

-- :name member_seen :many
-- :in person int
-- :out at instant, name text, note text
-- Looks at a whole number or address of this person.
select x.recorded_at, coalesce(p.name, ''), x.note from (select id, recorded_at, actor, note, verb from event where record = 'member' and row_id = :person
union all select id, recorded_at, actor, note, verb from event where record = 'person' and row_id = :person) x
left join person p on p.id = x.actor where x.verb in ('reveal', 'family') order by x.id desc limit 30;

-- :name member_corrections :many
-- :in person int
-- :out at instant, value text, changed instant
-- What this person asked to have corrected, and when his data were first changed after that.
select e.recorded_at, coalesce(v.value, ''), (select coalesce(min(x.recorded_at), 0) from event x where x.record = 'member' and x.row_id = :person and x.id > e.id and x.verb in ('edit', 'follow'))
from event e left join event_personal v on v.event = e.id where e.record = 'member' and e.row_id = :person and e.verb = 'correction' order by e.id desc limit 10;

-- :name member_exports :many
-- :in unit int, since instant
-- :out id int, at instant, name text, note text
-- Exports of people that were made of a unit: row 0 stands for a list. "|| ''" and "+ 0" keep the index of rows out.
select e.id, e.recorded_at, coalesce(p.name, ''), e.note from event e left join person p on p.id = e.actor
where e.unit = :unit and e.verb = 'export' and e.record || '' = 'member' and e.row_id + 0 = 0 and e.recorded_at >= :since order by e.id desc limit 30;
