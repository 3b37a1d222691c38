-- General meetings.

-- :name assemblies_of :many
-- :in unit int
-- :out id int, state num, held_on day
-- Those that were held, the earliest first.
select id, state, held_on from assembly where unit = :unit and state in (2, 3, 6) order by held_on, id limit 300;

-- :name assembly_of_committee :value
-- :in committee int
select id from assembly where committee = :committee and committee <> 0 limit 1;

-- :name assembly_committees :many
-- :in after int, most int
-- :out id int
-- Committees in the order of their ids, for the meetings that elected those which were there before.
select id from committee where id > :after order by id limit :most;

-- :name assembly_reached :text
select value from setting where name = 'assemblies.reached';

-- :name assembly_reached_set :exec
-- :in value text
insert into setting(name, value) values ('assemblies.reached', :value) on conflict(name) do update set value = excluded.value;
