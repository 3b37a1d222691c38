create table schema_step(name text primary key, done_at bigint not null);
create table setting(name text primary key, value text not null);

-- unit, person and post are records: kernel/unit_records.c
create table unit_parent(unit bigint not null, parent bigint not null, since bigint not null, until bigint not null default 0, primary key(unit, since));
create index unit_parent_by_parent on unit_parent(parent, unit);
create index unit_parent_closed on unit_parent(until, unit) where until > 0;
create table unit_link(id bigint primary key, unit bigint not null, leader bigint not null, kind bigint not null, since bigint not null, until bigint not null default 0);
create index unit_link_by_unit on unit_link(unit, leader);
create index unit_link_by_leader on unit_link(leader, unit);


create table account(person bigint primary key, password text not null default '', must_change bigint not null default 0, failed bigint not null default 0, locked_until bigint not null default 0, activation text not null default '', activation_until bigint not null default 0, totp_seal text not null default '', totp_step bigint not null default 0, changed_at bigint not null default 0, recovery text not null default '');
create index account_by_activation on account(activation) where activation <> '';
create table session(hash text primary key, person bigint not null, created_at bigint not null, seen_at bigint not null, expires_at bigint not null, second bigint not null default 0, agent text not null default '', peer text not null default '');
create index session_by_person on session(person, created_at);
create index session_by_expiry on session(expires_at);
create table once(key text primary key, person bigint not null, status bigint not null, location text not null, at bigint not null);
create index once_by_age on once(at);

create table event(id bigint primary key, seal bigint, hash text not null default '', happened_on bigint not null, recorded_at bigint not null, actor bigint not null, unit bigint not null, record text not null, row_id bigint not null, verb text not null, from_state bigint not null, to_state bigint not null, note text not null, changes text not null, counts text not null, personal text not null default '');
create unique index event_by_seal on event(seal) where seal is not null;
create index event_unsealed on event(id) where seal is null;
create index event_by_row on event(record, row_id, id);
create index event_by_unit on event(unit, id);
create index event_by_actor on event(actor, id);
create index event_counting on event(unit, record, id) where counts <> '';
create index event_exports on event(unit, id) where verb = 'export';
create table event_personal(event bigint primary key, salt text not null, value text not null);
create table erasure(event bigint primary key, erased_at bigint not null);

create table counter(measure text not null, unit bigint not null, grain bigint not null, at bigint not null, n bigint not null, primary key(measure, unit, grain, at));
create table counter_delta(id bigint primary key, measure text not null, unit bigint not null, at bigint not null, n bigint not null);
create index counter_delta_by_key on counter_delta(measure, unit, at);
create table measure_seen(measure text not null, unit bigint not null, year bigint not null, subject bigint not null, n bigint not null, primary key(measure, unit, year, subject));

create table policy(id bigint primary key, name text not null, unit bigint not null, value bigint not null, since bigint not null, until bigint not null default 0, source text not null default '', created_by bigint not null default 0, created_at bigint not null default 0);
create index policy_by_name on policy(name, unit, since);

create table party(record text not null, row_id bigint not null, relation bigint not null, person bigint not null default 0, unit bigint not null default 0, since bigint not null default 0, primary key(record, row_id, relation, person, unit));
create index party_by_person on party(person, record, row_id) where person <> 0;
create index party_by_unit on party(unit, record, row_id) where unit <> 0;

create table due(id bigint primary key, at bigint not null, record text not null, row_id bigint not null, verb text not null);
create index due_by_at on due(at, id);
create index due_by_row on due(record, row_id);
create table duty(id bigint primary key, name text not null, unit bigint not null, period bigint not null, due bigint not null, done_on bigint not null default 0, record text not null default '', row_id bigint not null default 0);
create unique index duty_once on duty(name, unit, period);
create index duty_by_unit on duty(unit, done_on, due);
create index duty_open on duty(due, id) where done_on = 0;

create table lease(name text primary key, holder text not null, until bigint not null);
create table message(id bigint primary key, person bigint not null, at bigint not null, not_before bigint not null, title text not null, body text not null, link text not null, urgent bigint not null default 0, read_at bigint not null default 0, event bigint not null default 0, once text not null default '');
create index message_by_once on message(person, once) where once <> '';
create index message_by_person on message(person, read_at, id);
create index message_by_person_all on message(person, id);
create table delivery(id bigint primary key, message bigint not null, channel bigint not null, address text not null, outcome bigint not null, tries bigint not null, next_at bigint not null, error text not null default '');
create index delivery_by_next on delivery(outcome, next_at);
create index delivery_by_message on delivery(message, id);
create table outbox_choice(person bigint primary key, email text not null default '', mail bigint not null default 0, hook bigint not null default 1);

create table file(id bigint primary key, hash text not null, size bigint not null, type text not null, name text not null, unit bigint not null, record text not null, row_id bigint not null, created_by bigint not null, created_at bigint not null, width bigint not null default 0, height bigint not null default 0, note text not null default '', removed bigint not null default 0);
create index file_by_row on file(record, row_id, id);
create index file_by_hash on file(hash);

create table search_doc(id bigint primary key, record text not null, row_id bigint not null, unit bigint not null, path text not null, title text not null, at bigint not null, need text not null default '');
create unique index search_doc_by_row on search_doc(record, row_id);

create table saved_view(id bigint primary key, person bigint not null, list text not null, name text not null, query text not null, created_at bigint not null, standard bigint not null default 0);
create index saved_view_by_person on saved_view(person, list, id);

create table doc_number(unit bigint not null, year bigint not null, mark text not null, number bigint not null, record text not null, row_id bigint not null, at bigint not null, primary key(unit, year, mark, number));
create index doc_number_by_row on doc_number(record, row_id);

-- batches whose rows are written but not yet there for anybody: kernel/list.h, .arrives
create table arriving(batch bigint primary key);

create table import_batch(id bigint primary key, list text not null, person bigint not null, file text not null, heads text not null, map text not null, stage bigint not null default 0, created_at bigint not null, done_at bigint not null default 0, at_no bigint not null default 0, running bigint not null default 0);
create index import_batch_running on import_batch(id) where running = 1;
create index import_batch_by_person on import_batch(person, id);
create table import_row(batch bigint not null, no bigint not null, cells text not null, fate bigint not null, row_id bigint not null, version bigint not null default 0, title text not null, problem text not null, before text not null default '', primary key(batch, no));
create index import_row_by_fate on import_row(batch, fate, no);
create table import_map(person bigint not null, list text not null, head text not null, field text not null, primary key(person, list, head));
