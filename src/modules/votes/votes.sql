-- Rolls, urns, keys and results of votes.

-- :name vote_options :many
-- :in vote int
-- :out no int, name text, person int, written flag, yes int, against int, abstained int, place num
select no, name, person, written, yes, against, abstained, place from vote_option where vote = :vote order by no;

-- :name vote_result_options :many
-- :in vote int
-- :out struct vote_options
select no, name, person, written, yes, against, abstained, place from vote_option where vote = :vote order by yes desc, no;

-- :name vote_option_add :exec
-- :in vote int, no int, name text, person int, written flag
insert into vote_option(vote, no, name, person, written) values (:vote, :no, :name, :person, :written);

-- :name vote_option_set :exec
-- :in vote int, no int, yes int, against int, abstained int, place num
update vote_option set yes = :yes, against = :against, abstained = :abstained, place = :place where vote = :vote and no = :no;

-- :name vote_options_clear :exec
-- :in vote int
delete from vote_option where vote = :vote;

-- :name vote_options_written_clear :exec
-- :in vote int
delete from vote_option where vote = :vote and written = 1;

-- :name vote_reps :many
-- :in unit int, role num, today day, most int
-- :out person int, name text, unit_name text
-- Delegates; whether one counts as a member is asked of module members.
select p.id, p.name, u.name from post t join person p on p.id = t.person join unit u on u.id = p.unit
where t.unit = :unit and t.role = :role and t.since <= :today and (t.until = 0 or t.until >= :today) and p.state = 1
order by u.path, p.id limit :most;

-- :name vote_roll_add :exec
-- :in vote int, no int, person int, name text, unit_name text
insert into vote_roll(vote, no, person, name, unit_name) values (:vote, :no, :person, :name, :unit_name) on conflict(vote, person) do nothing;

-- :name vote_roll_clear :exec
-- :in vote int
delete from vote_roll where vote = :vote;

-- :name vote_roll_rows :many
-- :in vote int, after int, most int
-- :out no int, person int, name text, unit_name text, way num, present num
select no, person, name, unit_name, way, present from vote_roll where vote = :vote and no > :after order by no limit :most;

-- :name vote_roll_named :many
-- :in vote int, first text, last text, most int
-- :out struct vote_roll_rows
select no, person, name, unit_name, way, present from vote_roll where vote = :vote and name >= :first and name < :last order by name, no limit :most;

-- :name vote_roll_of :one
-- :in vote int, person int
-- :out struct vote_roll_rows
select no, person, name, unit_name, way, present from vote_roll where vote = :vote and person = :person;

-- :name vote_roll_person :value
-- :in vote int, name text
-- The only voter of that name, 0: none or several.
select case when count(*) = 1 then min(person) else 0 end from vote_roll where vote = :vote and name = :name;

-- :name vote_roll_take :exec
-- :in vote int, person int, way num
-- Takes the one vote of a person: 1 when it was still there.
update vote_roll set way = :way, present = 1 where vote = :vote and person = :person and way = 0;

-- :name vote_roll_untake :exec
-- :in vote int, person int
update vote_roll set way = 0 where vote = :vote and person = :person and way = 2;

-- :name vote_roll_present :exec
-- :in vote int, person int, present num
update vote_roll set present = :present where vote = :vote and person = :person and way = 0;

-- :name vote_roll_present_all :exec
-- :in vote int
update vote_roll set present = 1 where vote = :vote and present = 0;

-- :name vote_roll_reset :exec
-- :in vote int
update vote_roll set present = 0, way = 0 where vote = :vote;

-- :name vote_roll_size :value
-- :in vote int
select count(*) from vote_roll where vote = :vote;

-- :name vote_roll_here :value
-- :in vote int
select count(*) from vote_roll where vote = :vote and present = 1;

-- :name vote_roll_way :value
-- :in vote int, way num
select count(*) from vote_roll where vote = :vote and way = :way;

-- :name vote_key_put :exec
-- :in vote int, teller num, person int, public_key text, salt text, sealed_key text
insert into vote_key(vote, teller, person, public_key, salt, sealed_key) values (:vote, :teller, :person, :public_key, :salt, :sealed_key)
on conflict(vote, teller) do update set person = excluded.person, public_key = excluded.public_key, salt = excluded.salt, sealed_key = excluded.sealed_key;

-- :name vote_keys :many
-- :in vote int
-- :out teller num, person int, public_key text, salt text, sealed_key text
select teller, person, public_key, salt, sealed_key from vote_key where vote = :vote order by teller;

-- :name vote_keys_drop :exec
-- :in vote int
delete from vote_key where vote = :vote;

-- :name vote_urn_add :exec
-- :in id int, vote int, sealed text
insert into vote_urn(id, vote, sealed) values (:id, :vote, :sealed);

-- :name vote_urn_all :many
-- :in vote int
-- :out sealed text
select sealed from vote_urn where vote = :vote order by id;

-- :name vote_urn_size :value
-- :in vote int
select count(*) from vote_urn where vote = :vote;

-- :name vote_urn_drop :exec
-- :in vote int
delete from vote_urn where vote = :vote;

-- :name vote_ballots_add :exec
-- :in vote int, ballot text, times int
insert into vote_ballots(vote, ballot, times) values (:vote, :ballot, :times);

-- :name vote_ballots_all :many
-- :in vote int
-- :out ballot text, times int
select ballot, times from vote_ballots where vote = :vote order by ballot;

-- :name vote_receipt_add :exec
-- :in vote int, code text
insert into vote_receipt(vote, code) values (:vote, :code) on conflict(vote, code) do nothing;

-- :name vote_receipts :many
-- :in vote int, after text, most int
-- :out code text
select code from vote_receipt where vote = :vote and code > :after order by code limit :most;

-- :name vote_stacks :many
-- :in vote int
-- :out id int, state num, version int, ballot text, times int, new_times int, hand int, why text
select id, state, version, ballot, times, new_times, hand, why from vote_stack where vote = :vote order by id;

-- :name vote_stacks_waiting :value
-- :in vote int
select count(*) from vote_stack where vote = :vote and state in (1, 3);

-- :name vote_runoff_of :value
-- :in vote int
select id from vote where runoff_of = :vote and runoff_of <> 0 and state <> 7 order by id limit 1;

-- :name vote_mine :many
-- :in person int
-- Open votes in which the person has a vote left.
-- :out id int, title text
select v.id, v.title from vote_roll t join vote v on v.id = t.vote where t.person = :person and v.state + 0 = 3 and v.online + 0 = 1 and t.way = 0 order by v.id limit 5;

-- :name vote_roll_copy :exec
-- :in to int, from int
insert into vote_roll(vote, no, person, name, unit_name, way, present)
select :to, no, person, name, unit_name, 0, 0 from vote_roll where vote = :from;
