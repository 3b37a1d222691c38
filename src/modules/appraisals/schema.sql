-- Criteria, answers, figures, marks and ratings; written beside the moves of sheets and entries.
create table criterion(id bigint primary key, sheet bigint not null, no bigint not null, part text not null, title text not null, detail text not null, type bigint not null, weight bigint not null, live bigint not null, least bigint not null, source text not null default '', trust bigint not null default 0);
create index criterion_of_sheet on criterion(sheet, no, id);
create table appraisal_assessor(appraisal bigint not null, person bigint not null, primary key(appraisal, person));
create table appraisal_answer(entry bigint not null, criterion bigint not null, claim bigint not null, text text not null, primary key(entry, criterion));
create table appraisal_live(entry bigint not null, criterion bigint not null, value bigint not null, text text not null, href text not null, at bigint not null, primary key(entry, criterion));
create table appraisal_mark(entry bigint not null, criterion bigint not null, assessor bigint not null, value bigint not null, note text not null, primary key(entry, criterion, assessor));
create table appraisal_voted(appraisal bigint not null, person bigint not null, primary key(appraisal, person));
create table appraisal_slip(id bigint primary key, appraisal bigint not null, entry bigint not null);
create table appraisal_choice(appraisal bigint not null, entry bigint not null, primary key(appraisal, entry));
create table appraisal_tally(appraisal bigint not null, entry bigint not null, votes bigint not null, primary key(appraisal, entry));
create index appraisal_slip_of on appraisal_slip(appraisal, entry);
create table appraisal_key(appraisal bigint not null, half bigint not null, public_key text not null, salt text not null, sealed_key text not null, primary key(appraisal, half));
create table appraisal_urn(id bigint primary key, appraisal bigint not null, entry bigint not null, sealed text not null);
create index appraisal_urn_of_entry on appraisal_urn(entry, id);
create index appraisal_urn_of_appraisal on appraisal_urn(appraisal, id);
create table appraisal_rated(entry bigint not null, person bigint not null, primary key(entry, person));
