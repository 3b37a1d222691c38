-- Dues: sheets of a month, who has not paid.

-- :name dues_sheet_of :value
-- :in unit int, month day
select coalesce(max(id), 0) from dues_sheet where unit = :unit and month = :month;

-- :name dues_houses_below :many
-- :in unit int
-- :out id int, path text
-- Unions right below that collect for themselves.
select id, path from unit where parent = :unit and kind <= 3 and state = 1;

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
