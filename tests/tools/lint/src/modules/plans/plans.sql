-- :name close :exec
-- :in id int
update plan
set title = 'x',
	state = 9
where id = :id;

-- :name rename :exec
-- :in id int
update plan set title = 'x' where id = :id and state = 1;
