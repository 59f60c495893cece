CREATE TABLE items (name TEXT PRIMARY KEY, pieces INTEGER NOT NULL);
INSERT INTO items VALUES ('bolt', 400), ('nut', 380), ('washer', 950);
