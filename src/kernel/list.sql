-- Statements of lists: units in scope, saved views.

-- :name list_units_in :many
-- :in path text, path_end text, most int
-- :out id int
-- The units at or below a path, at most so many.
select id from unit where path >= :path and path < :path_end order by path limit :most;

-- :name list_units_outside :value
-- :in path text, path_end text
-- Is there a unit that is not at or below the path? The first in their order: without one PostgreSQL reads all units, hoping for an early one.
select (select count(*) from (select path from unit where path < :path order by path limit 1) x) +
(select count(*) from (select path from unit where path >= :path_end order by path limit 1) y);

-- :name views_of :many
-- :in person int, list text
-- :out id int, name text, query text, standard flag
-- What a person kept of a list, oldest first.
select id, name, query, standard from saved_view where person = :person and list = :list order by id limit 30;

-- :name view_add :exec
-- :in id int, person int, list text, name text, query text, now instant
insert into saved_view(id, person, list, name, query, created_at) values (:id, :person, :list, :name, :query, :now);

-- :name view_set_query :exec
-- :in id int, person int, query text
update saved_view set query = :query where id = :id and person = :person;

-- :name view_set_name :exec
-- :in id int, person int, name text
update saved_view set name = :name where id = :id and person = :person;

-- :name view_set_standard :exec
-- :in person int, list text, id int
-- Makes this view, and no other, the one the list opens with; 0: none.
update saved_view set standard = case when id = :id then 1 else 0 end where person = :person and list = :list;

-- :name view_drop :exec
-- :in id int, person int
delete from saved_view where id = :id and person = :person;
