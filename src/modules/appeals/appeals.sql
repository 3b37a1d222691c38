-- :name appeal_mine :many
-- :in author int
-- :out id int, number text, title text, state int, received_on day
select id, number, title, state, received_on from appeal where author = :author and author <> 0 order by id desc limit 100;

-- :name appeal_twin :value
-- :in author int, on int, content text
-- Of somebody known, sent again on the same day: from the way back, or from a second phone.
select id from appeal where author = :author and author <> 0 and received_on = :on and content = :content and state <> 13 order by id desc limit 1;

-- :name appeal_by_receipt :value
-- :in receipt text
select id from appeal where receipt = :receipt and receipt <> '';

-- :name appeal_unions :many
-- :in most int
-- :out id int, name text
-- :scan the names of unions, where there are few, for the page where somebody unknown chooses his own
select id, name from unit where kind <= 3 and state = 1 order by path limit :most;

-- :name appeal_unions_named :many
-- :in first text, end text, most int
-- :out struct appeal_unions
-- By a part of the name that somebody unknown typed.
select u.id, u.name from unit u where u.id in (select row_id from find_key where record = 'unit' and key >= :first and key < :end limit 200)
and u.kind <= 3 and u.state = 1 order by u.path limit :most;

-- :name appeal_topics :many
-- :in path text, path_end text, since int, until int, after int, most int
-- :out unit int, unit_name text, kind int, n int
-- In a tree of few units: unit by unit.
select t.unit, u.name, t.kind, count(*) from unit u cross join appeal t
where t.unit = u.id and u.path >= :path and u.path < :path_end and t.received_on >= :since and t.received_on <= :until and t.state <> 13 and u.id > :after
group by t.unit, u.name, t.kind order by t.unit, t.kind limit :most;

-- :name appeal_topics_wide :many
-- :in path text, path_end text, since int, until int, after int, most int
-- :out struct appeal_topics
-- :scan in a wide one, through what came in that month
select t.unit, u.name, t.kind, count(*) from appeal t cross join unit u
where u.id = t.unit and u.path >= :path and u.path < :path_end and t.received_on >= :since and t.received_on <= :until and t.state <> 13 and u.id > :after
group by t.unit, u.name, t.kind order by t.unit, t.kind limit :most;

-- :name answer_candidates :many
-- :in unit int, most int
-- :out id int, question text, text text, unit int
select id, question, text, unit from answer where unit = :unit and state = 1 order by id desc limit :most;

-- :name answers_by_id :one
-- :in id int
-- :out id int, question text, text text, unit int
select id, question, text, unit from answer where id = :id and state = 1;
