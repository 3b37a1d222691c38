-- What the administrators' pages read.

-- :name admin_locked :many
-- :scan accounts are few beside everything else
-- :in now instant
-- :out person int, name text, unit_name text, locked_until instant
select a.person, p.name, u.name, a.locked_until from account a join person p on p.id = a.person join unit u on u.id = p.unit where a.locked_until > :now order by a.locked_until desc limit 100;

-- :name admin_sessions :many
-- :in now instant
-- :out hash text, person int, name text, unit_name text, seen_at instant, peer text
select s.hash, s.person, p.name, u.name, s.seen_at, s.peer from session s join person p on p.id = s.person join unit u on u.id = p.unit where s.expires_at > :now order by s.expires_at desc limit 100;

-- :name admin_session_person :value
-- :in hash text
select person from session where hash = :hash;

-- :name admin_leases :many
-- :scan a handful of rows
-- :out name text, holder text, until instant
select name, holder, until from lease order by name;

-- :name admin_root :value
select coalesce(min(id), 0) from unit where parent = 0;

-- :name admin_held :value
-- :in role int, today day, but int
-- How many hold one of the three seats; there is one installation.
-- :scan a handful of posts by their roles
select count(*) from post where role = :role and state = 1 and since <= :today and (until = 0 or until >= :today) and person <> :but;

-- :name admin_seats :many
-- :in today day
-- :out id int, person int, role num, since day, name text, unit_name text
-- :scan a handful of posts by their roles
select t.id, t.person, t.role, t.since, p.name, u.name from post t join person p on p.id = t.person join unit u on u.id = t.unit
where t.role in (8, 9, 10) and t.state = 1 and t.since <= :today and (t.until = 0 or t.until >= :today) order by t.role, t.id;

-- :name admin_seat_changes :many
-- :scan the newest of a few changes of administrators
-- :out id int, name text, asked_by text
select s.id, p.name, coalesce(a.name, '') from seat_change s join person p on p.id = s.person left join person a on a.id = s.created_by order by s.id desc limit 50;

-- :name admin_busy :value
-- :in person int, today day
-- Posts that an administrator may not have beside his seat: all but those of workers and representatives.
select count(*) from post where person = :person and role > 2 and state = 1 and (until = 0 or until >= :today);

-- :name admin_person_by_mobile :value
-- :in hash text
select coalesce(min(id), 0) from person where mobile_hash = :hash and mobile_hash <> '' and state = 1;

-- :name admin_person_by_staff_no :value
-- :in code text, staff_no text
select coalesce(min(p.id), 0) from unit u cross join person p where p.unit = u.id and u.code = :code and p.staff_no = :staff_no and p.staff_no <> '' and p.state = 1;
