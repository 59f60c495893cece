CREATE TABLE prices (name TEXT PRIMARY KEY, cents INTEGER NOT NULL);
INSERT INTO prices VALUES ('bolt', 12), ('nut', 8);
