-- :name topic_names :many
-- :in path text, path_end text
-- :out name text
-- The people of a union, whom a topic may not name.
select p.name from unit u cross join person p where p.unit = u.id and u.path >= :path and u.path < :path_end and p.state + 0 = 1 limit 5000;

-- :name topics_answered :many
-- :in unit int
-- :out title text, summary text, answer text, answered_on day
select title, summary, answer, answered_on from topic where unit = :unit and state + 0 = 1 and answered_on <> 0 order by answered_on desc, id desc limit 30;
