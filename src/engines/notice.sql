-- :name notice_last_of :value
-- :in subject text, subject_id int
select id from notice where subject = :subject and subject_id = :subject_id and subject_id <> 0 order by id desc limit 1;

-- :name notice_by_token :value
-- :in token text
select id from notice where token = :token and token <> '';

-- :name notice_objections :many
-- :in notice int
-- :out id int, number int, state int, person int, received_on day, due day, answer text
select id, number, state, person, received_on, due, answer from objection where notice = :notice order by id limit 500;

-- :name notice_objections_open :value
-- :in notice int
select count(*) from objection where notice = :notice and state = 1;

-- :name notice_objection_next :value
-- :in notice int
select coalesce(max(number), 0) + 1 from objection where notice = :notice;

-- :name notice_objection_by_receipt :value
-- :in notice int, receipt text
select id from objection where notice = :notice and receipt = :receipt and receipt <> '';

-- :name notice_objections_by :many
-- :in notice int, person int
-- :out id int, number int, state int, received_on day, content text, answer text
select id, number, state, received_on, content, answer from objection where notice = :notice and person = :person and person <> 0 order by id limit 50;
