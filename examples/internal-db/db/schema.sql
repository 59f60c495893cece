CREATE TABLE teams (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE users (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  email         TEXT NOT NULL UNIQUE,
  team_id       INTEGER NOT NULL REFERENCES teams (id),
  role          TEXT NOT NULL CHECK (role IN ('member', 'lead', 'admin')),
  active        INTEGER NOT NULL CHECK (active IN (0, 1)),
  -- Not selected by any tool: a column the spec does not name never leaves the database.
  password_hash TEXT NOT NULL,
  created_at    TEXT NOT NULL,
  last_seen_at  TEXT
);

CREATE INDEX users_by_creation ON users (active, created_at DESC, id);
CREATE INDEX users_by_team ON users (team_id);
