-- Statements of the kernel, by subject.

-- :name unit_get :one
-- :in id int
-- :out id int, parent int, kind int, state int, version int, path text, name text, short_name text, code text, doc_mark text
select id, parent, kind, state, version, path, name, short, code, doc_mark from unit where id = :id;

-- :name unit_name_of :text
-- :in id int
select name from unit where id = :id;

-- :name unit_path_of :text
-- :in id int
select path from unit where id = :id;

-- :name unit_parent_on :one
-- :in unit int, on_day int
-- :out parent int, since day, until day
-- The unit's parent as of a day.
select parent, since, until from unit_parent where unit = :unit and since <= :on_day and (until = 0 or until > :on_day) order by since desc limit 1;

-- :name unit_parent_first :one
-- :in unit int, on_day int
-- :out parent int, since day, until day
-- Entered after that day: the parent that it was entered with.
select parent, since, until from unit_parent where unit = :unit and since > :on_day order by since limit 1;

-- :name unit_add :exec
-- :in id int, parent int, path text, kind int, name text, short_name text, code text, created_at instant, pinyin text
insert into unit(id, unit, version, state, parent, path, kind, name, short, code, created_at, pinyin)
values (:id, :id, 1, 1, :parent, :path, :kind, :name, :short_name, :code, :created_at, :pinyin);

-- :name unit_parent_add :exec
-- :in unit int, parent int, since int
insert into unit_parent(unit, parent, since) values (:unit, :parent, :since);

-- :name session_get :one
-- :in hash text
-- :out person int, expires_at instant, seen_at instant, second int, name text, unit int, title text, unit_name text, path text, must_change int, has_totp int
select s.person, s.expires_at, s.seen_at, s.second, p.name, p.unit, p.title, u.name, u.path, a.must_change, case when a.totp_seal = '' then 0 else 1 end
from session s join person p on p.id = s.person join account a on a.person = s.person join unit u on u.id = p.unit
where s.hash = :hash and p.state = 1;

-- :name who_get :one
-- :in person int
-- :out name text, unit int, title text, unit_name text, path text
select p.name, p.unit, p.title, u.name, u.path from person p join unit u on u.id = p.unit where p.id = :person and p.state = 1;

-- :name grants_of :many
-- :in person int, today int
-- :out role num, unit int, title text, unit_name text, path text
select t.role, t.unit, t.title, u.name, u.path from post t join unit u on u.id = t.unit
where t.person = :person and t.since <= :today and (t.until = 0 or t.until >= :today) order by t.role desc;

-- :name session_seen :exec
-- :in hash text, now instant, expires instant
update session set seen_at = :now, expires_at = :expires where hash = :hash;

-- :name once_get :one
-- :in key text
-- :out person int, status int, location text
select person, status, location from once where key = :key;

-- :name once_add :exec
-- :in key text, person int, status int, location text, at instant
insert into once(key, person, status, location, at) values (:key, :person, :status, :location, :at) on conflict do nothing;

-- :name once_answer :exec
-- :in key text, status int, location text
update once set status = :status, location = :location where key = :key;

-- :name once_forget :exec
-- :in before instant
delete from once where at < :before;

-- :name event_insert :exec
-- :in id int, seal int?, hash text, happened_on int, recorded_at instant, actor int, unit int, record text, row_id int, verb text, from_state int, to_state int, note text, changes text, counts text, personal text
insert into event(id, seal, hash, happened_on, recorded_at, actor, unit, record, row_id, verb, from_state, to_state, note, changes, counts, personal)
values (:id, :seal, :hash, :happened_on, :recorded_at, :actor, :unit, :record, :row_id, :verb, :from_state, :to_state, :note, :changes, :counts, :personal);

-- :name event_personal_add :exec
-- :in event int, salt text, value text
insert into event_personal(event, salt, value) values (:event, :salt, :value);

-- :name event_personal_get :one
-- :in event int
-- :out salt text, value text
select salt, value from event_personal where event = :event;

-- :name event_personal_drop :exec
-- :in event int
delete from event_personal where event = :event;

-- :name erasure_add :exec
-- :in event int, at instant
insert into erasure(event, erased_at) values (:event, :at) on conflict(event) do nothing;

-- :name erasures :many
-- :out event int, erased_at instant
-- :scan the list of erasures is short and wanted as a whole
select event, erased_at from erasure order by erased_at, event;

-- :name events_unsealed :many
-- :in most int
-- :out id int, seal int, happened_on day, recorded_at instant, actor int, unit int, record text, row_id int, verb text, from_state int, to_state int, note text, changes text, counts text, personal text, hash text
select id, 0, happened_on, recorded_at, actor, unit, record, row_id, verb, from_state, to_state, note, changes, counts, personal, hash
from event where seal is null order by id limit :most;

-- :name events_sealed_after :many
-- :in seal int, most int
-- :out struct events_unsealed
select id, seal, happened_on, recorded_at, actor, unit, record, row_id, verb, from_state, to_state, note, changes, counts, personal, hash
from event where seal > :seal order by seal limit :most;

-- :name events_of_row :many
-- :in record text, row_id int, most int
-- :out struct events_unsealed
select id, coalesce(seal, 0), happened_on, recorded_at, actor, unit, record, row_id, verb, from_state, to_state, note, changes, counts, personal, hash
from event where record = :record and row_id = :row_id order by id desc limit :most;

-- :name events_counting :many
-- :in unit int, record text, after int, most int
-- :out id int, counts text
select id, counts from event where unit = :unit and record = :record and counts <> '' and id > :after order by id limit :most;

-- :name carries_of :many
-- :in unit int, on_day int
-- :out counts text
select counts from event where record = 'unit_parent' and row_id = :unit and verb = 'carry' and happened_on = :on_day;

-- :name moves_after :many
-- :in on_day int, unit int, most int
-- :out unit int, old int, new int, on_day day
-- Who was put under another one, in the order of days.
select p.unit, p.parent, n.parent, p.until from unit_parent p join unit_parent n on n.unit = p.unit and n.since = p.until
where p.until > 0 and (p.until, p.unit) > (:on_day, :unit) order by p.until, p.unit limit :most;

-- :name event_set_seal :exec
-- :in id int, seal int, hash text
update event set seal = :seal, hash = :hash where id = :id and seal is null;

-- :name event_last_seal :one
-- :out seal int, hash text
select seal, hash from event where seal is not null order by seal desc limit 1;

-- :name event_stale :value
-- :in before instant
-- Unsealed events older than a moment.
select count(*) from event where seal is null and recorded_at < :before;

-- :name delta_add :exec
-- :in id int, measure text, unit int, at int, amount int
insert into counter_delta(id, measure, unit, at, n) values (:id, :measure, :unit, :at, :amount);

-- :name counter_range :value
-- :in measure text, unit int, grain int, from int, to int
select coalesce(sum(n), 0) from counter where measure = :measure and unit = :unit and grain = :grain and at >= :from and at <= :to;

-- :name delta_range :value
-- :in measure text, unit int, from int, to int
select coalesce(sum(n), 0) from counter_delta where measure = :measure and unit = :unit and at >= :from and at <= :to;

-- :name counter_months :many
-- :in measure text, unit int, from int, to int
-- :out struct counter_changes at int, n int
select at, n from counter where measure = :measure and unit = :unit and grain = 1 and at >= :from and at <= :to;

-- :name delta_days :many
-- :in measure text, unit int, from int, to int
-- :out struct counter_changes
select at, sum(n) from counter_delta where measure = :measure and unit = :unit and at >= :from and at <= :to group by at;

-- :name delta_oldest :many
-- :in most int
-- :out id int, measure text, unit int, at int, n int
-- :scan the first rows of the key, at most :most
select id, measure, unit, at, n from counter_delta order by id limit :most;

-- :name delta_drop :exec
-- :in upto int
delete from counter_delta where id <= :upto;

-- :name counter_add :rows
-- :in measure text, unit int, grain int, at int, amount int
-- Each bucket once.
insert into counter(measure, unit, grain, at, n) values (:measure, :unit, :grain, :at, :amount)
on conflict(measure, unit, grain, at) do update set n = counter.n + excluded.n;

-- :name seen_add :exec
-- :in measure text, unit int, year int, subject int, amount int
insert into measure_seen(measure, unit, year, subject, n) values (:measure, :unit, :year, :subject, :amount)
on conflict(measure, unit, year, subject) do update set n = measure_seen.n + excluded.n;

-- :name seen_get :value
-- :in measure text, unit int, year int, subject int
select n from measure_seen where measure = :measure and unit = :unit and year = :year and subject = :subject;

-- :name counter_next_key :one
-- :in after text
-- :out key text
select measure as key from counter where measure > :after order by measure limit 1;

-- :name seen_next_key :one
-- :in after text
-- :out key text
select measure as key from measure_seen where measure > :after order by measure limit 1;

-- :name counter_sums :many
-- :in measure text, unit int, grain int, at int, most int
-- :out unit int, grain int, at int, n int
select unit, grain, at, n from counter where measure = :measure and (unit, grain, at) > (:unit, :grain, :at) order by unit, grain, at limit :most;

-- :name counters_drop :exec
-- :in measure text
delete from counter where measure = :measure;

-- :name counters_rename :exec
-- :in old text, new text
update counter set measure = :new where measure = :old;

-- :name seen_drop :exec
-- :in measure text
delete from measure_seen where measure = :measure;

-- :name seen_rename :exec
-- :in old text, new text
update measure_seen set measure = :new where measure = :old;

-- :name policy_set_on :one
-- :in name text, unit int, on_day int
-- :out id int, value int, source text
select id, value, source from policy where name = :name and unit = :unit and since <= :on_day and (until = 0 or until >= :on_day) order by since desc, id desc limit 1;

-- :name policy_add :exec
-- :in id int, name text, unit int, value int, since int, until int, source text, person int, now instant
insert into policy(id, name, unit, value, since, until, source, created_by, created_at) values (:id, :name, :unit, :value, :since, :until, :source, :person, :now);

-- :name policy_row :one
-- :in id int, unit int
-- :out name text, value int, since day, until day
select name, value, since, until from policy where id = :id and unit = :unit;

-- :name policy_until :exec
-- :in id int, until day
update policy set until = :until where id = :id;

-- :name party_is :value
-- :in record text, row_id int, relation int, person int
select count(*) from party where record = :record and row_id = :row_id and relation = :relation and person = :person;

-- :name party_add :exec
-- :in record text, row_id int, relation int, person int, unit int, since instant
insert into party(record, row_id, relation, person, unit, since) values (:record, :row_id, :relation, :person, :unit, :since)
on conflict(record, row_id, relation, person, unit) do nothing;

-- :name party_drop :exec
-- :in record text, row_id int, relation int, person int, unit int
delete from party where record = :record and row_id = :row_id and relation = :relation and person = :person and unit = :unit;

-- :name due_add :exec
-- :in id int, at instant, record text, row_id int, verb text
insert into due(id, at, record, row_id, verb) values (:id, :at, :record, :row_id, :verb);

-- :name due_of :many
-- :in record text, row_id int
-- :out id int, verb text
select id, verb from due where record = :record and row_id = :row_id order by id;

-- :name due_drop :exec
-- :in id int
delete from due where id = :id;

-- :name due_ready :one
-- :in now instant
-- :out id int, at instant, record text, row_id int, verb text
select id, at, record, row_id, verb from due where at <= :now order by at, id limit 1;

-- :name due_first :value
-- When the first timer was or is due; 0: there is none.
select coalesce((select at from due where at > 0 order by at, id limit 1), 0);

-- :name session_count :value
-- :in now instant
select count(*) from session where expires_at > :now;

-- :name unsealed_count :value
select count(*) from event where seal is null;

-- :name lease_take :exec
-- :in name text, holder text, until instant, now instant
-- 1 when this holder has the lease now.
insert into lease(name, holder, until) values (:name, :holder, :until)
on conflict(name) do update set holder = excluded.holder, until = excluded.until where lease.holder = excluded.holder or lease.until < :now;

-- :name lease_forget :exec
-- :scan a handful of rows
-- :in before instant
delete from lease where until < :before;

-- :name setting_get :text
-- :in name text
select value from setting where name = :name;

-- :name setting_set :exec
-- :in name text, value text
insert into setting(name, value) values (:name, :value) on conflict(name) do update set value = excluded.value;

-- :name step_done :value
-- :in name text
select count(*) from schema_step where name = :name;

-- :name step_add :exec
-- :in name text, at instant
insert into schema_step(name, done_at) values (:name, :at);

-- :name unread_of :value
-- :in person int
select count(*) from (select id from message where person = :person and read_at = 0 limit 100) x;

-- :name search_of :one
-- :in record text, row_id int
-- :out id int
select id from search_doc where record = :record and row_id = :row_id;

-- :name search_doc_there :value
-- :in id int
select count(*) from search_doc where id = :id;

-- :name search_doc_add :rows
-- :in id int, record text, row_id int, unit int, path text, title text, at instant, need text
insert into search_doc(id, record, row_id, unit, path, title, at, need) values (:id, :record, :row_id, :unit, :path, :title, :at, :need) on conflict do nothing;

-- :name search_doc_set :exec
-- :in id int, unit int, path text, title text, at instant, need text
update search_doc set unit = :unit, path = :path, title = :title, at = :at, need = :need where id = :id;

-- :name search_below :many
-- :scan a unit moves rarely; each entry is read once, in the order of ids
-- :in path text, path_end text, after int, most int
-- :out id int, record text, unit int, path text, need text
select id, record, unit, path, need from search_doc where path >= :path and path < :path_end and id > :after order by id limit :most;

-- :name search_path_set :exec
-- :in id int, path text
update search_doc set path = :path where id = :id;

-- :name search_text_drop :exec
-- :in id int
delete from search_text where rowid = :id;

-- :name search_doc_drop :exec
-- :in id int
delete from search_doc where id = :id;

-- :name session_add :exec
-- :in hash text, person int, now instant, expires instant, second int, agent text, peer text
insert into session(hash, person, created_at, seen_at, expires_at, second, agent, peer) values (:hash, :person, :now, :now, :expires, :second, :agent, :peer);

-- :name session_drop :exec
-- :in hash text
delete from session where hash = :hash;

-- :name session_sweep :exec
-- :in now instant
delete from session where expires_at < :now;

-- :name people_below :many
-- :in path text, path_end text, all flag
-- :out id int, name text, unit_name text
-- "cross join": unit by unit, and no further than the limit.
select p.id, p.name, u.name from unit u cross join person p
where p.unit = u.id and u.path >= :path and u.path < :path_end and p.state = 1
and (:all = 1 or not exists (select 1 from post t where t.person = p.id and t.role in (8, 9, 10) and t.state = 1)) and (p.batch = 0 or not exists (select 1 from arriving w where w.batch = p.batch)) order by u.path, p.id limit 500;

-- :name units_next :many
-- :in parent int, most int
-- :out id int, name text
-- Right below a unit.
select id, name from unit where parent = :parent and state = 1 order by id limit :most;

-- :name units_below :many
-- :in path text, path_end text
-- :out id int, parent int, kind num, name text, path text
-- In the order of paths, so that it ends at the limit: "+ 0" keeps the index of states out.
select id, parent, kind, name, path from unit where path >= :path and path < :path_end and state + 0 = 1 order by path limit 500;

-- :name account_by_mobile :one
-- :in hash text
-- :out person int, password text, failed int, locked_until instant, must_change int, totp_seal text, changed_at instant, state int
select a.person, a.password, a.failed, a.locked_until, a.must_change, a.totp_seal, a.changed_at, p.state from person p join account a on a.person = p.id where p.mobile_hash = :hash and p.mobile_hash <> '';

-- :name account_by_staff_no :one
-- :in code text, staff_no text
-- :out struct account_by_mobile
select a.person, a.password, a.failed, a.locked_until, a.must_change, a.totp_seal, a.changed_at, p.state
from unit u join person p on p.unit = u.id join account a on a.person = p.id where u.code = :code and u.code <> '' and p.staff_no = :staff_no;

-- :name account_by_person :one
-- :in person int
-- :out struct account_by_mobile
select a.person, a.password, a.failed, a.locked_until, a.must_change, a.totp_seal, a.changed_at, p.state from account a join person p on p.id = a.person where a.person = :person;

-- :name account_failed :exec
-- :in person int, failed int, locked_until instant
update account set failed = :failed, locked_until = :locked_until where person = :person;

-- :name account_password :exec
-- :in person int, password text, must_change int, now instant
update account set password = :password, must_change = :must_change, failed = 0, locked_until = 0, changed_at = :now where person = :person;

-- :name account_add :exec
-- :in person int, password text, must_change int, now instant
insert into account(person, password, must_change, changed_at) values (:person, :password, :must_change, :now) on conflict(person) do nothing;

-- :name sessions_drop_others :exec
-- :in person int, keep text
delete from session where person = :person and hash <> :keep;

-- :name person_add :exec
-- :in id int, unit int, name text, staff_no text, post_title text, mobile_mask text, mobile_seal text, mobile_hash text, mobile_tail text, pinyin text, now instant
insert into person(id, version, state, unit, name, staff_no, title, mobile_mask, mobile_seal, mobile_hash, mobile_tail, pinyin, created_at)
values (:id, 1, 1, :unit, :name, :staff_no, :post_title, :mobile_mask, :mobile_seal, :mobile_hash, :mobile_tail, :pinyin, :now);

-- :name post_add :exec
-- :in id int, person int, unit int, role int, post_title text, since int, until_day int, created_by int, now instant
insert into post(id, version, state, person, unit, role, title, since, until, created_by, created_at) values (:id, 1, 1, :person, :unit, :role, :post_title, :since, :until_day, :created_by, :now);

-- :name file_add :exec
-- :in id int, hash text, size int, type text, name text, unit int, record text, row_id int, created_by int, now instant, width num, height num
insert into file(id, hash, size, type, name, unit, record, row_id, created_by, created_at, width, height)
values (:id, :hash, :size, :type, :name, :unit, :record, :row_id, :created_by, :now, :width, :height);

-- :name files_of_row :many
-- :in record text, row_id int
-- :out id int, hash text, size int, type text, name text, created_by int, created_at instant, width int, height int
select id, hash, size, type, name, created_by, created_at, width, height from file where record = :record and row_id = :row_id and removed = 0 order by id;

-- :name file_get :one
-- :in id int
-- :out id int, hash text, size int, type text, name text, unit int, record text, row_id int, removed int
select id, hash, size, type, name, unit, record, row_id, removed from file where id = :id;

-- :name file_named :value
-- :in hash text
-- Whether any row names these bytes; a removed one may come back.
select count(*) from (select 1 from file where hash = :hash limit 1) x;

-- :name file_removed :exec
-- :in id int, removed flag
update file set removed = :removed where id = :id;

-- :name message_add :exec
-- :in id int, person int, at instant, not_before instant, title text, body text, link text, urgent flag, once text
insert into message(id, person, at, not_before, title, body, link, urgent, once) values (:id, :person, :at, :not_before, :title, :body, :link, :urgent, :once);

-- :name message_once :value
-- :in person int, once text
select count(*) from message where person = :person and once = :once and once <> '';

-- :name holders_at :many
-- :in unit int, today int
-- :out person int, role num
select person, role from post where unit = :unit and since <= :today and (until = 0 or until >= :today) order by person, role;

-- :name duty_add :exec
-- :in id int, name text, unit int, period int, due int
insert into duty(id, name, unit, period, due) values (:id, :name, :unit, :period, :due) on conflict(name, unit, period) do nothing;

-- :name duty_close :exec
-- :in name text, unit int, period int, done_on int, record text, row_id int
update duty set done_on = :done_on, record = :record, row_id = :row_id where name = :name and unit = :unit and period = :period;

-- :name duty_below :many
-- :in path text, path_end text, until_day int, most int
-- :out id int, name text, unit int, period int, due day, unit_name text
-- In a tree of few units: unit by unit.
select d.id, d.name, d.unit, d.period, d.due, u.name from unit u cross join duty d where d.unit = u.id and d.done_on = 0 and d.due <= :until_day
and u.path >= :path and u.path < :path_end and u.state + 0 = 1 order by d.due, d.id limit :most;

-- :name duty_below_wide :many
-- :in path text, path_end text, until_day int, most int
-- :out struct duty_below
-- In a wide tree: of the 1000 that were due first anywhere.
select d.id, d.name, d.unit, d.period, d.due, u.name from (select id, name, unit, period, due from duty where done_on = 0 and due <= :until_day order by due, id limit 1000) d
cross join unit u where u.id = d.unit and u.path >= :path and u.path < :path_end and u.state = 1 order by d.due, d.id limit :most;

-- :name units_beyond :value
-- :in path text, path_end text, most int
-- Are there more? Stepping over so many entries of an index costs a third of counting them.
select count(*) from (select id from unit where path >= :path and path < :path_end limit 1 offset :most) x;

-- :name party_units :many
-- :in record text, row_id int
-- :out relation num, unit int, path text
select p.relation, p.unit, u.path from party p join unit u on u.id = p.unit where p.record = :record and p.row_id = :row_id and p.unit <> 0;
