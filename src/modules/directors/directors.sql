-- Employee directors and supervisors.

-- :name directors_serving :value
-- :in unit int, board int
select count(*) from director where unit = :unit and board = :board and state in (1, 2);

-- :name director_held :value
-- :in person int, board int, but int
select count(*) from director where person = :person and board = :board and state in (1, 2) and id <> :but;

-- :name directors_of_person :many
-- :in person int
-- :out id int
select id from director where person = :person order by id limit 100;

-- :name director_retitle :exec
-- :in id int, title text
update director set title = :title where id = :id;
