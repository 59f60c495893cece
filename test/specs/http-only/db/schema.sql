CREATE TABLE weather (
  station TEXT NOT NULL,
  day TEXT NOT NULL,
  celsius REAL,
  PRIMARY KEY (station, day)
);
