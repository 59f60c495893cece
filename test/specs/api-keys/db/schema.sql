CREATE TABLE stock (article TEXT PRIMARY KEY, pieces INTEGER NOT NULL);
INSERT INTO stock VALUES ('bolt', 1200), ('nut', 900);
