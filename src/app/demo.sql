-- Statements of the sample data.

-- :name demo_receipt_of :value
-- :in plan int, unit int
select id from receipt where plan = :plan and unit = :unit;

-- :name demo_person_sex :exec
-- :in id int, sex int
-- Past the flows, as the people themselves: what the membership copies has to stand there.
update person set sex = :sex where id = :id;

-- :name demo_people :many
-- :scan the sample people, once
-- :out id int, unit int, name text, pinyin text, mobile_mask text
select id, unit, name, pinyin, mobile_mask from person order by id;
