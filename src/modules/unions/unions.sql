-- Union cards and their changes.

-- :name union_card_of_org :value
-- :in org int
select id from union_card where org = :org and org <> 0;

-- :name union_card_uscc_used :value
-- :in uscc text, but int
select count(*) from union_card where uscc = :uscc and uscc <> '' and id <> :but;

-- :name union_changes_of :many
-- :in card int, org int
-- :out id int, kind num, state num, reason text, decided_on day, created_at instant, card int
-- Its own, and those of others that concern it: who merged into it or came under it, what it was split from.
select id, kind, state, reason, decided_on, created_at, card from union_change where card = :card
union select id, kind, state, reason, decided_on, created_at, card from union_change where target = :org and target <> 0 and state in (3, 4, 7)
union select id, kind, state, reason, decided_on, created_at, card from union_change where made = :org and made <> 0
order by id desc limit 100;

-- :name union_change_approver :value
-- :in id int
-- Who approved a merger that is carried out in pieces.
select coalesce(max(actor), 0) from event where record = 'union_change' and row_id = :id and verb = 'begin';

-- :name union_change_asked :value
-- :in id int
select coalesce(max(recorded_at), 0) from event where record = 'union_change' and row_id = :id and verb = 'ask';

-- :name union_changes_open :value
-- :in card int
select count(*) from union_change where card = :card and state in (1, 2, 3, 7);

-- :name union_counts :one
-- :in path text, path_end text
-- :out women int, gig int
-- Of one union's members; federations are not asked.
select coalesce(sum(case when sex = 2 then 1 else 0 end), 0), coalesce(sum(case when gig <> 0 then 1 else 0 end), 0)
from (select m.sex as sex, m.gig as gig from unit u cross join member m where m.unit = u.id and u.path >= :path and u.path < :path_end and m.state = 2 limit 20000) x;

-- :name union_children :many
-- :in parent int
-- :out id int
select id from unit where parent = :parent and state = 1 order by id limit 200;

-- :name union_people :many
-- :in unit int, after int, most int
-- :out id int
select id from person where unit = :unit and state = 1 and id > :after order by id limit :most;

-- :name union_change_reached :exec
-- :in id int, before int, after int
-- 0 rows: somebody else is at this merger.
update union_change set carried = :after where id = :id and state = 7 and carried = :before;

-- :name union_changes_carrying :many
-- :scan by state: those under way are few
-- :out id int
select id from union_change where state = 7 order by id limit 20;
