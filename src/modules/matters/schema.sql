-- What belongs to a matter of any record; engines/matter.c writes it.
create table matter_index(record text not null, row_id bigint not null, unit bigint not null, place bigint not null, stage bigint not null, due bigint not null, number text not null, title text not null, primary key(record, row_id));
create index matter_index_by_place on matter_index(place, due, row_id) where place <> 0;
create table matter_leg(id bigint primary key, record text not null, row_id bigint not null, from_unit bigint not null, to_unit bigint not null, back_on bigint not null default 0);
create index matter_leg_by_row on matter_leg(record, row_id, id);
create table matter_co(record text not null, row_id bigint not null, unit bigint not null, round bigint not null, opinion text not null default '', person bigint not null default 0, given_on bigint not null default 0, primary key(record, row_id, unit));
create table matter_pause(id bigint primary key, record text not null, row_id bigint not null, since bigint not null, until bigint not null default 0, running bigint not null default 1, reason text not null);
create index matter_pause_by_row on matter_pause(record, row_id, id);
create table matter_word(id bigint primary key, record text not null, row_id bigint not null, no bigint not null, at bigint not null, person bigint not null, side bigint not null, inside bigint not null, text text not null);
create unique index matter_word_by_row on matter_word(record, row_id, no);
create table matter_rating(record text not null, row_id bigint not null, round bigint not null, person bigint not null, rating bigint not null, text text not null, rated_on bigint not null, first bigint not null default 0, first_text text not null default '', first_on bigint not null default 0, called_on bigint not null default 0, primary key(record, row_id, round, person));
-- How a round stood before a bad rating sent the matter back: a rating that is changed brings it again.
create table matter_round(record text not null, row_id bigint not null, round bigint not null, signer bigint not null, replied_on bigint not null, in_time bigint not null, talked_on bigint not null, started bigint not null, due bigint not null, amount bigint not null, basis bigint not null, extra bigint not null, rule text not null, by_rating bigint not null, primary key(record, row_id, round));
