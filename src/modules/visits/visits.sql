-- :name visit_problems :many
-- :in visit int
-- :out id int, state int, text text, answer text, record text, matter int
select id, state, text, answer, record, matter from visit_problem where visit = :visit order by id limit 100;

-- :name visit_promises :many
-- :in visit int
-- :out id int, state int, text text, done text, owner int, due day, done_on day
select id, state, text, done, owner, due, done_on from visit_promise where visit = :visit order by id limit 100;

-- :name visit_promises_mine :many
-- :in owner int
-- :out id int, visit int, text text, due day
select id, visit, text, due from visit_promise where owner = :owner and owner <> 0 and state = 0 order by due, id limit 50;

-- :name visits_lately :many
-- :in unit int
-- :out id int, place text, held_on day, problems int, promises int
select id, place, held_on, problems, promises from visit where unit = :unit and state + 0 = 0 order by held_on desc, id desc limit 30;
