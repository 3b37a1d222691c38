-- Statements of the sample city (lianxin demo --scale).

-- :name scale_person_add :exec
-- :in id int, unit int, name text, staff_no text, post_title text, sex int, union_kind int, mask text, seal text, hash text, tail text, pinyin text, now instant
insert into person(id, version, state, unit, name, staff_no, title, sex, union_kind, mobile_mask, mobile_seal, mobile_hash, mobile_tail, pinyin, created_at)
values (:id, 1, 1, :unit, :name, :staff_no, :post_title, :sex, :union_kind, :mask, :seal, :hash, :tail, :pinyin, :now);
