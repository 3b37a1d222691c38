-- The index of words, in the dialect of each database; used by search.c alone.

-- :name words_add_lite :exec
-- :only sqlite
-- :in id int, tokens text, marks text
insert into search_text(rowid, tokens, marks) values (:id, :tokens, :marks);

-- :name words_set_lite :exec
-- :only sqlite
-- :in id int, tokens text, marks text
update search_text set tokens = :tokens, marks = :marks where rowid = :id;

-- :name words_tidy_lite :exec
-- :only sqlite
insert into search_text(search_text) values ('optimize');

-- :name words_pieces_lite :value
-- :only sqlite
-- Segments of the index, which a search looks through one by one.
with recursive seg(id) as (select min(x.segid) from search_text_idx x
union all select (select min(x.segid) from search_text_idx x where x.segid > seg.id) from seg where seg.id is not null)
select count(*) from seg where id is not null;

-- :name words_merge_lite :exec
-- :only sqlite
-- :in pages int
-- Some pages of work at making one segment of all; negative: begins it (documentation of FTS5, "merge").
insert into search_text(search_text, rank) values ('merge', :pages);

-- :name words_changes_lite :value
-- :only sqlite
-- What a merge had to do, told by comparing; less than two: nothing.
select total_changes();

-- :name words_mark_lite :exec
-- :only sqlite
-- :in id int, marks text
update search_text set marks = :marks where rowid = :id;

-- :name words_newest_lite :each
-- :only sqlite
-- :in match text, before int, most int
-- :out struct words_newest id int
select s.rowid from search_text s where s.search_text match :match and s.rowid < :before order by s.rowid desc limit :most;

-- :name words_tokens_lite :text
-- :only sqlite
-- :in id int
-- From the table where FTS5 keeps what it was given ("%_content" of its documentation; c0: the first column), without its detour.
select c0 from search_text_content where id = :id;

-- :name words_entry :one
-- :in id int
-- :out struct search_found id int, record text, row_id int, unit int, title text, at instant, need text, path text
select id, record, row_id, unit, title, at, need, path from search_doc where id = :id;

-- :name words_begun_lite :many
-- :only sqlite
-- :in first text, past text, most int
-- :out struct words_begun term text
-- Words from the first on and before the last, each once, up to a number: from each the next one is leapt to.
with recursive w(term, n) as (
select (select x.term from search_text_terms x where x.term >= :first and x.term < :past order by x.term limit 1), 1
union all select (select x.term from search_text_terms x where x.term >= w.term || char(1) and x.term < :past order by x.term limit 1), w.n + 1
from w where w.term is not null and w.n < :most)
select term from w where term is not null;

-- :name words_leaves_lite :value
-- :only sqlite
-- :in first blob, past blob
-- How many leaves of the index begin behind the first of these words and not behind the last, in all segments: its tables
-- say so by the first word of each leaf (fts5_index.c of SQLite: "search_text_idx", number of the leaf times two).
with recursive seg(id) as (select min(x.segid) from search_text_idx x
union all select (select min(x.segid) from search_text_idx x where x.segid > seg.id) from seg where seg.id is not null)
select coalesce(sum(
coalesce((select x.pgno / 2 from search_text_idx x where x.segid = seg.id and x.term > :past order by x.term limit 1),
(select max(y.id) + 1 from search_text_data y where y.id < (seg.id << 37) + (1 << 31)) - (seg.id << 37))
- coalesce((select x.pgno / 2 from search_text_idx x where x.segid = seg.id and x.term <= :first order by x.term desc limit 1), 1) - 1), 0)
from seg where seg.id is not null;

-- :name words_add_pg :rows
-- :only postgresql
-- :in id int, words text
-- Words and marks are lexemes of one vector; marks have the weight A and a sign that no word has.
insert into search_text(rowid, words) values (:id, :words::tsvector);

-- :name words_set_pg :exec
-- :only postgresql
-- :in id int, tokens text, marks text
update search_text set words = :tokens::tsvector || :marks::tsvector where rowid = :id;

-- :name words_mark_pg :exec
-- :only postgresql
-- :in id int, marks text
update search_text set words = ts_filter(words, '{d}') || :marks::tsvector where rowid = :id;

-- :name words_sampled_pg :value
-- :only postgresql
-- :in match text, most int
-- How many entries of the sample have it, counted up to a number: by an index of one entry in 251.
select count(*) from (select 1 from search_text where words @@ :match::tsquery and rowid % 251 = 0 limit :most) x;

-- :name words_walk_pg :each
-- :only postgresql
-- :in match text, before int, newest int
-- :out id int
-- Of the newest so many entries.
select s.rowid from (select rowid, words from search_text where rowid < :before order by rowid desc limit :newest) s
where s.words @@ :match::tsquery order by s.rowid desc;

-- :name words_rare_pg :each
-- :only postgresql
-- :in match text, whole text, before int, most int
-- :out struct words_walk_pg
-- Of what the index finds. "offset 0": it does not walk over all entries instead, in the hope of finding so many soon, nor
-- gather all that are older.
select s.rowid from (select rowid, words from search_text where words @@ :match::tsquery offset 0) s
where s.rowid < :before and s.words @@ :whole::tsquery order by s.rowid desc limit :most;

-- :name words_nth_pg :value
-- :only postgresql
-- :in before int, nth int
select rowid from search_text where rowid < :before order by rowid desc limit 1 offset :nth;

-- :name words_entries_pg :each
-- :only postgresql
-- :in ids text
-- :out struct search_found
-- "{1,2,3}", newest first.
select id, record, row_id, unit, title, at, need, path from search_doc where id = any(:ids::bigint[]) order by id desc;

-- :name words_list_lite :many
-- :only sqlite
-- :in after int, most int
-- :out struct search_words id int, tokens text, marks text
-- What is in the index, in the order of ids: for a copy of it elsewhere.
select rowid, tokens, marks from search_text where rowid > :after order by rowid limit :most;

-- :name words_list_pg :many
-- :only postgresql
-- :in after int, most int
-- :out struct search_words
select rowid, words::text, '' from search_text where rowid > :after order by rowid limit :most;
