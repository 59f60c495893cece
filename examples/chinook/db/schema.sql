-- The tables of the Chinook music shop that the tools read, with Chinook's own names: the full database fits too.
CREATE TABLE Artist (
  ArtistId INTEGER PRIMARY KEY,
  Name     NVARCHAR(120)
);

CREATE TABLE Genre (
  GenreId INTEGER PRIMARY KEY,
  Name    NVARCHAR(120)
);

CREATE TABLE Album (
  AlbumId  INTEGER PRIMARY KEY,
  Title    NVARCHAR(160) NOT NULL,
  ArtistId INTEGER NOT NULL REFERENCES Artist (ArtistId)
);

CREATE TABLE Track (
  TrackId      INTEGER PRIMARY KEY,
  Name         NVARCHAR(200) NOT NULL,
  AlbumId      INTEGER REFERENCES Album (AlbumId),
  GenreId      INTEGER REFERENCES Genre (GenreId),
  Composer     NVARCHAR(220),
  Milliseconds INTEGER NOT NULL,
  UnitPrice    NUMERIC(10, 2) NOT NULL
);

CREATE TABLE Customer (
  CustomerId INTEGER PRIMARY KEY,
  FirstName  NVARCHAR(40) NOT NULL,
  LastName   NVARCHAR(20) NOT NULL,
  City       NVARCHAR(40),
  Country    NVARCHAR(40),
  Email      NVARCHAR(60) NOT NULL
);

CREATE TABLE Invoice (
  InvoiceId      INTEGER PRIMARY KEY,
  CustomerId     INTEGER NOT NULL REFERENCES Customer (CustomerId),
  InvoiceDate    DATETIME NOT NULL,
  BillingCountry NVARCHAR(40),
  Total          NUMERIC(10, 2) NOT NULL
);

CREATE TABLE InvoiceLine (
  InvoiceLineId INTEGER PRIMARY KEY,
  InvoiceId     INTEGER NOT NULL REFERENCES Invoice (InvoiceId),
  TrackId       INTEGER NOT NULL REFERENCES Track (TrackId),
  UnitPrice     NUMERIC(10, 2) NOT NULL,
  Quantity      INTEGER NOT NULL
);

CREATE INDEX IFK_AlbumArtistId ON Album (ArtistId);
CREATE INDEX IFK_TrackAlbumId ON Track (AlbumId);
CREATE INDEX IFK_InvoiceCustomerId ON Invoice (CustomerId);
CREATE INDEX IFK_InvoiceLineInvoiceId ON InvoiceLine (InvoiceId);
CREATE INDEX IFK_InvoiceLineTrackId ON InvoiceLine (TrackId);
