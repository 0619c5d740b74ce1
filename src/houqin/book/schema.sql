-- The index: facts (functions of one file's bytes) and what is derived from them. Disposable.
-- Money is whole fen, quantities are millionths, days are 20261031, months '2026-10'.
-- Portable subset: no '/', no strftime, no rowid, no comparison of text with numbers.

-- facts ---------------------------------------------------------------------------------------------
create table meta (name text primary key, value text not null);

create table file (
  path text primary key,      -- below the book, with '/'
  folder text not null,       -- canonical; 'config' for houqin.yaml
  owner text not null,        -- store/<owner>/, accounts/<owner>/, cash/<owner>/; else ''
  stat text not null,         -- size, mtime, ctime, inode as last seen
  checked integer not null,   -- when it was last hashed, ns
  sha text not null
);
create table diagnostic (path text not null, code text not null, args text not null, line integer, col integer);
create index diagnostic_path on diagnostic (path);

create table record (
  id integer primary key,
  path text not null, line integer not null, last integer not null,
  folder text not null, owner text not null,
  type text not null, number text not null,
  day integer not null,       -- 业务日期; of a register row: from
  booked integer not null,    -- 入账日期
  month text not null,        -- of booked; '' for registers and configuration
  set_ text not null,         -- the set the record names itself, else ''
  place text not null,        -- the place whose set it belongs to, else ''
  signed text not null,       -- who signed in which part: {"role": ["name"]}; '' where nobody did
  digest text not null        -- of what is written, word for word
);
create index record_path on record (path);
create index record_month on record (month, type);
create index record_type on record (type, day);
create index record_folder on record (folder);
create table data (record integer primary key, json text not null);

-- what can be referred to: each record, and documents inside opening records
create table doc (record integer not null, n integer not null, type text not null, number text not null, period text not null);
create index doc_record on doc (record);
create index doc_number on doc (number);
-- references as written; types: the record types it may mean, ',a,b,' or '' for any
create table link (record integer not null, n integer not null, role text not null, types text not null,
  number text not null, period text not null, set_ text not null, amount integer);
create index link_record on link (record);
create index link_number on link (number);
-- items as written; see facts/goods.py for the ways
create table goods (record integer not null, n integer not null, way text not null, item text not null,
  quantity integer not null, unit text not null, amount integer, place text not null, to_place text not null, lot text not null);
create index goods_record on goods (record);
-- sums as written; book: ledger, due, cash, meal; see facts/money.py for the keys. Debit and money in are positive
create table money (record integer not null, n integer not null, book text not null, key text not null, amount integer not null, quantity integer not null);
create index money_record on money (record);

-- derived -------------------------------------------------------------------------------------------
create table tie (record integer not null, n integer not null, role text not null, target integer not null, target_n integer not null, amount integer);
create index tie_record on tie (record, role);
create index tie_target on tie (target, role);
create table problem (record integer not null, n integer not null, code text not null, args text not null);
create index problem_record on problem (record);
-- money and goods with reversals expanded, sets resolved, quantities in base units
create table moved (record integer not null, n integer not null, book text not null, key text not null, month text not null, amount integer not null, quantity integer not null);
create index moved_record on moved (record, book);
create index moved_key on moved (book, key, month);
create index moved_month on moved (month, book);
create table shifted (record integer not null, n integer not null, item text not null, month text not null, way text not null,
  place text not null, to_place text not null, quantity integer not null, amount integer, lot text not null, of_record integer, of_n integer);
create index shifted_record on shifted (record);
create index shifted_item on shifted (item, month);
create index shifted_of on shifted (of_record);
-- what each goods row did to a control account (kind: stock or in_use), and what it cost beside it
create table valued (record integer not null, n integer not null, item text not null, month text not null, kind text not null, account text not null,
  place text not null, quantity integer not null, value integer not null, cost integer not null, note text not null);
create index valued_item on valued (item, month);
create index valued_month on valued (month);
create index valued_record on valued (record, n);
create index valued_note on valued (note, month);
-- month-end states of the streams: kind goods (key: item) or ledger, due, cash (key as in moved)
create table state (kind text not null, key text not null, month text not null, json text not null, primary key (kind, key, month));
create index state_month on state (month, kind);
-- what a month's reconciliation leaves open, kept until something at or before it changes
create table settled (month text primary key, json text not null);
