-- Statements of lists: units in scope, saved views.

-- :name list_units_in :many
-- :in path text, path_end text, most int
-- :out id int
-- The units at or below a path, at most so many.
select id from unit where path >= :path and path < :path_end order by path limit :most;
