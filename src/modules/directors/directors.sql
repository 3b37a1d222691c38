-- Employee directors and supervisors.

-- :name directors_serving :value
-- :in unit int, board int
select count(*) from director where unit = :unit and board = :board and state in (1, 2);

-- :name director_held :value
-- :in person int, board int, but int
select count(*) from director where person = :person and board = :board and state in (1, 2) and id <> :but;
