-- :name rating_of_matter :value
-- :in record text, matter int, round int
select id from rating where record = :record and matter = :matter and round = :round;

-- :name ratings_awaited :many
-- :in person int, relation int
-- :out record text, matter int, round int
-- The answers to matters of a person that nobody rated yet.
select x.record, x.matter, x.round from party p join rating x on x.record = p.record and x.matter = p.row_id
where p.person = :person and p.person <> 0 and p.relation = :relation and x.state in (0, 1) order by x.id desc limit 40;

-- :name ratings_given_lately :many
-- :in person int, relation int, since int
-- :out record text, matter int, round int
-- Those of which a rating may still be changed.
select x.record, x.matter, x.round from party p join rating x on x.record = p.record and x.matter = p.row_id
where p.person = :person and p.person <> 0 and p.relation = :relation and x.state in (1, 2) and x.rated_on >= :since order by x.id desc limit 20;

-- :name rating_by_me :value
-- :in record text, matter int, round int, person int
select rating from matter_rating where record = :record and row_id = :matter and round = :round and person = :person;

-- :name ratings_replied :many
-- :in unit int, since int, until int, record text
-- :out office int, name text, answered int, in_time int, closed int
-- record: '' for all kinds of matters.
select x.office, u.name, count(*), sum(case when x.in_time = 1 then 1 else 0 end), sum(case when x.closed_on <> 0 and x.closed_on <= :until then 1 else 0 end)
from rating x join unit u on u.id = x.office
where x.unit = :unit and x.replied_on >= :since and x.replied_on <= :until and (:record = '' or x.record = :record) group by x.office, u.name order by x.office limit 300;

-- :name ratings_rated :many
-- :in unit int, since int, until int, record text
-- :out office int, name text, rated int, bad int, called int
select x.office, u.name, count(*), sum(case when x.grade = 3 then 1 else 0 end), sum(case when x.state = 3 then 1 else 0 end)
from rating x join unit u on u.id = x.office
where x.unit = :unit and x.rated_on >= :since and x.rated_on <= :until and x.rated_on <> 0 and (:record = '' or x.record = :record)
group by x.office, u.name order by x.office limit 300;

-- :name rating_unions_below :many
-- :in parent int
-- :out id int, name text
-- Of the unions right below those that answered anything; most of a large federation never did.
select u.id, u.name from rating_union b cross join unit u where b.parent = :parent and u.id = b.unit and u.parent = :parent and u.kind + 0 <= 4 and u.state + 0 = 1
order by b.unit limit 500;

-- :name rating_union_put :exec
-- :in parent int, unit int
insert into rating_union(parent, unit) values (:parent, :unit) on conflict do nothing;

-- :name rating_union_there :value
-- :in parent int, unit int
select count(*) from rating_union where parent = :parent and unit = :unit;
