INSERT INTO books (title, author, year, stock) VALUES
  ('The Time Machine', 'H. G. Wells', 1895, 3),
  ('Emma', 'Jane Austen', 1815, 1),
  ('Persuasion', 'Jane Austen', 1817, 0);
