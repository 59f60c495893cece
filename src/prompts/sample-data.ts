/** The embedded database of a new project: small enough to read, large enough to meet the limits. */

export const sampleSchema = `CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX users_by_creation ON users (active, created_at DESC);
`;

export const sampleSeed = `-- 1,200 invented users, one every six hours; every tenth is no longer active.
WITH RECURSIVE numbers (n) AS (
  SELECT 1
  UNION ALL
  SELECT n + 1 FROM numbers WHERE n < 1200
),
given (position, name) AS (
  VALUES (0, 'Ada'), (1, 'Blaise'), (2, 'Chiara'), (3, 'Dmitri'), (4, 'Emmy'), (5, 'Farah'), (6, 'Grace')
),
family (position, name) AS (
  VALUES (0, 'Abara'), (1, 'Brandt'), (2, 'Castillo'), (3, 'Dubois'), (4, 'Eriksen')
)
INSERT INTO users (id, name, email, active, created_at)
SELECT
  n,
  given.name || ' ' || family.name,
  lower(given.name || '.' || family.name) || '.' || n || '@example.com',
  n % 10 <> 0,
  strftime('%Y-%m-%dT%H:%M:%SZ', '2025-01-01', '+' || (n * 6) || ' hours')
FROM numbers
JOIN given ON given.position = n % 7
JOIN family ON family.position = n % 5;
`;

/** The same in PostgreSQL. */
export const postgresSchema = `CREATE TABLE users (
  id integer PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE INDEX users_by_creation ON users (active, created_at DESC);
`;

export const postgresSeed = `-- 1,200 invented users, one every six hours; every tenth is no longer active.
INSERT INTO users (id, name, email, active, created_at)
SELECT
  n,
  given || ' ' || family,
  lower(given || '.' || family) || '.' || n || '@example.com',
  n % 10 <> 0,
  timestamptz '2025-01-01 00:00:00Z' + n * interval '6 hours'
FROM generate_series(1, 1200) AS numbers (n)
CROSS JOIN LATERAL (
  SELECT
    (ARRAY['Ada', 'Blaise', 'Chiara', 'Dmitri', 'Emmy', 'Farah', 'Grace'])[n % 7 + 1],
    (ARRAY['Abara', 'Brandt', 'Castillo', 'Dubois', 'Eriksen'])[n % 5 + 1]
) AS names (given, family);
`;
