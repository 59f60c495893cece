CREATE TABLE customers (
  id integer PRIMARY KEY,
  name text NOT NULL,
  email text,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE SCHEMA sales;
CREATE TABLE sales."order" (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  total numeric(12, 2) NOT NULL,
  placed_on date NOT NULL
);
