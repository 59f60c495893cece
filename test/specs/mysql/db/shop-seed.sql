INSERT INTO products (name, price, cost, active, created_at) VALUES
  ('Kettle', 39.90, 21.00, TRUE, '2026-01-10 09:00:00'),
  ('Teapot, "large"', 24.50, 11.20, TRUE, '2026-02-01 12:30:00'),
  ('Samovar', 310.00, 190.00, FALSE, '2026-03-15 08:15:00');

INSERT INTO sales.`order` (product_id, quantity, placed_on, customer) VALUES
  (1, 2, '2026-04-02', 'Ada'),
  (1, 1, '2026-04-20', 'Grace'),
  (2, 5, '2026-05-01', 'Ada');
