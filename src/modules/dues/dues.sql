-- Dues: sheets of a month, who has not paid.

-- :name dues_sheet_of :value
-- :in unit int, month day
select coalesce(max(id), 0) from dues_sheet where unit = :unit and month = :month;

-- :name dues_houses_below :many
-- :in unit int
-- :out id int, path text
-- Unions right below that collect for themselves.
select id, path from unit where parent = :unit and kind <= 3 and state = 1 order by id limit 2000;

-- :name dues_sheets_of :many
-- :in unit int, first day, last day
-- :out month day, due int, paid int
select month, due, paid from dues_sheet where unit = :unit and month >= :first and month <= :last order by month limit 40;

-- :name dues_carried :text
select value from setting where name = 'dues.carried';

-- :name dues_carried_set :exec
-- :in value text
insert into setting(name, value) values ('dues.carried', :value) on conflict(name) do update set value = excluded.value;

-- :name dues_carry :many
-- :in since day, month day, after int, most int
-- :out unit int
-- Unions that kept a sheet of one of the months since then and have none of this one.
select u.id as unit from unit u where u.id > :after and u.state + 0 = 1
and exists (select 1 from dues_sheet s where s.unit = u.id and s.month >= :since and s.month < :month)
and not exists (select 1 from dues_sheet n where n.unit = u.id and n.month = :month) order by u.id limit :most;

-- :name dues_below :many
-- :in path text, path_end text, month day, after text, most int
-- :out id int, name text, path text, sheet int, state int, due int, paid int, money int
-- Unions at or below that collect for themselves, with their sheet of a month.
select u.id, u.name, u.path, coalesce(s.id, 0), coalesce(s.state, 0), coalesce(s.due, 0), coalesce(s.paid, 0), coalesce(s.money, 0)
from unit u left join dues_sheet s on s.unit = u.id and s.month = :month
where u.path >= :path and u.path < :path_end and u.path > :after and u.kind in (2, 3) and u.state + 0 = 1 order by u.path limit :most;

-- :name dues_below_unions :value
-- :in path text, path_end text, most int
-- How many, counted up to a number.
select count(*) from (select 1 from unit u where u.path >= :path and u.path < :path_end and u.kind in (2, 3) and u.state + 0 = 1 limit :most) x;

-- :name dues_below_sums :one
-- :in path text, path_end text, month day
-- :out struct dues_sums unions int, sheets int, due int, paid int, money int
select count(*), count(s.id), coalesce(sum(s.due), 0), coalesce(sum(s.paid), 0), coalesce(sum(s.money), 0)
from unit u left join dues_sheet s on s.unit = u.id and s.month = :month
where u.path >= :path and u.path < :path_end and u.kind in (2, 3) and u.state + 0 = 1;

-- :name dues_moved :many
-- :in month day, after int, most int
-- :out id int, path text
-- Units that stood elsewhere on that day.
select distinct u.id, u.path from unit_parent p join unit u on u.id = p.unit
where p.until > 0 and p.until > :month and p.unit > :after order by u.id limit :most;

-- :name dues_at_units :many
-- :in path text, path_end text, month day
-- :out struct dues_at id int, unit int, name text, path text, state int, kind int, due int, paid int, money int
-- Sheets of a month in a subtree as it is now.
select s.id, u.id, u.name, u.path, u.state, u.kind, s.due, s.paid, s.money from unit u cross join dues_sheet s
where u.path >= :path and u.path < :path_end and s.unit = u.id and s.month = :month order by u.path;

-- :name dues_at_closed :many
-- :in path text, path_end text, month day
-- :out struct dues_at
-- Those of them that collect no longer; begins with the sheets.
select s.id, u.id, u.name, u.path, u.state, u.kind, s.due, s.paid, s.money from dues_sheet s cross join unit u
where s.month = :month and u.id = s.unit and u.path >= :path and u.path < :path_end and (u.kind not in (2, 3) or u.state + 0 <> 1) order by u.path;

-- :name dues_uncalled :many
-- :in path text, path_end text, month day, after text, most int
-- :out id int, path text
select u.id, u.path from unit u where u.path >= :path and u.path < :path_end and u.path > :after and u.kind in (2, 3) and u.state + 0 = 1
and not exists (select 1 from dues_sheet s where s.unit = u.id and s.month = :month) order by u.path limit :most;

-- :name dues_call_add :exec
-- :in id int, unit int, month day
insert into dues_call(id, unit, month, reached, opened, ended) values (:id, :unit, :month, '', 0, 0);

-- :name dues_call_step :exec
-- :in id int, reached text, opened int, ended int
update dues_call set reached = :reached, opened = :opened, ended = :ended where id = :id;

-- :name dues_call_one :one
-- :in unit int, month day
-- :out struct dues_call_row id int, unit int, month day, reached text, opened int
select id, unit, month, reached, opened from dues_call where unit = :unit and month = :month and ended = 0 order by id limit 1;

-- :name dues_calls_running :many
-- :out struct dues_call_row
select id, unit, month, reached, opened from dues_call where ended = 0 order by id limit 100;

-- :name dues_paid_for :value
-- :in person int, month day
select count(*) from dues where person = :person and month = :month and state = 1;

-- :name dues_is_member :value
-- :in person int
-- In good standing, and not of an import that is still arriving.
select count(*) from member m where m.id = :person and m.state = 2 and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch));

-- :name dues_unpaid :many
-- :in path text, path_end text, month day, after int, most int
-- :out id int, name text, unit_name text, path text
select m.id, m.name, u.name, u.path from unit u cross join member m
where m.unit = u.id and u.path >= :path and u.path < :path_end and m.state = 2 and m.id > :after
and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch))
and not exists (select 1 from dues d where d.person = m.id and d.month = :month and d.state = 1)
order by m.id limit :most;

-- :name dues_member_named :one
-- :in id int, name text, path text, path_end text
-- :out id int, unit int
select m.id, m.unit from member m join unit u on u.id = m.unit
where m.id = :id and m.name = :name and m.state = 2 and u.path >= :path and u.path < :path_end;

-- :name dues_member_no :many
-- :in number text, path text, path_end text
-- :out id int, unit int
select m.id, m.unit from member m join unit u on u.id = m.unit
where m.member_no = :number and m.member_no <> '' and m.state = 2 and u.path >= :path and u.path < :path_end order by m.id limit 2;

-- :name dues_mine :many
-- :in person int
-- :out title text, amount int, paid_on day, unit_name text
select d.title, d.amount, d.paid_on, u.name from dues d join unit u on u.id = d.unit where d.person = :person and d.state = 1 order by d.month desc, d.id desc limit 60;
