-- `${process.exit(1)}` */ '
CREATE TABLE "odd `name`" (x TEXT);
