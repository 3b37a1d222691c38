-- :name delivery_of :many
-- :in message int
-- :out channel num, outcome num, tries int
select channel, outcome, tries from delivery where message = :message order by id;

-- :name delivery_bad :many
-- :in count int
-- Those that failed, then those on their way to it.
-- :out id int, channel num, address text, outcome num, tries int, next_at instant, error text
select id, channel, address, outcome, tries, next_at, error from delivery where outcome in (0, 2) and tries > 0 order by outcome desc, next_at desc limit :count;

-- :name delivery_count :value
-- :in outcome int
select count(*) from (select id from delivery where outcome = :outcome limit 10000) x;

-- :name delivery_add :exec
-- :in id int, message int, channel int, address text, next_at instant
insert into delivery(id, message, channel, address, outcome, tries, next_at) values (:id, :message, :channel, :address, 0, 0, :next_at);

-- :name delivery_due :many
-- :in now instant, count int
-- :out id int, channel num, address text, tries int, title text, link text, urgent flag
select d.id, d.channel, d.address, d.tries, m.title, m.link, m.urgent from delivery d join message m on m.id = d.message
where d.outcome = 0 and d.next_at <= :now order by d.next_at, d.id limit :count;

-- :name delivery_claim :exec
-- :in id int, until instant
update delivery set next_at = :until where id = :id and outcome = 0;

-- :name delivery_settle :exec
-- :in id int, outcome int, tries int, next_at instant, error text
update delivery set outcome = :outcome, tries = :tries, next_at = :next_at, error = :error where id = :id;

-- :name outbox_choice_get :one
-- :in person int
-- :out email text, mail flag, hook flag
select email, mail, hook from outbox_choice where person = :person;

-- :name outbox_choice_set :exec
-- :in person int, email text, mail flag, hook flag
insert into outbox_choice(person, email, mail, hook) values (:person, :email, :mail, :hook)
on conflict(person) do update set email = excluded.email, mail = excluded.mail, hook = excluded.hook;
