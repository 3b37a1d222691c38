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

-- :name words_mark_lite :exec
-- :only sqlite
-- :in id int, marks text
update search_text set marks = :marks where rowid = :id;

-- :name words_hits_lite :many
-- :only sqlite
-- :in match text, before int, most int
-- :out struct search_found id int, record text, row_id int, unit int, title text, at instant
-- What matches, newest first.
select d.id, d.record, d.row_id, d.unit, d.title, d.at from search_text s cross join search_doc d
where s.search_text match :match and s.rowid < :before and d.id = s.rowid order by s.rowid desc limit :most;

-- :name words_add_pg :rows
-- :only postgresql
-- :in id int, tokens text, marks text
-- Words and marks are lexemes of one vector; marks have the weight A and a sign that no word has.
insert into search_text(rowid, words) values (:id, :tokens::tsvector || :marks::tsvector);

-- :name words_set_pg :exec
-- :only postgresql
-- :in id int, tokens text, marks text
update search_text set words = :tokens::tsvector || :marks::tsvector where rowid = :id;

-- :name words_mark_pg :exec
-- :only postgresql
-- :in id int, marks text
update search_text set words = ts_filter(words, '{d}') || :marks::tsvector where rowid = :id;

-- :name words_hits_pg :many
-- :only postgresql
-- :in match text, before int, most int
-- :out struct search_found
select d.id, d.record, d.row_id, d.unit, d.title, d.at from search_text s join search_doc d on d.id = s.rowid
where s.words @@ :match::tsquery and s.rowid < :before order by s.rowid desc limit :most;

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
