-- Accounts: passwords, activation codes, second factors, sessions.

-- :name account_any :value
-- :scan it stops at the first row
-- 1 when somebody can sign in or be activated.
select count(*) from (select person from account limit 1) x;

-- :name account_of :one
-- :in person int
-- :out name text, staff_no text, post_title text, mobile_mask text, mobile_seal text, unit int, unit_name text, unit_code text, state int, password text, failed int, locked_until instant, must_change flag, activation_until instant, totp_seal text, totp_step int, recovery text, changed_at instant
select p.name, p.staff_no, p.title, p.mobile_mask, p.mobile_seal, p.unit, u.name, u.code, p.state, a.password, a.failed, a.locked_until, a.must_change, a.activation_until, a.totp_seal, a.totp_step, a.recovery, a.changed_at
from account a join person p on p.id = a.person join unit u on u.id = p.unit where a.person = :person;

-- :name account_by_activation :one
-- :in hash text
-- :out person int, activation_until instant, changed_at instant
select person, activation_until, changed_at from account where activation = :hash and activation <> '';

-- :name account_begin :exec
-- :in person int, hash text, until instant
-- A new activation code; whatever opened the account before no longer does.
insert into account(person, password, must_change, activation, activation_until) values (:person, '', 1, :hash, :until)
on conflict(person) do update set password = '', must_change = 1, failed = 0, locked_until = 0, activation = excluded.activation, activation_until = excluded.activation_until, totp_seal = '', totp_step = 0, recovery = '';

-- :name account_activated :exec
-- :in person int, hash text
update account set activation = '', activation_until = 0 where person = :person and activation = :hash;

-- :name account_fail :exec
-- :in person int, tries int, until instant
update account set failed = failed + 1, locked_until = case when (failed + 1) % :tries = 0 then :until else locked_until end where person = :person;

-- :name account_unlock :exec
-- :in person int
update account set failed = 0, locked_until = 0 where person = :person;

-- :name account_second_set :exec
-- :in person int, seal text, step int, recovery text
update account set totp_seal = :seal, totp_step = :step, recovery = :recovery where person = :person;

-- :name account_step :exec
-- :in person int, step int
-- No row changes when a code of this or a later step was used before.
update account set totp_step = :step where person = :person and totp_step < :step;

-- :name account_recovery :exec
-- :in person int, recovery text
update account set recovery = :recovery where person = :person;

-- :name account_sessions :many
-- :in person int, now instant
-- :out hash text, created_at instant, seen_at instant, agent text, peer text
select hash, created_at, seen_at, agent, peer from session where person = :person and expires_at > :now order by created_at desc limit 50;

-- :name account_session_end :exec
-- :in person int, hash text
delete from session where person = :person and hash = :hash;

-- :name account_posts :many
-- :in person int
-- :out id int, unit int, unit_name text, role num, post_title text, since day, until day
select t.id, t.unit, u.name, t.role, t.title, t.since, t.until from post t join unit u on u.id = t.unit where t.person = :person order by t.since desc, t.id desc limit 100;

-- :name account_events :many
-- :in person int
-- :out id int, recorded_at instant, actor int, record text, row_id int, verb text
select id, recorded_at, actor, record, row_id, verb from event where id in (
select id from (select id from event where actor = :person order by id desc limit 30) x union
select id from (select id from event where record = 'account' and row_id = :person order by id desc limit 30) y)
order by id desc limit 30;

-- :name account_person :one
-- :in person int
-- :out name text, staff_no text, mobile_mask text, unit int, unit_name text, unit_code text, state int
select p.name, p.staff_no, p.mobile_mask, p.unit, u.name, u.code, p.state from person p join unit u on u.id = p.unit where p.id = :person;
