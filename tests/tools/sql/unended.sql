-- :name a_row :one
-- :out struct missing
select 1
-- :name empty :exec
-- :fly away
