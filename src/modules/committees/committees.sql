-- Committees, seats, terms.

-- :name committee_serving :value
-- :in unit int, kind int, on_day day
-- The one that serves on that day.
select id from committee where unit = :unit and kind = :kind and since <= :on_day and state <> 4 and (ended_on = 0 or ended_on > :on_day) order by since desc, id desc limit 1;

-- :name committees_of :many
-- :in unit int
-- :out id int, kind num, state num, name text, since day, until day, ended_on day, seats int, chair text, held int
select c.id, c.kind, c.state, c.name, c.since, c.until, c.ended_on, c.seats, coalesce(p.name, ''),
(select count(*) from seat s where s.committee = c.id and s.state <> 2)
from committee c left join person p on p.id = c.chair where c.unit = :unit order by c.kind, c.since desc, c.id desc limit 200;

-- :name committee_last_no :value
-- :in unit int, kind int
select coalesce(max(term_no), 0) from committee where unit = :unit and kind = :kind and state <> 4;

-- :name committee_later :value
-- :in unit int, kind int, since day, but int
-- Terms that begin on that day or later.
select count(*) from committee where unit = :unit and kind = :kind and since >= :since and state <> 4 and id <> :but;

-- :name committee_after :value
-- :in unit int, kind int, id int
select coalesce(max(id), 0) from committee where unit = :unit and kind = :kind and before = :id and state <> 4;

-- :name committee_seats_on :many
-- :in committee int, on_day day
-- :out seat int, person int, post num, state num, name text, full_time flag, since day, until day
select id, person, post, state, name, full_time, since, until from seat
where committee = :committee and since <= :on_day and (until = 0 or until >= :on_day) order by post, since, id limit 300;

-- :name committee_seats_all :many
-- :in committee int
-- :out id int, person int, post num, state num, name text, full_time flag, since day, until day, how num, why text
select id, person, post, state, name, full_time, since, until, how, why from seat where committee = :committee order by post, since, id limit 500;

-- :name committee_seat_of :value
-- :in committee int, person int
-- The seat that a person holds now.
select id from seat where committee = :committee and person = :person and state <> 2 limit 1;

-- :name committee_filled :value
-- :in committee int, post int
select count(*) from seat where committee = :committee and post = :post and state <> 2;

-- :name committee_held :value
-- :in committee int
select count(*) from seat where committee = :committee and state <> 2;

-- :name committee_women :value
-- :in path text, path_end text, most int
-- Women in the register at or below a unit, counted up to a number.
select count(*) from (select m.id from unit u cross join member m where m.unit = u.id and u.path >= :path and u.path < :path_end and m.sex = 2 and m.state = 2 limit :most) x;

-- :name committee_persons :one
-- :in id int, path text, path_end text
-- :out id int, name text, unit_name text, title text
select p.id, p.name, u.name, p.title from person p join unit u on u.id = p.unit
where p.id = :id and u.path >= :path and u.path < :path_end and p.state = 1;

-- :name committee_person_inside :value
-- :in person int, path text, path_end text
select count(*) from person p join unit u on u.id = p.unit where p.id = :person and p.state = 1 and u.path >= :path and u.path < :path_end;

-- :name term_put :exec
-- :in record text, row_id int, unit int, kind int, label text, holder text, since day, until day, ended_on day
insert into term(record, row_id, unit, kind, label, holder, since, until, ended_on) values (:record, :row_id, :unit, :kind, :label, :holder, :since, :until, :ended_on)
on conflict(record, row_id) do update set unit = excluded.unit, kind = excluded.kind, label = excluded.label, holder = excluded.holder,
since = excluded.since, until = excluded.until, ended_on = excluded.ended_on;

-- :name term_drop :exec
-- :in record text, row_id int
delete from term where record = :record and row_id = :row_id;

-- :name term_of_kind :value
-- :in unit int, kind int, on_day day
-- The last day of the one that runs; 0: none.
select coalesce(max(until), 0) from term where unit = :unit and kind = :kind and since <= :on_day and (ended_on = 0 or ended_on > :on_day);

-- :name term_label_of_kind :text
-- :in unit int, kind int, on_day day
-- Of the last one that has not ended, also before it runs.
select label from term where unit = :unit and kind = :kind and (ended_on = 0 or ended_on > :on_day) order by until desc limit 1;

-- :name terms_below :many
-- :in path text, path_end text, on_day day, first day, last day, kind_from int, kind_to int, after_until day, after_id int, most int
-- :out record text, row_id int, unit int, unit_name text, kind num, label text, holder text, since day, until day
-- The terms that run on a day and end between two others, of a unit and all below it: for units with few below them.
select t.record, t.row_id, t.unit, u.name, t.kind, t.label, t.holder, t.since, t.until from unit u join term t on t.unit = u.id
where u.path >= :path and u.path < :path_end and t.since <= :on_day and (t.ended_on = 0 or t.ended_on > :on_day)
and t.until >= :first and t.until <= :last and t.kind >= :kind_from and t.kind <= :kind_to
and (t.until, t.row_id) > (:after_until, :after_id) order by t.until, t.row_id limit :most;

-- :name terms_walk :many
-- :in path text, path_end text, on_day day, first day, last day, kind_from int, kind_to int, after_until day, after_id int, most int
-- :out struct terms_below
-- The same along the last days: for federations, where most rows lie in the tree. The unit is looked up row by row, so that no
-- planner turns the walk round.
select t.record, t.row_id, t.unit, (select u.name from unit u where u.id = t.unit), t.kind, t.label, t.holder, t.since, t.until from term t
where t.until >= :first and t.until <= :last and (t.until, t.row_id) > (:after_until, :after_id)
and t.since <= :on_day and (t.ended_on = 0 or t.ended_on > :on_day) and t.kind >= :kind_from and t.kind <= :kind_to
and (select u.path from unit u where u.id = t.unit) >= :path and (select u.path from unit u where u.id = t.unit) < :path_end
order by t.until, t.row_id limit :most;

-- :name terms_near :many
-- :in first day, last day, after_until day, after_id int
-- :out record text, row_id int, unit int, kind num, label text, holder text, until day
-- What ends between two days and still runs, for the reminders.
select record, row_id, unit, kind, label, holder, until from term
where until >= :first and until <= :last and (ended_on = 0 or ended_on > until) and (until, row_id) > (:after_until, :after_id) order by until, row_id limit 500;

-- :name terms_reminded :text
select value from setting where name = 'terms.reminded';

-- :name terms_reminded_set :exec
-- :in value text
insert into setting(name, value) values ('terms.reminded', :value) on conflict(name) do update set value = excluded.value;

-- :name worktime_halves :value
-- :in person int, first day, last day, but int
-- What the law gives; what the employer agreed to comes on top.
select coalesce(sum(halves), 0) from worktime where person = :person and worked_on >= :first and worked_on <= :last and state = 1 and agreed = '' and id <> :but;

-- :name worktime_day :value
-- :in person int, on_day day, but int
select coalesce(sum(halves), 0) from worktime where person = :person and worked_on = :on_day and state = 1 and id <> :but;

-- :name worktime_sits :value
-- :in unit int, person int, on_day day
-- Sits in a committee of the union on that day without being full-time in any.
select case when exists (select 1 from seat s join committee c on c.id = s.committee where s.person = :person and c.unit = :unit and c.state <> 4
 and s.since <= :on_day and (s.until = 0 or s.until >= :on_day) and s.full_time = 0)
 and not exists (select 1 from seat s join committee c on c.id = s.committee where s.person = :person and c.unit = :unit and c.state <> 4
 and s.since <= :on_day and (s.until = 0 or s.until >= :on_day) and s.full_time = 1) then 1 else 0 end;

-- :name worktime_renamed :exec
-- :in person int, name text
update worktime set name = :name where person = :person;

-- :name worktime_people :many
-- :in unit int
-- :out person int, name text
select s.person, max(s.name) from committee c join seat s on s.committee = c.id where c.unit = :unit and c.state in (1, 2) and s.state <> 2
group by s.person having max(s.full_time) = 0 order by s.person limit 300;

-- :name committee_unions_below :many
-- :in parent int, after int, most int
-- :out id int, name text
-- The unions right below a unit.
select id, name from unit where parent = :parent and state = 1 and kind <= 4 and id > :after order by id limit :most;
