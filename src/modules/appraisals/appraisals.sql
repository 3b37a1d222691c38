-- :name criteria_of :many
-- :in sheet int
-- :out struct criterion id int, no int, part text, title text, detail text, type int, weight int, live int, least int, source text, trust int
select id, no, part, title, detail, type, weight, live, least, source, trust from criterion where sheet = :sheet order by no, id limit 200;

-- :name criterion_one :one
-- :in id int, sheet int
-- :out struct criterion
select id, no, part, title, detail, type, weight, live, least, source, trust from criterion where id = :id and sheet = :sheet;

-- :name criterion_next :value
-- :in sheet int
select coalesce(max(no), 0) + 1 from criterion where sheet = :sheet;

-- :name criterion_add :exec
-- :in id int, sheet int, no int, part text, title text, detail text, type int, weight int, live int, least int, source text, trust int
insert into criterion(id, sheet, no, part, title, detail, type, weight, live, least, source, trust)
values (:id, :sheet, :no, :part, :title, :detail, :type, :weight, :live, :least, :source, :trust);

-- :name criterion_change :exec
-- :in id int, sheet int, part text, title text, detail text, type int, weight int, live int, least int, source text, trust int
update criterion set part = :part, title = :title, detail = :detail, type = :type, weight = :weight, live = :live, least = :least, source = :source, trust = :trust where id = :id and sheet = :sheet;

-- :name criterion_drop :exec
-- :in id int, sheet int
delete from criterion where id = :id and sheet = :sheet;

-- :name sheet_of_term :value
-- :in term int, unit int
select id from criteria_sheet where term = :term and term <> 0 and unit = :unit order by id limit 1;

-- :name sheet_after :value
-- :in before int, unit int
select id from criteria_sheet where unit = :unit and before = :before and state in (1, 2) order by id desc limit 1;

-- :name sheets_in_use :many
-- :in unit int
-- :out id int, title text, version_no int
select id, title, version_no from criteria_sheet where unit = :unit and state = 2 order by id desc limit 200;

-- :name terms_offered :many
-- :in unit int
-- :out id int, name text, members text, plan int, plan_title text
select t.id, t.name, t.members, p.id, p.title from plan p cross join plan_term t
where t.plan = p.id and p.unit = :unit and p.state <> 8 and t.state = 0 order by p.id desc, t.id limit 200;

-- :name assessors_of :many
-- :in appraisal int
-- :out person int, name text, unit int, unit_name text
select a.person, p.name, p.unit, u.name from appraisal_assessor a join person p on p.id = a.person join unit u on u.id = p.unit
where a.appraisal = :appraisal order by a.person limit 200;

-- :name assessor_is :value
-- :in appraisal int, person int
select count(*) from appraisal_assessor where appraisal = :appraisal and person = :person;

-- :name assessor_add :exec
-- :in appraisal int, person int
insert into appraisal_assessor(appraisal, person) values (:appraisal, :person) on conflict(appraisal, person) do nothing;

-- :name assessor_drop :exec
-- :in appraisal int, person int
delete from appraisal_assessor where appraisal = :appraisal and person = :person;

-- :name entries_of :many
-- :in appraisal int, state int, after int, most int
-- A page of them by state; it begins behind the row `after` of that state.
-- :out id int, unit int, state int, name text, share int, level text, total int, most int, barred flag, notice int, unit_name text, path text
select e.id, e.unit, e.state, e.name, e.share, e.level, e.total, e.most, e.barred, e.notice, u.name, u.path from appraisal_entry e join unit u on u.id = e.unit
where e.appraisal = :appraisal and e.state >= :state and (e.state > :state or e.id > :after) order by e.state, e.id limit :most;

-- :name entries_shown :value
-- :in appraisal int
select count(*) from (select id from appraisal_entry where appraisal = :appraisal and state in (5, 6) limit 1) as x;

-- :name entries_count :value
-- :in appraisal int
select count(*) from appraisal_entry where appraisal = :appraisal;

-- :name entries_of_notice :many
-- :in notice int
-- :out id int
select id from appraisal_entry where notice = :notice and notice <> 0 and state = 5 order by id limit 500;

-- :name entry_twice :value
-- :in appraisal int, unit int, subject_id int, name text
select count(*) from appraisal_entry where appraisal = :appraisal and unit = :unit and subject_id = :subject_id and name = :name and state <> 8;

-- :name entries_open :value
-- :in appraisal int
select count(*) from appraisal_entry where appraisal = :appraisal and state in (1, 2, 3, 4, 5);

-- :name answers_of :many
-- :in entry int
-- :out criterion int, claim int, text text
select criterion, claim, text from appraisal_answer where entry = :entry order by criterion limit 200;

-- :name answer_put :exec
-- :in entry int, criterion int, claim int, text text
insert into appraisal_answer(entry, criterion, claim, text) values (:entry, :criterion, :claim, :text)
on conflict(entry, criterion) do update set claim = excluded.claim, text = excluded.text;

-- :name lives_of :many
-- :in entry int
-- :out criterion int, value int, text text, href text, at instant
select criterion, value, text, href, at from appraisal_live where entry = :entry order by criterion limit 200;

-- :name live_put :exec
-- :in entry int, criterion int, value int, text text, href text, at instant
insert into appraisal_live(entry, criterion, value, text, href, at) values (:entry, :criterion, :value, :text, :href, :at)
on conflict(entry, criterion) do update set value = excluded.value, text = excluded.text, href = excluded.href, at = excluded.at;

-- :name marks_of :many
-- :in entry int
-- :out criterion int, assessor int, value int, note text, name text
select m.criterion, m.assessor, m.value, m.note, coalesce(p.name, '') from appraisal_mark m left join person p on p.id = m.assessor
where m.entry = :entry order by m.criterion, m.assessor limit 5000;

-- :name mark_put :exec
-- :in entry int, criterion int, assessor int, value int, note text
insert into appraisal_mark(entry, criterion, assessor, value, note) values (:entry, :criterion, :assessor, :value, :note)
on conflict(entry, criterion, assessor) do update set value = excluded.value, note = excluded.note;

-- :name marks_drop :exec
-- :in entry int, assessor int
delete from appraisal_mark where entry = :entry and assessor = :assessor;

-- :name marks_clear :exec
-- :in entry int
delete from appraisal_mark where entry = :entry;

-- :name rated_is :value
-- :in entry int, person int
select count(*) from appraisal_rated where entry = :entry and person = :person;

-- :name rated_add :exec
-- :in entry int, person int
insert into appraisal_rated(entry, person) values (:entry, :person) on conflict(entry, person) do nothing;

-- :name rated_count :value
-- :in entry int
select count(*) from appraisal_rated where entry = :entry;

-- :name rating_keys :many
-- :in appraisal int
-- :out public_key text, salt text, sealed_key text
select public_key, salt, sealed_key from appraisal_key where appraisal = :appraisal order by half;

-- :name rating_key_put :exec
-- :in appraisal int, half int, public_key text, salt text, sealed_key text
insert into appraisal_key(appraisal, half, public_key, salt, sealed_key) values (:appraisal, :half, :public_key, :salt, :sealed_key)
on conflict(appraisal, half) do update set public_key = excluded.public_key, salt = excluded.salt, sealed_key = excluded.sealed_key;

-- :name rating_keys_drop :exec
-- :in appraisal int
delete from appraisal_key where appraisal = :appraisal;

-- :name rating_urn_add :exec
-- :in id int, appraisal int, entry int, sealed text
insert into appraisal_urn(id, appraisal, entry, sealed) values (:id, :appraisal, :entry, :sealed);

-- :name rating_urn_of :many
-- :in entry int
-- :out sealed text
select sealed from appraisal_urn where entry = :entry order by id;

-- :name rating_urn_size :value
-- :in entry int
select count(*) from appraisal_urn where entry = :entry;

-- :name rating_urn_any :value
-- :in appraisal int
select count(*) from (select id from appraisal_urn where appraisal = :appraisal limit 1) as x;

-- :name rating_urn_drop :exec
-- :in entry int
delete from appraisal_urn where entry = :entry;

-- :name rating_urns_drop :exec
-- :in appraisal int
delete from appraisal_urn where appraisal = :appraisal;

-- :name rating_rolls_drop :exec
-- :in appraisal int
-- Of what was not counted: those members rate anew.
delete from appraisal_rated where entry in (select id from appraisal_entry where appraisal = :appraisal and rated_on = 0);

-- :name entries_to_count :many
-- :in appraisal int
-- Visited, not counted yet; before: figures that an older release had counted at once.
-- :out id int, rated int, before int
select e.id, (select count(*) from appraisal_urn x where x.entry = e.id), e.good + e.fair + e.bad
from appraisal_entry e where e.appraisal = :appraisal and e.state = 3 and e.rated_on = 0 order by e.id limit 5000;

-- :name entries_to_rate :many
-- :in unit int, person int
-- :out id int, name text, title text, done flag
select e.id, e.name, a.title, (select count(*) from appraisal_rated x where x.entry = e.id and x.person = :person)
from appraisal_entry e join appraisal a on a.id = e.appraisal where e.unit = :unit and e.state in (2, 3) and a.rated = 1 order by e.id limit 50;

-- :name title_running :value
-- :in subject int, subject_id int, kind int, granter int
select id from honour_title where subject + 0 = :subject and subject_id = :subject_id and subject_id <> 0 and kind + 0 = :kind and granter = :granter and state + 0 = 1 order by id desc limit 1;

-- :name audience_candidates :many
-- :in appraisal int, most int
-- :out id int
-- What an audience could choose now: what came in and is not concluded.
select id from appraisal_entry where appraisal = :appraisal and state >= 2 and state <= 3 order by state, id limit :most;

-- :name audience_choices :many
-- :in appraisal int
-- :out id int, name text, unit_name text, votes int
-- What it chooses from, as it stood when the poll began.
select e.id, e.name, u.name, (select count(*) from appraisal_slip s where s.appraisal = c.appraisal and s.entry = c.entry)
from appraisal_choice c join appraisal_entry e on e.id = c.entry join unit u on u.id = e.unit where c.appraisal = :appraisal order by c.entry limit 200;

-- :name audience_choice_add :exec
-- :in appraisal int, entry int
insert into appraisal_choice(appraisal, entry) values (:appraisal, :entry);

-- :name audience_choice_is :value
-- :in appraisal int, entry int
select count(*) from appraisal_choice where appraisal = :appraisal and entry = :entry;

-- :name audience_choices_drop :exec
-- :in appraisal int
delete from appraisal_choice where appraisal = :appraisal;

-- :name audience_counted :many
-- :in appraisal int, criterion int
-- :out id int, name text, unit_name text, value int, votes int
select e.id, e.name, u.name, l.value, t.votes from appraisal_tally t join appraisal_entry e on e.id = t.entry join unit u on u.id = e.unit
join appraisal_live l on l.entry = t.entry and l.criterion = :criterion where t.appraisal = :appraisal order by t.votes desc, l.value desc, t.entry limit 200;

-- :name audience_tally_add :exec
-- votes -1: too few have voted to tell how many each had.
-- :in appraisal int, entry int, votes int
insert into appraisal_tally(appraisal, entry, votes) values (:appraisal, :entry, :votes);

-- :name audience_tally_drop :exec
-- :in appraisal int
delete from appraisal_tally where appraisal = :appraisal;

-- :name audience_counts_drop :exec
-- :in appraisal int, criterion int
delete from appraisal_live where criterion = :criterion and entry in (select entry from appraisal_tally where appraisal = :appraisal);

-- :name audience_concluded :value
-- :in appraisal int
select count(*) from (select id from appraisal_entry where appraisal = :appraisal and state in (4, 5, 6, 7, 9) limit 1) x;

-- :name audience_voted_add :exec
-- :in appraisal int, person int
insert into appraisal_voted(appraisal, person) values (:appraisal, :person) on conflict(appraisal, person) do nothing;

-- :name audience_voted_is :value
-- :in appraisal int, person int
select count(*) from appraisal_voted where appraisal = :appraisal and person = :person;

-- :name audience_voted :value
-- :in appraisal int
select count(*) from appraisal_voted where appraisal = :appraisal;

-- :name audience_roll_drop :exec
-- :in appraisal int
delete from appraisal_voted where appraisal = :appraisal;

-- :name audience_slip_add :exec
-- :in id int, appraisal int, entry int
insert into appraisal_slip(id, appraisal, entry) values (:id, :appraisal, :entry);

-- :name audience_slips_drop :exec
-- :in appraisal int
delete from appraisal_slip where appraisal = :appraisal;

-- :name audience_to_vote :many
-- :in unit int, person int, today day
-- :out id int, title text, done flag
select a.id, a.title, (select count(*) from appraisal_voted v where v.appraisal = a.id and v.person = :person)
from appraisal a where a.unit = :unit and a.audience = 1 and a.state + 0 = 3 and a.votes_until >= :today order by a.id limit 50;

-- :name title_running_named :value
-- :in unit int, kind int, subject int, holder text, granter int
-- Of who is no row of the register (a person, a studio, a brand): known by the name, within the union.
select id from honour_title where unit = :unit and kind = :kind and subject + 0 = :subject and subject_id + 0 = 0 and holder = :holder and granter + 0 = :granter and state + 0 = 1 order by id desc limit 1;

-- :name entries_ranked :value
-- :in appraisal int
select count(*) from (select id from appraisal_entry where appraisal = :appraisal and state >= 4 and state <> 8 limit 1) x;

-- :name entries_to_rank :many
-- :in appraisal int, most int
-- :out id int, name text, unit_name text, total int, level text
-- What is concluded, in order of points; equal ones by number.
select e.id, e.name, u.name, e.total, e.level from appraisal_entry e join unit u on u.id = e.unit
where e.appraisal = :appraisal and e.state >= 4 and e.state <> 8 order by e.total desc, e.id limit :most;

-- :name levels_held :many
-- :in unit int, kind int, subject int, subject_id int, holder text
-- :out level text
-- What is held of one kind; titles entered by hand name no row: a union's are its own, others are known by the name.
select level from honour_title where unit = :unit and kind = :kind and state + 0 = 1
and ((subject_id = :subject_id and subject_id <> 0) or (subject_id = 0 and subject = :subject and (subject = 1 or holder = :holder))) order by id desc limit 50;

-- :name titles_of_subject :many
-- :in subject int, subject_id int
-- :out id int, title text, level text, state int, since day
select id, title, level, state, since from honour_title where subject = :subject and subject_id = :subject_id and subject_id <> 0 order by since desc, id desc limit 100;

-- :name appraisal_teams :many
-- :in path text, path_end text
-- :out id int, name text, unit int, unit_name text
select t.id, t.name, t.unit, u.name from unit u cross join team t where t.unit = u.id and u.path >= :path and u.path < :path_end and t.state = 1 order by u.path, t.id limit 300;

-- :name appraisal_teams_wide :many
-- :in path text, path_end text
-- :out struct appraisal_teams
-- :scan in a tree of many units, of the first 1000 teams there are
select t.id, t.name, t.unit, u.name from (select id, name, unit from team where state = 1 order by id limit 1000) t cross join unit u
where u.id = t.unit and u.path >= :path and u.path < :path_end order by t.id limit 300;

-- :name appraisal_unions :many
-- :in path text, path_end text, least int, most int
-- :out id int, name text
-- Units of kinds from `least` to `most`: unions, or what has a small home.
select id, name from unit where path >= :path and path < :path_end and state + 0 = 1 and kind + 0 >= :least and kind + 0 <= :most order by path limit 300;

-- :name appraisal_persons :one
-- :in id int, path text, path_end text
-- :out id int, name text, unit_name text
select p.id, p.name, u.name from person p join unit u on u.id = p.unit
where p.id = :id and u.path >= :path and u.path < :path_end and p.state = 1;

-- :name appraisals_of_sheet :value
-- :in sheet int
select count(*) from (select id from appraisal where sheet = :sheet limit 1) as x;

-- :name appraisal_firms :many
-- :in path text, path_end text
-- Firms whose union has a card; the union that enters them.
-- :out id int, name text, unit int, unit_name text
select c.id, c.employer, u.id, u.name from unit u cross join union_card c where c.org = u.id and c.org <> 0 and u.path >= :path and u.path < :path_end and u.state + 0 = 1 order by u.path limit 300;

-- :name appraisal_card :one
-- :in org int
-- :out contract_until day, wage_until day, congress_on day
select contract_until, wage_until, congress_on from union_card where org = :org and org <> 0;

-- :name titles_in_question :many
-- :in unit int, kind int
-- :out id int
select id from honour_title where unit = :unit and kind + 0 = :kind and state + 0 = 1 and event + 0 <> 1 order by id limit 50;

-- :name titles_older :many
-- :in after int, most int
-- :out id int, unit int, kind int, state int, created_at instant
-- :scan once, by a step of the schema
select id, unit, kind, state, created_at from honour_title where id > :after and kind in (7, 8) order by id limit :most;

-- :name title_counts :many
-- :in id int
-- :out counts text
select counts from event where record = 'honour_title' and row_id = :id and counts <> '' order by id;
