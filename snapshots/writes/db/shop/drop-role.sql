-- Takes account 'orders_shop'@'%' and all that it was given away. Run it as an administrator:
--   mysql < db/shop/drop-role.sql
-- What roles.sql took from PUBLIC stays taken. To give it back: GRANT ALL PRIVILEGES ON `test`.* TO PUBLIC;
DROP USER IF EXISTS 'orders_shop'@'%';
