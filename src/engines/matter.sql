-- :name matter_index_put :exec
-- :in record text, row_id int, unit int, place int, stage int, due int, number text, title text
insert into matter_index(record, row_id, unit, place, stage, due, number, title) values (:record, :row_id, :unit, :place, :stage, :due, :number, :title)
on conflict(record, row_id) do update set unit = excluded.unit, place = excluded.place, stage = excluded.stage, due = excluded.due, number = excluded.number, title = excluded.title;

-- :name matter_index_of_place :many
-- :in place int, due int, row_id int, most int
-- :out record text, row_id int, unit int, stage int, due day, number text, title text
select record, row_id, unit, stage, due, number, title from matter_index
where place = :place and place <> 0 and (due, row_id) > (:due, :row_id) order by due, row_id limit :most;

-- :name matter_count_of_place :value
-- :in place int, most int
select count(*) from (select row_id from matter_index where place = :place and place <> 0 limit :most) as x;

-- :name matter_number_next :value
-- :in unit int, year int, mark text
select coalesce(max(number), 0) + 1 from doc_number where unit = :unit and year = :year and mark = :mark;

-- :name matter_number_take :exec
-- :in unit int, year int, mark text, number int, record text, row_id int, at instant
insert into doc_number(unit, year, mark, number, record, row_id, at) values (:unit, :year, :mark, :number, :record, :row_id, :at);

-- :name matter_leg_add :exec
-- :in id int, record text, row_id int, from_unit int, to_unit int
insert into matter_leg(id, record, row_id, from_unit, to_unit) values (:id, :record, :row_id, :from_unit, :to_unit);

-- :name matter_leg_last :one
-- :in record text, row_id int
-- :out id int, from_unit int, to_unit int
select id, from_unit, to_unit from matter_leg where record = :record and row_id = :row_id and back_on = 0 order by id desc limit 1;

-- :name matter_leg_back :exec
-- :in id int, back_on int
update matter_leg set back_on = :back_on where id = :id;

-- :name matter_leg_all_back :exec
-- :in record text, row_id int, back_on int
update matter_leg set back_on = :back_on where record = :record and row_id = :row_id and back_on = 0;

-- :name matter_co_add :exec
-- :in record text, row_id int, unit int, round int
insert into matter_co(record, row_id, unit, round) values (:record, :row_id, :unit, :round)
on conflict(record, row_id, unit) do update set round = excluded.round, opinion = '', given_on = 0;

-- :name matter_co_of :many
-- :in record text, row_id int
-- :out unit int, unit_name text, opinion text, person int, given_on day
select c.unit, u.name, c.opinion, c.person, c.given_on from matter_co c join unit u on u.id = c.unit
where c.record = :record and c.row_id = :row_id order by c.unit;

-- :name matter_co_say :exec
-- :in record text, row_id int, unit int, opinion text, person int, given_on int
update matter_co set opinion = :opinion, person = :person, given_on = :given_on where record = :record and row_id = :row_id and unit = :unit;

-- :name matter_co_drop :exec
-- :in record text, row_id int, unit int
delete from matter_co where record = :record and row_id = :row_id and unit = :unit;

-- :name matter_co_anew :exec
-- :in record text, row_id int
update matter_co set opinion = '', person = 0, given_on = 0 where record = :record and row_id = :row_id;

-- :name matter_pause_add :exec
-- :in id int, record text, row_id int, since int, reason text
insert into matter_pause(id, record, row_id, since, reason) values (:id, :record, :row_id, :since, :reason);

-- :name matter_pause_end :exec
-- :in record text, row_id int, until int
update matter_pause set until = :until, running = 0 where record = :record and row_id = :row_id and running = 1;

-- :name matter_pauses :many
-- :in record text, row_id int
-- :out since day, until day, running flag, reason text
select since, until, running, reason from matter_pause where record = :record and row_id = :row_id order by id;

-- :name matter_word_next :value
-- :in record text, row_id int
select coalesce(max(no), 0) + 1 from matter_word where record = :record and row_id = :row_id;

-- :name matter_word_add :exec
-- :in id int, record text, row_id int, no int, at instant, person int, side int, inside int, text text
insert into matter_word(id, record, row_id, no, at, person, side, inside, text) values (:id, :record, :row_id, :no, :at, :person, :side, :inside, :text);

-- :name matter_words_of :many
-- :in record text, row_id int
-- :out no int, at instant, person int, side int, inside flag, text text
select no, at, person, side, inside, text from matter_word where record = :record and row_id = :row_id order by no limit 300;

-- :name matter_rating_add :exec
-- :in record text, row_id int, round int, person int, rating int, text text, rated_on int
insert into matter_rating(record, row_id, round, person, rating, text, rated_on) values (:record, :row_id, :round, :person, :rating, :text, :rated_on)
on conflict(record, row_id, round, person) do update set rating = excluded.rating, text = excluded.text, rated_on = excluded.rated_on;

-- :name matter_rating_change :exec
-- :in record text, row_id int, round int, person int, rating int, text text, rated_on int
-- The first one stays beside it.
update matter_rating set first = case when first = 0 then rating else first end, first_text = case when first = 0 then text else first_text end,
first_on = case when first = 0 then rated_on else first_on end, rating = :rating, text = :text, rated_on = :rated_on
where record = :record and row_id = :row_id and round = :round and person = :person;

-- :name matter_rating_called :exec
-- :in record text, row_id int, round int, called_on int
update matter_rating set called_on = :called_on where record = :record and row_id = :row_id and round = :round;

-- :name matter_ratings_of :many
-- :in record text, row_id int
-- :out round int, person int, rating int, text text, rated_on day, first int, first_text text, first_on day, called_on day
select round, person, rating, text, rated_on, first, first_text, first_on, called_on from matter_rating where record = :record and row_id = :row_id order by round, person;

-- :name matter_round_keep :exec
-- :in record text, row_id int, round int, signer int, replied_on int, in_time int, talked_on int, started int, due int, amount int, basis int, extra int, rule text, by_rating int
insert into matter_round(record, row_id, round, signer, replied_on, in_time, talked_on, started, due, amount, basis, extra, rule, by_rating)
values (:record, :row_id, :round, :signer, :replied_on, :in_time, :talked_on, :started, :due, :amount, :basis, :extra, :rule, :by_rating)
on conflict(record, row_id, round) do update set signer = excluded.signer, replied_on = excluded.replied_on, in_time = excluded.in_time, talked_on = excluded.talked_on,
started = excluded.started, due = excluded.due, amount = excluded.amount, basis = excluded.basis, extra = excluded.extra, rule = excluded.rule, by_rating = excluded.by_rating;

-- :name matter_round_of :one
-- :in record text, row_id int, round int
-- :out signer int, replied_on day, in_time int, talked_on day, started day, due day, amount int, basis int, extra int, rule text, by_rating flag
select signer, replied_on, in_time, talked_on, started, due, amount, basis, extra, rule, by_rating from matter_round where record = :record and row_id = :row_id and round = :round;

-- :name matter_authors :value
-- :in record text, row_id int, relation int
select count(*) from party where record = :record and row_id = :row_id and relation = :relation;

-- :name matter_author_list :many
-- :in record text, row_id int, relation int
-- :out person int
select person from party where record = :record and row_id = :row_id and relation = :relation and person <> 0;

-- :name matter_timers_clear :exec
-- :in record text, row_id int, verb text
delete from due where record = :record and row_id = :row_id and verb = :verb;

-- :name matter_timers_ahead_clear :exec
-- :in record text, row_id int, verb text, now instant
delete from due where record = :record and row_id = :row_id and verb = :verb and at > :now;

-- :name matter_events :many
-- :in record text, row_id int
-- :out id int, seal int, actor int, at instant, verb text, to_state int, from_state int, note text
select id, coalesce(seal, 0), actor, recorded_at, verb, to_state, from_state, note from event where record = :record and row_id = :row_id order by id limit 300;

-- :name matter_units_named :many
-- :in path text, path_end text, name text
-- :out id int, name text
select id, name from unit where path >= :path and path < :path_end and state + 0 = 1 and name like '%' || :name || '%' order by path limit 20;
