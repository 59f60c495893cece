INSERT INTO artists VALUES (1, 'The Examples'), (2, 'Søren and the Seeds');
INSERT INTO tracks VALUES (1, 'Hello', 1, 'Pop', 181), (2, 'Hello again', 1, 'Rock', 240), (3, 'Über alles', 2, 'Jazz', 611);
