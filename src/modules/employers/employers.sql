-- Employers of an area.

-- :name employer_uscc_used :value
-- :in uscc text, but int
select count(*) from employer where uscc = :uscc and uscc <> '' and id <> :but and state + 0 = 1;

-- :name employer_card_of :one
-- :in uscc text
-- :out id int, state num
-- The union card of the employer with this code: one that stands first.
select id, state from union_card where employer_uscc = :uscc and employer_uscc <> '' and state < 5 order by state desc, id limit 1;

-- :name employers_of_card :many
-- :in card int, uscc text
-- :out id int
select id from employer where card = :card and card <> 0 union select id from employer where uscc = :uscc and uscc <> '' order by 1 limit 20;

-- :name employer_areas :many
-- :in path text, path_end text
-- :out area text, n int, covered int, missing int, staff int
-- Of a tree of few units.
select e.area, count(*), sum(e.reached), sum(case when e.standing in (1, 4) then 1 else 0 end), sum(e.staff)
from unit u cross join employer e where e.unit = u.id and u.path >= :path and u.path < :path_end and e.state + 0 = 1 group by e.area order by e.area limit 500;

-- :name employer_areas_wide :many
-- :in path text, path_end text
-- :out struct employer_areas
-- :scan each employer of the city is counted, as the figures of its areas ask
-- Of a tree of many units, most of them without an employer.
select e.area, count(*), sum(e.reached), sum(case when e.standing in (1, 4) then 1 else 0 end), sum(e.staff)
from employer e cross join unit u where u.id = e.unit and u.path >= :path and u.path < :path_end and e.state = 1 group by e.area order by e.area limit 500;
