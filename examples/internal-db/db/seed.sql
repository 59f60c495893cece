-- 5,000 users of an imaginary company: the same ones on every machine, because nothing here is random.

INSERT INTO teams (id, name) VALUES
  (1, 'Analytics'), (2, 'Customer Success'), (3, 'Design'), (4, 'Engineering'), (5, 'Facilities'), (6, 'Finance'),
  (7, 'Legal'), (8, 'Marketing'), (9, 'People'), (10, 'Platform'), (11, 'Sales'), (12, 'Security');

WITH RECURSIVE
  first_names (i, name) AS (
    VALUES
      (0, 'Ada'), (1, 'Amara'), (2, 'Ana'), (3, 'Bilal'), (4, 'Chen'), (5, 'Chloe'), (6, 'Dmitri'), (7, 'Elif'),
      (8, 'Emeka'), (9, 'Farah'), (10, 'Grace'), (11, 'Hana'), (12, 'Hugo'), (13, 'Ines'), (14, 'Ivan'), (15, 'Jonas'),
      (16, 'Kaveh'), (17, 'Keiko'), (18, 'Lars'), (19, 'Leila'), (20, 'Linh'), (21, 'Lucia'), (22, 'Mateo'),
      (23, 'Mei'), (24, 'Mira'), (25, 'Nadia'), (26, 'Noah'), (27, 'Olga'), (28, 'Omar'), (29, 'Paula'),
      (30, 'Priya'), (31, 'Rafael'), (32, 'Ravi'), (33, 'Rosa'), (34, 'Samuel'), (35, 'Sofia'), (36, 'Tariq'),
      (37, 'Tomas'), (38, 'Wanjiru'), (39, 'Yusuf'), (40, 'Zofia')
  ),
  last_names (i, name) AS (
    VALUES
      (0, 'Abe'), (1, 'Adeyemi'), (2, 'Ahmed'), (3, 'Alvarez'), (4, 'Andersen'), (5, 'Bauer'), (6, 'Bianchi'),
      (7, 'Castro'), (8, 'Costa'), (9, 'Das'), (10, 'Dubois'), (11, 'Ekholm'), (12, 'Farouk'), (13, 'Fischer'),
      (14, 'Garcia'), (15, 'Haddad'), (16, 'Hansen'), (17, 'Ito'), (18, 'Ivanov'), (19, 'Jansen'), (20, 'Kamau'),
      (21, 'Khan'), (22, 'Kowalski'), (23, 'Laine'), (24, 'Lopez'), (25, 'Mensah'), (26, 'Moreau'), (27, 'Mwangi'),
      (28, 'Nakamura'), (29, 'Nguyen'), (30, 'Novak'), (31, 'Okafor'), (32, 'Oliveira'), (33, 'Park'), (34, 'Patel'),
      (35, 'Petrov'), (36, 'Rossi'), (37, 'Sato'), (38, 'Schmidt'), (39, 'Silva'), (40, 'Singh'), (41, 'Tanaka'),
      (42, 'Virtanen')
  ),
  numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)
INSERT INTO users (id, name, email, team_id, role, active, password_hash, created_at, last_seen_at)
SELECT
  n,
  f.name || ' ' || l.name,
  lower(f.name || '.' || l.name) || '.' || n || '@example.com',
  1 + n * 1103 % 4099 % 12,
  CASE WHEN n % 97 = 0 THEN 'admin' WHEN n % 11 = 0 THEN 'lead' ELSE 'member' END,
  n * 613 % 1009 % 9 <> 0,
  printf('not-a-real-hash-%05d', n * 7919 % 100000),
  strftime('%Y-%m-%dT%H:%M:%SZ', '2015-03-02', '+' || (n * 19 + n * 7 % 13) || ' hours', '+' || (n * 37 % 60) || ' minutes'),
  CASE
    WHEN n * 613 % 1009 % 9 <> 0 THEN strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-05', '+' || (n * 31 % 6000) || ' hours')
  END
FROM numbers
  JOIN first_names AS f ON f.i = n * 17 % 41
  JOIN last_names AS l ON l.i = (n * 5 + n / 41) % 43
ORDER BY n;
