-- Reads what the tools read, and stops at the first thing that may not be read; then shows what else the account may
-- do. The account itself runs it:
--   mysql --user=shop_mcp -p DATABASE < db/main/verify.sql
-- The server asks more than this at each start, and refuses to start with an account that can do more.
START TRANSACTION READ ONLY;

SELECT `id`, `name`, `price`, `active`, `created_at` FROM `products` LIMIT 0;
SELECT `id`, `product_id`, `quantity`, `placed_on` FROM `sales`.`order` LIMIT 0;

SELECT 'The account that answered' AS what, CURRENT_USER() AS found;

SELECT 'May read' AS what, CONCAT_WS('.', TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME) AS found
FROM information_schema.COLUMNS
WHERE FIND_IN_SET('select', PRIVILEGES)
  AND TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema')
ORDER BY 2;

SELECT 'Must not be there' AS what, CONCAT(PRIVILEGE_TYPE, ' ON ', place) AS found
FROM (
  SELECT PRIVILEGE_TYPE, '*.*' AS place FROM information_schema.USER_PRIVILEGES
  WHERE PRIVILEGE_TYPE <> 'USAGE' OR IS_GRANTABLE = 'YES'
  UNION ALL
  SELECT PRIVILEGE_TYPE, CONCAT(TABLE_SCHEMA, '.*') FROM information_schema.SCHEMA_PRIVILEGES
  UNION ALL
  SELECT PRIVILEGE_TYPE, CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) FROM information_schema.TABLE_PRIVILEGES
  WHERE PRIVILEGE_TYPE <> 'SELECT' OR IS_GRANTABLE = 'YES'
  UNION ALL
  SELECT PRIVILEGE_TYPE, CONCAT(TABLE_SCHEMA, '.', TABLE_NAME, '.', COLUMN_NAME)
  FROM information_schema.COLUMN_PRIVILEGES
  WHERE PRIVILEGE_TYPE <> 'SELECT' OR IS_GRANTABLE = 'YES'
) AS rights;

ROLLBACK;
