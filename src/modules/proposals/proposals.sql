-- :name proposal_open_session :value
-- :in unit int, kind int, today int
select id from congress_session where unit = :unit and kind = :kind and state = 1 and opens <= :today order by opens desc limit 1;

-- :name proposal_rep_is :value
-- :in unit int, person int, today int
select count(*) from post where unit = :unit and role = 2 and person = :person and state = 1 and since <= :today and (until = 0 or until >= :today);

-- :name proposal_reps :many
-- :in unit int, today int, behind int
-- :out person int, name text, home text
select s.person, p.name, u.name from post s join person p on p.id = s.person join unit u on u.id = p.unit
where s.unit = :unit and s.role = 2 and s.person > :behind and s.state = 1 and s.since <= :today and (s.until = 0 or s.until >= :today) order by s.person limit 51;

-- :name proposal_reps_named :many
-- :in unit int, today int, name text
-- :out person int, name text, home text
select s.person, p.name, u.name from post s join person p on p.id = s.person join unit u on u.id = p.unit
where s.unit = :unit and s.role = 2 and s.state = 1 and s.since <= :today and (s.until = 0 or s.until >= :today) and p.name like '%' || :name || '%' order by s.person limit 51;

-- :name proposal_second_add :exec
-- :in proposal int, person int, invited_on int
insert into proposal_second(proposal, person, invited_on) values (:proposal, :person, :invited_on) on conflict(proposal, person) do nothing;

-- :name proposal_second_set :exec
-- :in proposal int, person int, answer int, answered_on int
update proposal_second set answer = :answer, answered_on = :answered_on where proposal = :proposal and person = :person;

-- :name proposal_second_clear :exec
-- :in proposal int
update proposal_second set answer = 0, answered_on = 0 where proposal = :proposal;

-- :name proposal_second_answer :value
-- :in proposal int, person int
select answer + 1 from proposal_second where proposal = :proposal and person = :person;

-- :name proposal_seconds :many
-- :in proposal int
-- :out person int, name text, home text, answer int, answered_on day
select s.person, p.name, u.name, s.answer, s.answered_on from proposal_second s join person p on p.id = s.person join unit u on u.id = p.unit
where s.proposal = :proposal order by s.person limit 500;

-- :name proposal_invited :many
-- :in person int
-- :out id int, title text, author text, home text
select p.id, p.title, a.name, u.name from proposal_second s join proposal p on p.id = s.proposal join person a on a.id = p.author join unit u on u.id = a.unit
where s.person = :person and s.answer = 0 and p.state = 1 order by s.proposal desc limit 50;

-- :name proposal_signed_by :many
-- :in person int
-- :out id int, number text, title text, state int, author int, received_on day
select p.id, p.number, p.title, p.state, p.author, p.received_on from proposal_second s join proposal p on p.id = s.proposal
where s.person = :person and s.answer = 1 order by s.proposal desc limit 50;

-- :name proposal_mine :many
-- :in author int
-- :out id int, number text, title text, state int, received_on day
select id, number, title, state, received_on from proposal where author = :author and author <> 0 order by id desc limit 50;

-- :name proposal_public :many
-- :in unit int, behind int
-- :out id int, number text, title text, state int, lead_name text, outcome int
select p.id, p.number, p.title, p.state, coalesce(u.name, ''), p.outcome from proposal p left join unit u on u.id = p.lead
where p.unit = :unit and p.id < :behind and p.state in (3, 4, 5, 6, 7, 8, 9, 10, 12, 14) order by p.id desc limit 31;

-- :name proposal_counts :many
-- :in session int, today int
-- :out state int, outcome int, in_time int, rating int, carried int, excellent int, late flag, n int
select state, outcome, in_time, rating, carried, excellent, case when due > 0 and due < :today then 1 else 0 end, count(*) from proposal
where session = :session and session <> 0 group by state, outcome, in_time, rating, carried, excellent, case when due > 0 and due < :today then 1 else 0 end;

-- :name proposal_of_session :many
-- :in session int
-- :out struct proposal_of_session id int, number text, title text, state int, author_name text, lead_name text, outcome int, rating int, carried int, excellent int, agenda int, due day, replied_on day, promised_on day, in_time int
select p.id, p.number, p.title, p.state, coalesce(a.name, ''), coalesce(u.name, ''), p.outcome, p.rating, p.carried, p.excellent, p.agenda, p.due, p.replied_on, p.promised_on, p.in_time
from proposal p left join person a on a.id = p.author left join unit u on u.id = p.lead
where p.session = :session and p.session <> 0 order by p.number limit 2000;

-- :name proposal_of_session_page :many
-- :in session int, after text, low int, high int, most int
-- Of states from low to high.
-- :out struct proposal_of_session
select p.id, p.number, p.title, p.state, coalesce(a.name, ''), coalesce(u.name, ''), p.outcome, p.rating, p.carried, p.excellent, p.agenda, p.due, p.replied_on, p.promised_on, p.in_time
from proposal p left join person a on a.id = p.author left join unit u on u.id = p.lead
where p.session = :session and p.session <> 0 and p.number > :after and p.state >= :low and p.state <= :high order by p.number limit :most;

-- :name proposal_sessions_named :many
-- :in unit int
-- :out id int, title text
select id, title from congress_session where unit = :unit and kind = 1 order by held_on desc, id desc limit 50;

-- :name proposal_kept :many
-- :in unit int
-- :out id int
select id from proposal where unit = :unit and state = 14 and later = 0 order by id limit 500;

-- :name proposal_watch :many
-- :in unit int, due int, behind int
-- :out id int, number text, title text, state int, lead_name text, due day, promised_on day, followed_on day
select p.id, p.number, p.title, p.state, coalesce(u.name, ''), p.due, p.promised_on, p.followed_on from proposal p left join unit u on u.id = p.lead
where p.unit = :unit and (p.due, p.id) > (:due, :behind) and p.state in (3, 4, 5, 6, 7, 14) order by p.due, p.id limit 51;

-- :name proposal_pick_of :one
-- :in proposal int
-- :out id int, state int, unit int
select id, state, unit from proposal_pick where proposal = :proposal and state <> 3 order by id desc limit 1;

-- :name proposal_picks_of_call :many
-- :in unit int, session int
-- :out state int, n int
select state, count(*) from proposal_pick where unit = :unit and session = :session and state <> 3 group by state;

-- :name proposal_rated :value
-- :in row_id int, round int, person int
select rating from matter_rating where record = 'proposal' and row_id = :row_id and round = :round and person = :person;
