-- Statements of the index of units and people.

-- :name search_mark :text
-- :in name text
select value from setting where name = :name;

-- :name search_mark_set :exec
-- :in name text, value text
insert into setting(name, value) values (:name, :value) on conflict(name) do update set value = excluded.value;

-- :name search_new_units :many
-- :in after int, most int
-- :out id int, name text, short_name text, code text
select id, name, short, code from unit where id > :after order by id limit :most;

-- :name search_new_people :many
-- :in after int, most int
-- :out id int, unit int, name text, staff_no text, title text
-- Those who came by a workbook are indexed by their import.
select id, unit, name, staff_no, title from person where id > :after and batch = 0 order by id limit :most;
