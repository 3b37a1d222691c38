-- :name a :one
-- :in x int
-- :out x int
select :x::int, '