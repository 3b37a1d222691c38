-- :name appeal_mine :many
-- :in author int
-- :out id int, number text, title text, state int, received_on day
select id, number, title, state, received_on from appeal where author = :author and author <> 0 order by id desc limit 100;

-- :name appeal_by_receipt :value
-- :in receipt text
select id from appeal where receipt = :receipt and receipt <> '';

-- :name appeal_unions :many
-- :scan the names of unions, only for the page where somebody unknown chooses his own
-- :out id int, name text
select id, name from unit where kind <= 3 and state = 1 order by path limit 500;

-- :name appeal_topics :many
-- :in path text, path_end text, since int, until int
-- :out unit int, unit_name text, kind int, n int
select t.unit, u.name, t.kind, count(*) from unit u cross join appeal t
where t.unit = u.id and u.path >= :path and u.path < :path_end and t.received_on >= :since and t.received_on <= :until and t.state <> 13
group by t.unit, u.name, t.kind order by t.unit, t.kind;

-- :name answer_candidates :many
-- :in unit int, most int
-- :out id int, question text, text text, unit int
select id, question, text, unit from answer where unit = :unit and state = 1 order by id desc limit :most;

-- :name answers_by_id :one
-- :in id int
-- :out id int, question text, text text, unit int
select id, question, text, unit from answer where id = :id and state = 1;
