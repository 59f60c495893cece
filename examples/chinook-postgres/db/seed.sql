-- A small shop of invented artists, records and customers.

INSERT INTO genre (genre_id, name) VALUES (1, 'Rock'), (2, 'Jazz'), (3, 'Folk'), (4, 'Electronic'), (5, 'Classical'), (6, 'Latin');

INSERT INTO artist (artist_id, name) VALUES
  (1, 'The Copper Kettles'), (2, 'Nila Fernandes Trio'), (3, 'Harbour Lights'), (4, 'Ohm & Sons'), (5, 'Quartetto Verdigris'),
  (6, 'La Orquesta del Faro'), (7, 'Saltmarsh'), (8, 'Ruby Okonkwo'), (9, 'Night Ferry'), (10, 'Eyjafjord');

INSERT INTO album (album_id, title, artist_id) VALUES
  (1, 'Steam', 1), (2, 'Whistling Past Midnight', 1), (3, 'Blue Staircase', 2), (4, 'Live at the Velvet Room', 2),
  (5, 'Low Water', 3), (6, 'Resistance', 4), (7, 'Ground Loop', 4), (8, 'Four Seasons of Rust', 5), (9, 'Faro', 6),
  (10, 'Mareas', 6), (11, 'Reed Songs', 7), (12, 'Second Sunday', 8), (13, 'Gospel of the Kitchen', 8),
  (14, 'Last Boat Out', 9), (15, 'Basalt', 10);

-- Six to nine tracks an album, named from two lists.
WITH RECURSIVE
  first_words (i, word) AS (
    VALUES
      (0, 'Amber'), (1, 'Broken'), (2, 'Distant'), (3, 'Empty'), (4, 'Golden'), (5, 'Hollow'), (6, 'Northern'),
      (7, 'Paper'), (8, 'Quiet'), (9, 'Silver'), (10, 'Winter')
  ),
  second_words (i, word) AS (
    VALUES
      (0, 'Bridge'), (1, 'Compass'), (2, 'Garden'), (3, 'Harvest'), (4, 'Lantern'), (5, 'Mile'), (6, 'Mirror'),
      (7, 'Orchard'), (8, 'River'), (9, 'Station'), (10, 'Telephone'), (11, 'Waltz'), (12, 'Window')
  ),
  positions (album, position) AS (
    SELECT album_id, 1 FROM album
    UNION ALL
    SELECT album, position + 1 FROM positions WHERE position < 6 + album % 4
  ),
  numbered (n, album) AS (SELECT row_number() OVER (ORDER BY album, position), album FROM positions)
INSERT INTO track (track_id, name, album_id, genre_id, composer, milliseconds, unit_price)
SELECT
  n,
  f.word || ' ' || s.word,
  album,
  CASE a.artist_id WHEN 2 THEN 2 WHEN 4 THEN 4 WHEN 5 THEN 5 WHEN 6 THEN 6 WHEN 3 THEN 3 WHEN 7 THEN 3 ELSE 1 END,
  CASE WHEN n % 3 > 0 THEN r.name END,
  120000 + n * 7919 % 240000,
  CASE WHEN n % 10 = 0 THEN 1.99 ELSE 0.99 END
FROM numbered
  JOIN album AS a ON a.album_id = album
  JOIN artist AS r ON r.artist_id = a.artist_id
  JOIN first_words AS f ON f.i = n % 11
  JOIN second_words AS s ON s.i = n % 13
ORDER BY n;

INSERT INTO customer (customer_id, first_name, last_name, city, country, email) VALUES
  (1, 'Aino', 'Laakso', 'Tampere', 'Finland', 'aino.laakso@example.com'),
  (2, 'Bruno', 'Teixeira', 'Porto', 'Portugal', 'bruno.teixeira@example.com'),
  (3, 'Carmen', 'Ibarra', 'Sevilla', 'Spain', 'carmen.ibarra@example.com'),
  (4, 'Daniel', 'Osei', 'Accra', 'Ghana', 'daniel.osei@example.com'),
  (5, 'Eva', 'Horvat', 'Zagreb', 'Croatia', 'eva.horvat@example.com'),
  (6, 'Faisal', 'Rahman', 'Leeds', 'United Kingdom', 'faisal.rahman@example.com'),
  (7, 'Greta', 'Lindqvist', 'Uppsala', 'Sweden', 'greta.lindqvist@example.com'),
  (8, 'Hiro', 'Yamada', 'Sapporo', 'Japan', 'hiro.yamada@example.com'),
  (9, 'Ingrid', 'Moe', 'Bergen', 'Norway', 'ingrid.moe@example.com'),
  (10, 'Juan', 'Paredes', 'Quito', 'Ecuador', 'juan.paredes@example.com'),
  (11, 'Katya', 'Marinova', 'Plovdiv', 'Bulgaria', 'katya.marinova@example.com'),
  (12, 'Liam', 'O''Dwyer', 'Cork', 'Ireland', 'liam.odwyer@example.com'),
  (13, 'Meera', 'Iyer', 'Chennai', 'India', 'meera.iyer@example.com'),
  (14, 'Nils', 'Brandt', 'Bremen', 'Germany', 'nils.brandt@example.com'),
  (15, 'Oksana', 'Bondar', 'Lviv', 'Ukraine', 'oksana.bondar@example.com'),
  (16, 'Pierre', 'Lacombe', 'Nantes', 'France', 'pierre.lacombe@example.com');

-- Invoices of one to four lines over two years; totals are summed up from the lines at the end.
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 90)
INSERT INTO invoice (invoice_id, customer_id, invoice_date, billing_country, total)
SELECT n, customer_id, timestamp '2024-01-06' + n * 8 * interval '1 day', country, 0
FROM numbers JOIN customer ON customer_id = 1 + n * 5 % 16
ORDER BY n;

WITH RECURSIVE lines (invoice, line) AS (
  SELECT invoice_id, 1 FROM invoice
  UNION ALL
  SELECT invoice, line + 1 FROM lines WHERE line < 1 + invoice % 4
)
INSERT INTO invoice_line (invoice_id, track_id, unit_price, quantity)
SELECT invoice, track_id, unit_price, 1
FROM lines JOIN track ON track_id = 1 + (invoice * 13 + line * 29) % (SELECT count(*) FROM track)
ORDER BY invoice, line;

UPDATE invoice SET total = (
  SELECT round(sum(unit_price * quantity), 2) FROM invoice_line WHERE invoice_line.invoice_id = invoice.invoice_id
);
