CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer text NOT NULL,
  placed_on date NOT NULL,
  margin numeric
);
