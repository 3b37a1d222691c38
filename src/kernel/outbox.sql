-- :name delivery_of :many
-- :in message int
-- :out channel num, state num, tries int
select channel, state, tries from delivery where message = :message order by id;

-- :name delivery_bad :many
-- :in count int
-- Those that failed, then those on their way to it.
-- :out id int, channel num, address text, state num, tries int, next_at instant, error text
select id, channel, address, state, tries, next_at, error from delivery where state in (0, 2) and tries > 0 order by state desc, next_at desc limit :count;

-- :name delivery_count :value
-- :in state int
select count(*) from (select id from delivery where state = :state limit 10000) x;
