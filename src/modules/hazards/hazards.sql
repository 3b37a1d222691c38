-- :name hazard_board :many
-- :in unit int
-- :out id int, number text, title text, place text, state int, level int, due day, received_on day
select id, number, title, place, state, level, due, received_on from hazard where unit = :unit and state in (3, 4, 5, 6, 7, 8, 9, 10) order by id desc limit 60;

-- :name hazard_mine :many
-- :in author int
-- :out id int, number text, title text, place text, state int, level int, due day, received_on day
select id, number, title, place, state, level, due, received_on from hazard where author = :author and author <> 0 order by id desc limit 30;

-- :name hazard_by_lead :many
-- :in unit int, since int, until int
-- :out lead int, lead_name text, found int, corrected int, in_time int, closed int, major int
select h.lead, u.name, count(*), sum(case when h.replied_on <> 0 then 1 else 0 end), sum(case when h.in_time = 1 then 1 else 0 end),
sum(case when h.state = 10 then 1 else 0 end), sum(case when h.level = 4 then 1 else 0 end)
from hazard h join unit u on u.id = h.lead
where h.unit = :unit and h.lead > 0 and h.received_on >= :since and h.received_on <= :until and h.state in (3, 4, 5, 6, 7, 8, 9, 10)
group by h.lead, u.name order by h.lead limit 200;

-- :name hazard_late_by_lead :value
-- :in unit int, lead int, since int, until int, today int
select count(*) from hazard where unit = :unit and lead = :lead and received_on >= :since and received_on <= :until and due <> 0 and due < :today and state in (3, 4, 5, 7);

-- :name hazards_of_patrol :many
-- :in patrol int
-- :out id int, number text, title text, place text, state int
select id, number, title, place, state from hazard where patrol = :patrol and patrol <> 0 order by id limit 200;

-- :name inspectors_active :many
-- :in unit int
-- :out person int
select person from inspector where unit = :unit and state = 1 order by id limit 500;

-- :name net_people :many
-- :in unit int, after int, most int
-- :out person int, net int, expires_on day, path text
-- The inspectors of a union with the units to which they belong, so many behind one.
select i.person, i.net, i.expires_on, u.path from inspector i join person p on p.id = i.person join unit u on u.id = p.unit
where i.unit = :unit and i.state = 1 and i.person > :after order by i.person limit :most;

-- :name net_units :many
-- :in after text, path_end text, most int
-- :out name text, kind int, path text
-- In the order of the tree, so many behind one; unions below have nets of their own.
select name, kind, path from unit where path > :after and path < :path_end and state + 0 = 1 and kind <> 5 order by path limit :most;

-- :name net_units_under :many
-- :in parent int
-- :out id int, name text, kind int, state int, path text
-- Directly under a unit, in the order of the tree, without unions, which have nets of their own.
select id, name, kind, state, path from unit where parent = :parent and not (kind <= 3 and state = 1) order by path;

-- :name inspectors_to_draw :many
-- :in unit int, today int
-- :out person int, name text, home int, path text
select i.person, p.name, p.unit, u.path from inspector i join person p on p.id = i.person join unit u on u.id = p.unit
where i.unit = :unit and i.state = 1 and (i.expires_on = 0 or i.expires_on >= :today) order by i.person limit 500;

-- :name places_to_draw :many
-- :in path text, path_end text
-- :out id int, name text, path text
select id, name, path from unit where path > :path and path < :path_end and state + 0 = 1 order by id limit 500;

-- :name patrol_place_add :exec
-- :in patrol int, unit int, rank int
insert into patrol_place(patrol, unit, rank) values (:patrol, :unit, :rank);

-- :name patrol_person_add :exec
-- :in patrol int, unit int, person int, rank int
insert into patrol_person(patrol, unit, person, rank) values (:patrol, :unit, :person, :rank);

-- :name patrol_places :many
-- :in patrol int
-- :out unit int, name text, finding text, by_person int, done_on day, marks text
select x.unit, u.name, x.finding, x.by_person, x.done_on, x.marks from patrol_place x join unit u on u.id = x.unit where x.patrol = :patrol order by x.rank;

-- :name patrol_people :many
-- :in patrol int
-- :out unit int, person int, name text
select x.unit, x.person, p.name from patrol_person x join person p on p.id = x.person where x.patrol = :patrol order by x.unit, x.rank;

-- :name patrol_result_set :exec
-- :in patrol int, unit int, finding text, marks text, by_person int, done_on int
update patrol_place set finding = :finding, marks = :marks, by_person = :by_person, done_on = :done_on where patrol = :patrol and unit = :unit;

-- :name hazards_in_danger :many
-- :in unit int
-- :out id int, number text, title text, place text, content text, state int, lead int, created_at instant, evacuated_on day
select id, number, title, place, content, state, lead, created_at, evacuated_on from hazard where unit = :unit and danger = 1 and state < 10 order by id desc limit 50;

-- :name hazard_told :value
-- :in unit int, cadre int, chair int, today int
-- How many hear of a danger: who holds one of two roles at the unit today, and the net.
select count(*) from (select p.person from post p where p.unit = :unit and p.role in (:cadre, :chair) and p.state = 1 and p.since <= :today and (p.until = 0 or p.until >= :today)
union select i.person from inspector i where i.unit = :unit and i.state = 1) as x;
