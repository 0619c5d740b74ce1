-- What git has kept, record by record. Disposable: made again from the repository at any time.
create table meta (name text primary key, value text not null);
-- n: parents before children. main: on the way of first parents from HEAD. joined: n of the commit of that way by which it came.
-- clock: the latest time of it and all commits before it. key, status: history/signature.py
create table kept (
  n integer primary key, id text not null, parents text not null, main integer not null, joined integer not null,
  time integer not null, zone integer not null, clock integer not null, author text not null, address text not null,
  committer text not null, committer_address text not null, subject text not null, status text not null, key text not null);
create index kept_id on kept (id);
-- kind: added, changed, removed; merged (came by a merge as others had written it); dropped (a merge left out what one side had changed), overruled (it took the other of two)
-- old: where it was known otherwise before, that key as JSON. before, after: trees as JSON, '' where there is none
create table change (
  n integer not null, type text not null, owner text not null, period text not null, number text not null, nth integer not null,
  kind text not null, old text not null, before text not null, after text not null, path text not null, line integer not null,
  folder text not null);
create index change_key on change (number, type);
create index change_n on change (n);
create index change_type on change (type);
-- files whose last version cannot be read, with the last one that could
create table held (path text primary key, blob text not null);
create table unread (n integer not null, path text not null)
