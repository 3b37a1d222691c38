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
