INSERT INTO centres VALUES (1, 'Research'), (2, 'Sales');
INSERT INTO salaries VALUES ('A', 1, 70000), ('B', 1, 65000), ('C', 2, 60000);
