CREATE TABLE products (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name varchar(100) NOT NULL,
  price decimal(12, 2) NOT NULL,
  cost decimal(12, 2),
  active boolean NOT NULL DEFAULT TRUE,
  created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  KEY (name)
);

CREATE DATABASE sales;
CREATE TABLE sales.`order` (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  product_id bigint NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  placed_on date NOT NULL,
  customer varchar(100),
  KEY (product_id, placed_on)
);
