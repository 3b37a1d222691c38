-- :name teams_of_unit :many
-- :in path text, path_end text
-- :out id int, name text, unit_name text
select t.id, t.name, u.name from unit u cross join team t where t.unit = u.id and u.path >= :path and u.path < :path_end and t.state = 1 order by u.path, t.id limit 300;

-- :name team_people :many
-- :in path text, path_end text
-- :out id int, name text
select p.id, p.name from unit u cross join person p where p.unit = u.id and u.path >= :path and u.path < :path_end and p.state = 1 order by u.path, p.id limit 500;

-- :name team_places :many
-- :in path text, path_end text
-- :out id int, name text
select id, name from unit where path >= :path and path < :path_end and kind = 7 and state + 0 = 1 order by path limit 300;

-- :name team_members :many
-- :in place int
-- :out id int, name text, title text
-- Who belongs to the team in the register of units.
select p.id, p.name, p.title from person p where p.unit = :place and p.state + 0 = 1
and (p.batch = 0 or not exists (select 1 from arriving w where w.batch = p.batch)) order by p.id limit 200;

-- :name team_honours :many
-- :in team int
-- :out id int, title text, granter text, state int, since day
select id, title, granter_name, state, since from honour_title where subject = 2 and subject_id = :team and subject_id <> 0 order by since desc, id desc limit 100;

-- :name team_twice :value
-- :in unit int, name text, id int
select count(*) from team where unit = :unit and name = :name and state = 1 and id <> :id;
