-- Account 'shop_reporting_mcp'@'%': may read exactly what the tools of shop-mcp read, and nothing else.
-- For MySQL 8 and MariaDB 10.6 or later. Run it in the database of the tools, as an administrator:
--   mysql DATABASE < db/reporting/roles.sql
-- The account is locked until it has a password. In the client, where no shell remembers it:
--   ALTER USER 'shop_reporting_mcp'@'%' IDENTIFIED BY '…' ACCOUNT UNLOCK;
-- Safe to run again, also after a change: rights that the tools no longer need are taken away. While it runs, for a
-- moment, the account has no rights.
-- Undo: db/reporting/drop-role.sql. Check: db/reporting/verify.sql.

-- Until then no password is the right one, either. MySQL prints one that nobody needs.
CREATE USER IF NOT EXISTS 'shop_reporting_mcp'@'%'
  /*M!100400 IDENTIFIED VIA mysql_native_password USING 'invalid' */
  /*!80018 IDENTIFIED BY RANDOM PASSWORD */
  ACCOUNT LOCK;
ALTER USER 'shop_reporting_mcp'@'%'
  WITH MAX_USER_CONNECTIONS 80 /*M!100400 MAX_STATEMENT_TIME 11 */;

-- What the account was given before: rights, and roles.
REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'shop_reporting_mcp'@'%';
SET @statement = (
  SELECT CONCAT('REVOKE ', GROUP_CONCAT(DISTINCT name SEPARATOR ', '), ' FROM ''shop_reporting_mcp''@''%''')
  FROM (
    /*M!100400
    SELECT CONCAT('`', REPLACE(Role, '`', '``'), '`') AS name
    FROM mysql.roles_mapping WHERE User = 'shop_reporting_mcp' AND Host = '%'
    */
    /*!80000
    SELECT CONCAT(QUOTE(FROM_USER), '@', QUOTE(FROM_HOST)) AS name
    FROM mysql.role_edges WHERE TO_USER = 'shop_reporting_mcp' AND TO_HOST = '%'
    */
  ) AS given
);
SET @statement = COALESCE(@statement, 'DO 0');
PREPARE revoke_roles FROM @statement;
EXECUTE revoke_roles;
DEALLOCATE PREPARE revoke_roles;

-- What the tools read.
GRANT SELECT (`month`, `total`) ON `revenue_by_month` TO 'shop_reporting_mcp'@'%';

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
