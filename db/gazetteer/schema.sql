-- The gazetteer: read only, built by build.py.
CREATE TABLE division (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
  population INTEGER NOT NULL, flags TEXT NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE code (
  scheme TEXT NOT NULL, code TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (scheme, code)
) WITHOUT ROWID;
CREATE TABLE within (
  place INTEGER NOT NULL, county INTEGER NOT NULL, PRIMARY KEY (place, county)
) WITHOUT ROWID;
CREATE TABLE zip (
  code INTEGER PRIMARY KEY, state INTEGER NOT NULL, city TEXT NOT NULL, county INTEGER,
  whole INTEGER NOT NULL  -- 1 where a place of zip_place bears the post office's own name
);
CREATE TABLE zip_place (
  code INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (code, n)
) WITHOUT ROWID;
-- The states and counties, other than those of `zip`, that census data give for a ZIP.
CREATE TABLE zip_also (
  code INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (code, n)
) WITHOUT ROWID;
-- Names of what is no division: a town without a council (sort `land`, or `perhaps` where it may be
-- a part of a city) with its county, a large city or a part of another nation (`abroad`) with it.
CREATE TABLE part (
  key TEXT NOT NULL, n INTEGER NOT NULL, sort TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (key, n)
) WITHOUT ROWID;
-- Every name of a state's divisions and parts, one a line; the state "" is the rest of the world.
CREATE TABLE spelling (state TEXT PRIMARY KEY, keys TEXT NOT NULL) WITHOUT ROWID;
