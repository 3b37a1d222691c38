-- :name labour_officers_of :many
-- :in unit int, kind int, today int
-- :out person int, name text, side int, chair flag, certificate text
select o.person, p.name, o.side, o.chair, o.certificate from labour_officer o join person p on p.id = o.person
where o.unit = :unit and o.kind = :kind and o.state = 1 and (o.expires_on = 0 or o.expires_on >= :today) order by o.id limit 500;

-- :name labour_officer_has :value
-- :in unit int, kind int, person int
select count(*) from labour_officer where unit = :unit and kind = :kind and state = 1 and person = :person;

-- :name labour_letters_of :many
-- :in matter int
-- :out id int, kind int, number text, state int, signed_on day, served_on day, due day, answered_on day, result int
select id, kind, number, state, signed_on, served_on, due, answered_on, result from labour_letter where matter = :matter order by id limit 30;

-- :name labour_letter_last :value
-- :in matter int
select coalesce(max(id), 0) from labour_letter where matter = :matter and state <> 6;

-- :name mediation_mine :many
-- :in author int
-- :out id int, number text, title text, state int, received_on day
select id, number, title, state, received_on from mediation where author = :author and author <> 0 order by id desc limit 30;
