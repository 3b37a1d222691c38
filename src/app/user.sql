-- What the command "user" reads and writes.

-- :name user_list :many
-- :scan a list of all accounts
-- :out person int, name text, staff_no text, mobile_mask text, unit_name text, unit_code text, state num, locked_until instant, active flag
select a.person, p.name, p.staff_no, p.mobile_mask, u.name, u.code, p.state, a.locked_until, case when a.password = '' then 0 else 1 end
from account a join person p on p.id = a.person join unit u on u.id = p.unit order by a.person;

-- :name user_lock :exec
-- :in person int, until instant
update account set locked_until = :until where person = :person;
