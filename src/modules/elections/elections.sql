-- Candidates, votes and results of elections.

-- :name election_candidates :many
-- :in election int
-- :out organ int, person int, name text, declared int
select organ, person, name, declared from election_candidate where election = :election order by organ, place, person;

-- :name election_candidate_add :exec
-- :in election int, organ int, person int, name text, place text, declared int
insert into election_candidate(election, organ, person, name, place, declared) values (:election, :organ, :person, :name, :place, :declared)
on conflict(election, organ, person) do nothing;

-- :name election_candidate_drop :exec
-- :in election int, organ int, person int
delete from election_candidate where election = :election and organ = :organ and person = :person;

-- :name election_candidates_of :value
-- :in election int, organ int
select count(*) from election_candidate where election = :election and organ = :organ;

-- :name election_vote_put :exec
-- :in election int, organ int, vote int
insert into election_vote(election, organ, vote) values (:election, :organ, :vote) on conflict(election, organ) do update set vote = excluded.vote;

-- :name election_vote_of :value
-- :in election int, organ int
select vote from election_vote where election = :election and organ = :organ;

-- :name election_seat_add :exec
-- :in election int, organ int, name text, person int, yes int
insert into election_seat(election, organ, name, person, yes) values (:election, :organ, :name, :person, :yes)
on conflict(election, organ, name) do nothing;

-- :name election_seats :many
-- :in election int
-- :out organ int, person int, yes int, name text
select organ, person, yes, name from election_seat where election = :election order by organ, yes desc, name;

-- :name election_seats_clear :exec
-- :in election int
delete from election_seat where election = :election;

-- :name election_seats_clear_of :exec
-- :in election int, organ int
delete from election_seat where election = :election and organ = :organ;

-- :name election_step_done :many
-- :in election int
-- :out verb text, recorded_at int, note text, actor int
-- The moves of an election, the latest first.
select verb, recorded_at, note, actor from event where record = 'election' and row_id = :election and from_state <> to_state order by id desc limit 100;

-- :name election_votes_drop_from :exec
-- :in election int, organ int
delete from election_vote where election = :election and organ >= :organ;

-- :name election_rests :value
-- :in unit int, term_no int, meeting_on day
-- A committee that is not void and rests on an election: of its term, whatever became of it, or one of the union that
-- began with its meeting or later; the latest first.
select id from committee where unit = :unit and state <> 4 and (term_no = :term_no or (kind = 1 and since >= :meeting_on))
order by since desc, kind, id limit 1;
