-- 2,000 users, four of five active.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO users (id, name, email, active, created_at)
SELECT i, 'User ' || i, 'user' || i || '@example.com', i % 5 <> 0, date('2020-01-01', '+' || i || ' days')
FROM n;
