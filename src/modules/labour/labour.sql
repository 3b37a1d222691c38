-- :name labour_officers_of :many
-- :in unit int, kind int, today int
-- :out person int, name text, side int, chair flag, certificate text
select o.person, p.name, o.side, o.chair, o.certificate from labour_officer o join person p on p.id = o.person
where o.unit = :unit and o.kind = :kind and o.state = 1 and (o.expires_on = 0 or o.expires_on >= :today) order by o.id limit 500;

-- :name labour_officer_has :value
-- :in unit int, kind int, person int
select count(*) from labour_officer where unit = :unit and kind = :kind and state = 1 and person = :person;

-- :name labour_officer_any :value
-- :in person int, kind int
select count(*) from labour_officer where person = :person and state = 1 and kind + 0 = :kind;

-- :name labour_officer_renamed :exec
-- :in person int, title text
update labour_officer set title = :title where person = :person;

-- :name labour_letters_of :many
-- :in matter int
-- :out id int, kind int, number text, state int, signed_on day, served_on day, due day, answered_on day, result int
select id, kind, number, state, signed_on, served_on, due, answered_on, result from labour_letter where matter = :matter order by id limit 30;

-- :name labour_letter_last :value
-- :in matter int
select coalesce(max(id), 0) from labour_letter where matter = :matter and state <> 6;

-- :name labour_letter_served :value
-- :in letter int
select count(*) from event where record = 'labour_letter' and row_id = :letter and verb = 'serve';

-- :name mediation_mine :many
-- :in author int
-- :out id int, number text, title text, state int, received_on day
select id, number, title, state, received_on from mediation where author = :author and author <> 0 order by id desc limit 30;

-- :name zero_units :many
-- :in path text, path_end text, last_kind int
-- :out id int
-- One more than may owe a report, so that too many are seen.
select id from unit where path > :path and path < :path_end and state + 0 = 1 and kind + 0 <= :last_kind order by path limit 501;

-- :name zero_units_next :many
-- :in parent int
-- :out id int
select id from unit where parent = :parent and state + 0 = 1 and kind + 0 <= 4 order by id limit 501;

-- :name zero_has :value
-- :in period int, unit int, held_on int
select count(*) from zero_report where period = :period and held_on = :held_on and unit = :unit;

-- :name zero_missing :many
-- :in period int, held_on int
-- :out unit int
select unit from zero_report where period = :period and held_on = :held_on and state + 0 = 1 order by unit limit 500;

-- :name zero_of_day :many
-- :in period int, held_on int
-- :out id int, unit_name text, state int, note text, given_at instant, in_time flag
select z.id, u.name, z.state, z.note, z.given_at, z.in_time from zero_report z join unit u on u.id = z.unit where z.period = :period and z.held_on = :held_on order by z.unit limit 500;

-- :name zero_mine :many
-- :in unit int, since int, most int
-- :out id int, period int, title text, state int, note text, held_on day
select id, period, title, state, note, held_on from zero_report where unit = :unit and held_on >= :since order by held_on desc limit :most;

-- :name zero_of_unions :many
-- :in period int
-- :out unit int, unit_name text, owed int, given int, in_time int, incidents int
select z.unit, u.name, count(*), sum(case when z.state <> 1 then 1 else 0 end), sum(case when z.state <> 1 and z.in_time = 1 then 1 else 0 end), sum(case when z.state = 3 then 1 else 0 end)
from zero_report z join unit u on u.id = z.unit where z.period = :period group by z.unit, u.name order by z.unit limit 501;

-- :name zero_incidents :many
-- :in period int
-- :out held_on day, unit_name text, note text
select z.held_on, u.name, z.note from zero_report z join unit u on u.id = z.unit where z.period = :period and z.state + 0 = 3 order by z.held_on, z.unit limit 500;

-- :name labour_due_clear :exec
-- :in record text, row_id int
delete from due where record = :record and row_id = :row_id;

-- :name checkup_answers :many
-- :in checkup int
-- :out item int, answer int, note text, fix_by day, fixed_on day, fixed_note text, confirmed_on day, confirmed_by int
select item, answer, note, fix_by, fixed_on, fixed_note, confirmed_on, confirmed_by from checkup_answer where checkup = :checkup order by item;

-- :name checkup_answer_put :exec
-- :in checkup int, item int, answer int, note text, fix_by int
insert into checkup_answer(checkup, item, answer, note, fix_by) values (:checkup, :item, :answer, :note, :fix_by)
on conflict(checkup, item) do update set answer = excluded.answer, note = excluded.note, fix_by = excluded.fix_by;

-- :name checkup_fixed :exec
-- :in checkup int, item int, fixed_on int, fixed_note text
update checkup_answer set fixed_on = :fixed_on, fixed_note = :fixed_note, confirmed_on = 0, confirmed_by = 0 where checkup = :checkup and item = :item;

-- :name checkup_confirmed :exec
-- :in checkup int, item int, confirmed_on int, confirmed_by int
update checkup_answer set confirmed_on = :confirmed_on, confirmed_by = :confirmed_by where checkup = :checkup and item = :item;

-- :name checkup_next_fix :value
-- :in checkup int
select coalesce(min(fix_by), 0) from checkup_answer where checkup = :checkup and answer = 2 and confirmed_on = 0;

-- :name legal_aid_mine :many
-- :in author int
-- :out id int, number text, title text, state int, received_on day
select id, number, title, state, received_on from legal_aid where author = :author and author <> 0 order by id desc limit 30;

-- :name legal_aid_of_handler :many
-- :in handler int
-- :out id int, number text, title text, state int, due day
select id, number, title, state, due from legal_aid where handler = :handler and handler <> 0 and state + 0 in (5, 9) order by due, id limit 30;
