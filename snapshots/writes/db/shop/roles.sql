-- Account 'orders_shop'@'%': may change exactly what mcp.yaml of orders-mcp lists, read what it lists there,
-- and nothing else.
-- For MySQL 8 and MariaDB 10.6 or later. Run it in the database of the tools, as an administrator:
--   mysql DATABASE < db/shop/roles.sql
-- The account is locked until it has a password. In the client, where no shell remembers it:
--   ALTER USER 'orders_shop'@'%' IDENTIFIED BY '…' ACCOUNT UNLOCK;
-- Safe to run again, also after a change: rights that the tools no longer need are taken away. While it runs, for a
-- moment, the account has no rights.
-- Undo: db/shop/drop-role.sql. Check: db/shop/verify.sql.

-- Until then no password is the right one, either. MySQL prints one that nobody needs.
CREATE USER IF NOT EXISTS 'orders_shop'@'%'
  /*M!100400 IDENTIFIED VIA mysql_native_password USING 'invalid' */
  /*!80018 IDENTIFIED BY RANDOM PASSWORD */
  ACCOUNT LOCK;
ALTER USER 'orders_shop'@'%'
  WITH MAX_USER_CONNECTIONS 80 /*M!100400 MAX_STATEMENT_TIME 11 */;

-- What the account was given before: rights, and roles.
REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'orders_shop'@'%';
SET @statement = (
  SELECT CONCAT('REVOKE ', GROUP_CONCAT(DISTINCT name SEPARATOR ', '), ' FROM ''orders_shop''@''%''')
  FROM (
    /*M!100400
    SELECT CONCAT('`', REPLACE(Role, '`', '``'), '`') AS name
    FROM mysql.roles_mapping WHERE User = 'orders_shop' AND Host = '%'
    */
    /*!80000
    SELECT CONCAT(QUOTE(FROM_USER), '@', QUOTE(FROM_HOST)) AS name
    FROM mysql.role_edges WHERE TO_USER = 'orders_shop' AND TO_HOST = '%'
    */
  ) AS given
);
SET @statement = COALESCE(@statement, 'DO 0');
PREPARE revoke_roles FROM @statement;
EXECUTE revoke_roles;
DEALLOCATE PREPARE revoke_roles;

-- What the tools read.
GRANT SELECT (`product`, `count`) ON `stock` TO 'orders_shop'@'%';

-- What handlers change. Triggers of these tables, and foreign keys to them that CASCADE or SET NULL, change rows with
-- other rights, and neither the account nor the server can see them. Look which there are, when this has run:
--   SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME, DEFINER FROM information_schema.TRIGGERS;
-- and what foreign keys change, also of tables that refer to those that refer, and so on. Triggers run there only since
-- MySQL 9.7, and when enable_cascade_triggers is on:
--   WITH RECURSIVE reached AS (
--     SELECT Db AS db, Table_name AS name, CAST('' AS CHAR(64)) AS foreign_key FROM mysql.tables_priv
--     WHERE User = 'orders_shop' AND (Table_priv REGEXP 'Update|Delete' OR Column_priv REGEXP 'Update')
--     UNION
--     SELECT k.CONSTRAINT_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME
--     FROM reached JOIN information_schema.REFERENTIAL_CONSTRAINTS k
--       ON k.UNIQUE_CONSTRAINT_SCHEMA = reached.db AND k.REFERENCED_TABLE_NAME = reached.name
--     WHERE k.DELETE_RULE IN ('CASCADE', 'SET NULL') OR k.UPDATE_RULE IN ('CASCADE', 'SET NULL')
--   ) SELECT db, name, foreign_key FROM reached WHERE foreign_key <> '' ORDER BY db, name, foreign_key;
GRANT UPDATE (`count`) ON `stock` TO 'orders_shop'@'%';
GRANT INSERT (`product`, `order_id`), DELETE ON `sales`.`reservations` TO 'orders_shop'@'%';

-- What every account of MariaDB has in databases that are called test, unless it is taken from PUBLIC.
SET @statement = IF(
  EXISTS (SELECT 1 FROM mysql.db WHERE User = 'PUBLIC' AND Db = 'test'),
  'REVOKE ALL PRIVILEGES ON `test`.* FROM PUBLIC', 'DO 0');
PREPARE revoke_test FROM @statement;
EXECUTE revoke_test;
SET @statement = IF(
  EXISTS (SELECT 1 FROM mysql.db WHERE User = 'PUBLIC' AND Db = 'test\\_%'),
  'REVOKE ALL PRIVILEGES ON `test\\_%`.* FROM PUBLIC', 'DO 0');
PREPARE revoke_test FROM @statement;
EXECUTE revoke_test;
DEALLOCATE PREPARE revoke_test;
