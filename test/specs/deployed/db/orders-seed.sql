INSERT INTO orders
SELECT n, 'customer ' || n % 7, date '2026-01-01' + n, 0.1
FROM generate_series(1, 200) AS n;
