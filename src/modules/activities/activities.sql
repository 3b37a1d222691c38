-- :name activity_tasks :many
-- :in unit int
-- :out id int, title text
select id, title from task where unit = :unit and state in (1, 2) order by due, id limit 200;
