-- Committee meetings: who was there, items, citations.

-- :name meeting_last_no :value
-- :in committee int
select coalesce(max(no), 0) from meeting where committee = :committee and state <> 4;

-- :name meeting_here_put :exec
-- :in meeting int, person int, name text, post text, here int
insert into meeting_here(meeting, person, name, post, here) values (:meeting, :person, :name, :post, :here)
on conflict(meeting, person) do update set here = excluded.here;

-- :name meeting_here_of :many
-- :in meeting int
-- :out person int, name text, post text, here int
select person, name, post, here from meeting_here where meeting = :meeting order by person;

-- :name meeting_here_clear :exec
-- :in meeting int
delete from meeting_here where meeting = :meeting;

-- :name meeting_items_of :many
-- :in meeting int
-- :out id int
select id from meeting_item where meeting = :meeting and state <> 5 order by no, id limit 100;

-- :name meeting_item_last :value
-- :in meeting int
select coalesce(max(no), 0) from meeting_item where meeting = :meeting;

-- :name meeting_items_open :value
-- :in meeting int
select count(*) from meeting_item where meeting = :meeting and state = 1;

-- :name meeting_decisions :many
-- :in unit int, since day
-- :out id int, title text, meeting_title text, held_on day
-- What the committees of a union have passed, the latest first.
select i.id, i.title, m.title, m.held_on from meeting m join meeting_item i on i.meeting = m.id
where m.unit = :unit and m.held_on >= :since and m.state in (2, 3) and i.state = 2 order by m.held_on desc, i.id desc limit 60;

-- :name meeting_matter_add :exec
-- :in item int, record text, row_id int, name text
insert into meeting_matter(item, record, row_id, name) values (:item, :record, :row_id, :name) on conflict(item, record, row_id) do nothing;

-- :name meeting_matters_of :many
-- :in item int
-- :out record text, row_id int, name text
select record, row_id, name from meeting_matter where item = :item order by record desc, row_id limit 200;

-- :name meeting_matter_has :value
-- :in item int, record text, row_id int
select count(*) from meeting_matter where item = :item and record = :record and row_id = :row_id;

-- :name meeting_matter_since :value
-- :in record text, row_id int
-- When it began to wait once more: who had been refused or had left applied again, a chair was to go.
select coalesce(max(recorded_at), 0) from event where record = :record and row_id = :row_id and verb in ('reapply', 'ask');

-- :name meeting_matter_listed :value
-- :in record text, row_id int
-- Does it stand on an agenda that is still open?
select count(*) from meeting_matter t join meeting_item i on i.id = t.item join meeting m on m.id = i.meeting
where t.record = :record and t.row_id = :row_id and i.state = 1 and m.state in (1, 2);

-- :name meeting_applications :many
-- :in path text, path_end text, most int
-- :out id int, unit int, name text
-- Who has asked to join, on no open agenda.
select m.id, m.unit, m.name from unit u cross join member m
where m.unit = u.id and u.path >= :path and u.path < :path_end and m.state = 1
and not exists (select 1 from meeting_matter t join meeting_item i on i.id = t.item join meeting g on g.id = i.meeting
 where t.record = 'member' and t.row_id = m.id and i.state = 1 and g.state in (1, 2))
and (m.batch = 0 or not exists (select 1 from arriving w where w.batch = m.batch)) order by m.id limit :most;

-- :name meeting_cite_add :exec
-- :in item int, record text, row_id int
insert into meeting_cite(item, record, row_id) values (:item, :record, :row_id) on conflict(item, record, row_id) do nothing;

-- :name meeting_cites_of :many
-- :in meeting int
-- :out item int, record text, row_id int
select c.item, c.record, c.row_id from meeting_item i join meeting_cite c on c.item = i.id where i.meeting = :meeting order by i.no, c.row_id limit 100;

-- :name meeting_item_cites :value
-- :in item int
select count(*) from meeting_cite where item = :item;
