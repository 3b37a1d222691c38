-- Families.

-- :name family_ids :many
-- :in person int
-- :out id int
select id from family_member where person = :person and state = 1 order by birth_year, id limit 50;

-- :name family_together :value
-- :in person int
select count(*) from family_member where person = :person and state = 1 and together = 1;

-- :name family_count :value
-- :in person int
select count(*) from family_member where person = :person and state = 1;

-- :name family_number_here :value
-- :in person int, hash text, but int
select count(*) from family_member where person = :person and state = 1 and idno_hash = :hash and idno_hash <> '' and id <> :but;

-- :name family_number_elsewhere :value
-- :in hash text, person int
-- Employees with this number, and families that it stands in.
select (select count(*) from person where idno_hash = :hash and idno_hash <> '' and id <> :person and state = 1)
+ (select count(*) from family_member where idno_hash = :hash and idno_hash <> '' and state = 1 and person <> :person);

-- :name family_looks :many
-- :in person int
-- :out at instant, name text, note text
select x.recorded_at, coalesce(p.name, ''), x.note from (select id, recorded_at, actor, note, verb from event where record = 'person' and row_id = :person) x
left join person p on p.id = x.actor where x.verb = 'family' order by x.id desc limit 30;
