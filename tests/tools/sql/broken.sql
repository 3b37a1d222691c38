select 1;
-- :name first :many
-- :in plan int, plan text, when date, d int, size int
-- :out id int?
select id from t where plan = :plan and x = :unknown and y = $1;

-- :name first :lots
select 1;

-- :name second :one
select 1; select 2;

-- :name third :value
-- :out id int
select 'it''s open;

-- :name never :exec
-- :in
