-- Statements of the sample data.

-- :name demo_receipt_of :value
-- :in plan int, unit int
select id from receipt where plan = :plan and unit = :unit;
