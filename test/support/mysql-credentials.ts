/** Accounts as people make them: each can read columns of `app.users`, and what else was done to it. */

export interface MysqlCredential {
  readonly name: string;
  /** Run by the administrator; `$me` stands for the account's name, whose host is `%`. */
  readonly sql: string;
  /** Run after it, when the account is gone. */
  readonly undo?: string;
  /** The name under which the check finds it. */
  readonly finding?: RegExp;
  /** What it lets the account do: run as the account, it must work. */
  readonly exploit?: string;
  /** Who has such a thing; absent: both. */
  readonly only?: "mysql" | "mariadb";
}

/** May be used: they only read. */
export const good: readonly MysqlCredential[] = [
  { name: "columns of a table", sql: "" },
  { name: "a whole table", sql: "GRANT SELECT ON app.users TO $me" },
  {
    name: "a view with its caller's rights",
    sql: "CREATE SQL SECURITY INVOKER VIEW app.active AS SELECT id FROM app.users; GRANT SELECT ON app.active TO $me",
    undo: "DROP VIEW app.active",
  },
  { name: "tables of another database", sql: "GRANT SELECT (id) ON sales.`order` TO $me" },
  {
    name: "a password",
    sql: "ALTER USER $me IDENTIFIED BY 'S3cret-enough!'; ALTER USER $me IDENTIFIED BY ''",
  },
  {
    name: "limits of its own",
    sql: "ALTER USER $me WITH MAX_USER_CONNECTIONS 7 MAX_QUERIES_PER_HOUR 100000",
  },
  {
    name: "tables whose names read like grants",
    sql: "CREATE TABLE app.`x`` TO y WITH GRANT OPTION` (`a, INSERT ON *.*` int, id int); GRANT SELECT (`a, INSERT ON *.*`) ON app.`x`` TO y WITH GRANT OPTION` TO $me",
    undo: "DROP TABLE app.`x`` TO y WITH GRANT OPTION`",
  },
  {
    name: "everything of other accounts",
    sql: "CREATE USER $me_other; GRANT ALL ON *.* TO $me_other WITH GRANT OPTION",
    undo: "DROP USER $me_other",
  },
  {
    name: "a routine and a trigger that it does not see",
    sql: "CREATE PROCEDURE app.hidden() DELETE FROM app.secrets; CREATE TRIGGER app.later BEFORE INSERT ON app.victims FOR EACH ROW SET @x = 1",
    undo: "DROP PROCEDURE app.hidden; DROP TRIGGER app.later",
  },
];

const global = (right: string, exploit?: string, only?: "mysql" | "mariadb"): MysqlCredential => ({
  name: `${right} on everything`,
  sql: `GRANT ${right} ON *.* TO $me`,
  finding: new RegExp(`^global:\\*\\.\\*:${right}$`),
  ...(exploit !== undefined && { exploit }),
  ...(only && { only }),
});

const onSchema = (right: string, exploit?: string): MysqlCredential => ({
  name: `${right} on a database`,
  sql: `GRANT ${right} ON app.* TO $me`,
  finding: new RegExp(`^schema:app\\.\\*:${right}$`),
  ...(exploit !== undefined && { exploit }),
});

const onTable = (right: string, exploit?: string): MysqlCredential => ({
  name: `${right} on a table`,
  sql: `GRANT ${right} ON app.users TO $me`,
  finding: new RegExp(`^table:app\\.users:${right.replace(/ \(.*/, "")}$`),
  ...(exploit !== undefined && { exploit }),
});

const writer =
  "CREATE FUNCTION app.wipe() RETURNS int NOT DETERMINISTIC MODIFIES SQL DATA BEGIN DELETE FROM app.victims LIMIT 1; RETURN 1; END";

/** Must be refused. */
export const bad: readonly MysqlCredential[] = [
  {
    name: "ALL PRIVILEGES",
    sql: "GRANT ALL PRIVILEGES ON *.* TO $me",
    finding: /^global:\*\.\*:/,
    exploit: "CREATE DATABASE $me_made; DROP DATABASE $me_made",
  },
  {
    name: "GRANT OPTION on everything",
    sql: "GRANT USAGE ON *.* TO $me WITH GRANT OPTION",
    finding: /^global:\*\.\*:GRANT OPTION$/,
  },
  global("SELECT", "SELECT COUNT(*) FROM mysql.user"),
  global("INSERT", "INSERT INTO app.victims VALUES (1)"),
  global("FILE", "SELECT LOAD_FILE('/etc/passwd')"),
  global("PROCESS", "SHOW ENGINE INNODB STATUS"),
  global("SUPER"),
  global("RELOAD", "FLUSH STATUS"),
  global("SHUTDOWN"),
  global("SHOW DATABASES", "SHOW DATABASES"),
  global("REPLICATION SLAVE"),
  global("CREATE USER", "CREATE USER $me_made; DROP USER $me_made"),
  global("EVENT"),
  global("BINLOG ADMIN", undefined, "mariadb"),
  global("CONNECTION ADMIN", undefined, "mariadb"),
  global("READ_ONLY ADMIN", undefined, "mariadb"),
  global("SET USER", undefined, "mariadb"),
  global("BACKUP_ADMIN", undefined, "mysql"),
  global("SYSTEM_VARIABLES_ADMIN", "SET GLOBAL max_connect_errors = 100", "mysql"),
  global("CONNECTION_ADMIN", undefined, "mysql"),

  onSchema("SELECT", "SELECT secret FROM app.secrets"),
  onSchema("INSERT", "INSERT INTO app.victims VALUES (1)"),
  onSchema("CREATE", "CREATE TABLE app.$me_made (x int)"),
  onSchema("CREATE TEMPORARY TABLES", "CREATE TEMPORARY TABLE app.scratch (x int)"),
  onSchema("LOCK TABLES"),
  onSchema("EVENT"),
  onSchema("EXECUTE"),
  onSchema("CREATE VIEW"),
  onSchema("CREATE ROUTINE", "CREATE PROCEDURE app.$me_made() SELECT 1"),
  {
    name: "rights on databases whose names match",
    sql: "GRANT INSERT ON `ap%`.* TO $me",
    finding: /^schema:ap%\.\*:INSERT$/,
    exploit: "INSERT INTO app.victims VALUES (1)",
  },
  {
    name: "GRANT OPTION on a database",
    sql: "GRANT USAGE ON app.* TO $me WITH GRANT OPTION",
    finding: /^schema:app\.\*:GRANT OPTION$/,
  },

  onTable("INSERT", "INSERT INTO app.users (id) VALUES (999999)"),
  onTable("UPDATE", "UPDATE app.users SET name = name"),
  onTable("DELETE", "DELETE FROM app.users WHERE id < 0"),
  onTable("UPDATE (name)", "UPDATE app.users SET name = 'x' WHERE id = 1000"),
  onTable("INSERT (id)", "INSERT INTO app.users (id) VALUES (999998)"),
  onTable("REFERENCES"),
  onTable("INDEX", "CREATE INDEX $me_index ON app.users (active)"),
  onTable("ALTER", "ALTER TABLE app.users COMMENT 'x'"),
  onTable("DROP"),
  onTable("CREATE"),
  onTable("TRIGGER"),
  onTable("SHOW VIEW"),
  {
    name: "SELECT WITH GRANT OPTION",
    sql: "GRANT SELECT ON app.users TO $me WITH GRANT OPTION",
    finding: /^table:app\.users:GRANT OPTION$/,
    exploit: "GRANT SELECT (id) ON app.users TO $me_friend",
  },
  {
    name: "hashes of passwords",
    sql: "GRANT SELECT ON mysql.global_priv TO $me",
    finding: /^table:mysql\.global_priv:SELECT$/,
    exploit: "SELECT Priv FROM mysql.global_priv",
    only: "mariadb",
  },
  {
    name: "INSERT on a view that can be updated",
    sql: "CREATE SQL SECURITY INVOKER VIEW app.door AS SELECT * FROM app.victims; GRANT INSERT ON app.victims TO $me; GRANT INSERT ON app.door TO $me",
    undo: "DROP VIEW app.door",
    finding: /^table:app\.door:INSERT$/,
    exploit: "INSERT INTO app.door VALUES (1)",
  },

  {
    name: "a view with its definer's rights",
    sql: "CREATE VIEW app.plain AS SELECT id FROM app.secrets; GRANT SELECT ON app.plain TO $me",
    undo: "DROP VIEW app.plain",
    finding: /^view:app\.plain$/,
    exploit: "SELECT id FROM app.plain",
  },
  {
    name: "a view with its definer's rights, which writes when it is read",
    sql: `${writer}; CREATE VIEW app.trap AS SELECT app.wipe() AS wiped; GRANT SELECT ON app.trap TO $me`,
    undo: "DROP VIEW app.trap; DROP FUNCTION app.wipe",
    finding: /^view:app\.trap$/,
    exploit: "SELECT wiped FROM app.trap",
  },
  {
    name: "EXECUTE on a function",
    sql: `${writer}; GRANT EXECUTE ON FUNCTION app.wipe TO $me`,
    undo: "DROP FUNCTION app.wipe",
    finding: /^routine:FUNCTION app\.wipe/,
    exploit: "SELECT app.wipe()",
  },
  {
    name: "EXECUTE on a procedure",
    sql: "CREATE PROCEDURE app.purge() DELETE FROM app.victims LIMIT 1; GRANT EXECUTE ON PROCEDURE app.purge TO $me",
    undo: "DROP PROCEDURE app.purge",
    finding: /^routine:PROCEDURE app\.purge/,
    exploit: "CALL app.purge()",
  },
  {
    name: "a sequence",
    sql: "CREATE SEQUENCE app.counter; GRANT SELECT, INSERT ON app.counter TO $me",
    undo: "DROP SEQUENCE app.counter",
    finding: /^table:app\.counter:INSERT$/,
    exploit: "SELECT NEXTVAL(app.counter)",
    only: "mariadb",
  },
  {
    name: "a sequence to look at",
    sql: "CREATE SEQUENCE app.counter; GRANT SELECT ON app.counter TO $me",
    undo: "DROP SEQUENCE app.counter",
    finding: /^sequence:app\.counter$/,
    only: "mariadb",
  },

  {
    name: "a role that is its default",
    sql: "CREATE ROLE $me_role; GRANT INSERT ON app.victims TO $me_role; GRANT $me_role TO $me; SET DEFAULT ROLE $me_role FOR $me",
    undo: "DROP ROLE $me_role",
    finding: /^role:`.*_role`$/,
    exploit: "INSERT INTO app.victims VALUES (1)",
    only: "mariadb",
  },
  {
    name: "a role that it must choose",
    sql: "CREATE ROLE $me_role; GRANT INSERT ON app.victims TO $me_role; GRANT $me_role TO $me",
    undo: "DROP ROLE $me_role",
    finding: /^role:.*_role/,
    exploit: "SET ROLE $me_role; INSERT INTO app.victims VALUES (1)",
  },
  {
    name: "a role of a role",
    sql: "CREATE ROLE $me_one; CREATE ROLE $me_two; GRANT INSERT ON app.victims TO $me_two; GRANT $me_two TO $me_one; GRANT $me_one TO $me",
    undo: "DROP ROLE $me_one; DROP ROLE $me_two",
    finding: /^role:.*_one/,
    exploit: "SET ROLE $me_one; INSERT INTO app.victims VALUES (1)",
  },
  {
    name: "a role that it may hand on",
    sql: "CREATE ROLE $me_role; GRANT $me_role TO $me WITH ADMIN OPTION",
    undo: "DROP ROLE $me_role",
    finding: /^role:.*_role/,
    exploit: "GRANT $me_role TO $me_friend",
  },
  {
    name: "roles that every account has",
    sql: "CREATE ROLE all_write; GRANT INSERT ON app.victims TO all_write; SET GLOBAL mandatory_roles = 'all_write'",
    undo: "SET GLOBAL mandatory_roles = ''; DROP ROLE all_write",
    finding: /^role:mandatory$/,
    exploit: "SET ROLE ALL; INSERT INTO app.victims VALUES (1)",
    only: "mysql",
  },
  {
    name: "PROXY",
    sql: "GRANT PROXY ON root@localhost TO $me",
    finding: /^proxy$/,
  },

  {
    name: "an anonymous account in its place",
    sql: "DROP USER $me; CREATE USER ''@'%'; GRANT SELECT (id, name, active) ON app.users TO ''@'%'; GRANT INSERT ON app.victims TO ''@'%'",
    undo: "DROP USER ''@'%'",
    finding: /^account:anonymous$/,
    exploit: "INSERT INTO app.victims VALUES (1)",
  },
  {
    name: "rights that anonymous accounts have on test",
    sql: "CREATE DATABASE IF NOT EXISTS test; INSERT INTO mysql.db (Host, Db, User, Select_priv, Insert_priv, Create_priv, Drop_priv) VALUES ('%', 'test', '', 'Y', 'Y', 'Y', 'Y'); FLUSH PRIVILEGES",
    undo: "DELETE FROM mysql.db WHERE User = ''; FLUSH PRIVILEGES",
    finding: /^schema:test$/,
    exploit: "CREATE TABLE test.$me_made (x int); DROP TABLE test.$me_made",
  },
  {
    name: "rights that anonymous accounts have on the tools' own database",
    sql: "INSERT INTO mysql.db (Host, Db, User, Select_priv, Insert_priv) VALUES ('%', 'app', '', 'Y', 'Y'); FLUSH PRIVILEGES",
    undo: "DELETE FROM mysql.db WHERE User = ''; FLUSH PRIVILEGES",
    finding: /^table:app\.victims:.*INSERT/,
    exploit: "INSERT INTO app.victims VALUES (1)",
  },
  {
    name: "INSERT for PUBLIC",
    sql: "GRANT INSERT ON app.victims TO PUBLIC",
    undo: "REVOKE INSERT ON app.victims FROM PUBLIC",
    finding: /^table:app\.victims:INSERT$/,
    exploit: "INSERT INTO app.victims VALUES (1)",
    only: "mariadb",
  },
  {
    name: "everything on test for PUBLIC, as it is installed",
    sql: "CREATE DATABASE IF NOT EXISTS test; GRANT SELECT, INSERT, CREATE, DROP ON test.* TO PUBLIC",
    undo: "REVOKE ALL ON test.* FROM PUBLIC",
    finding: /^schema:test\.\*:CREATE$/,
    exploit: "CREATE TABLE test.$me_made (x int); DROP TABLE test.$me_made",
    only: "mariadb",
  },
];

/** Refused by the database itself, whatever the session says of reading and writing. */
export const attacks: readonly string[] = [
  "DELETE FROM users",
  "UPDATE users SET name = 'x'",
  "INSERT INTO users (id) VALUES (1)",
  "INSERT INTO users (id) VALUES (1) ON DUPLICATE KEY UPDATE name = 'x'",
  "REPLACE INTO users (id) VALUES (1)",
  "TRUNCATE TABLE users",
  "DROP TABLE users",
  "RENAME TABLE users TO others",
  "ALTER TABLE users ADD COLUMN x int",
  "CREATE INDEX x ON users (id)",
  "WITH gone AS (SELECT id FROM users) DELETE FROM users WHERE id IN (SELECT id FROM gone)",
  "SELECT password FROM users",
  "SELECT * FROM users",
  "SELECT id FROM users ORDER BY password",
  "SELECT id FROM users WHERE password LIKE 'h%'",
  "SELECT COUNT(password) FROM users",
  "SELECT JSON_ARRAYAGG(u.password) FROM users u",
  "SELECT id FROM users NATURAL JOIN secrets",
  "SELECT secret FROM secrets",
  "TABLE secrets",
  "DESCRIBE secrets",
  "SHOW CREATE TABLE secrets",
  "CHECKSUM TABLE secrets",
  "HANDLER secrets OPEN",
  "SELECT id FROM users INTO OUTFILE '/tmp/mcp-intruder'",
  "SELECT 'x' INTO DUMPFILE '/tmp/mcp-intruder'",
  "LOAD DATA INFILE '/etc/passwd' INTO TABLE users",
  "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE users",
  "CREATE TABLE intruder (x int)",
  "CREATE TABLE intruder AS SELECT id FROM users",
  "CREATE TEMPORARY TABLE intruder (x int)",
  "CREATE DATABASE intruder",
  "CREATE VIEW intruder AS SELECT 1",
  "CREATE FUNCTION intruder() RETURNS int RETURN 1",
  "CREATE PROCEDURE intruder() DELETE FROM users",
  "CREATE FUNCTION intruder RETURNS STRING SONAME 'intruder.so'",
  "CREATE TRIGGER intruder BEFORE INSERT ON users FOR EACH ROW SET @x = 1",
  "CREATE EVENT intruder ON SCHEDULE EVERY 1 DAY DO DELETE FROM users",
  "CREATE USER intruder",
  "CREATE ROLE intruder",
  "CREATE SERVER intruder FOREIGN DATA WRAPPER mysql OPTIONS (USER 'x')",
  "INSTALL PLUGIN intruder SONAME 'intruder.so'",
  "INSTALL SONAME 'ha_archive'",
  "DROP USER root@localhost",
  "ALTER USER root@localhost IDENTIFIED BY 'x'",
  "SET PASSWORD FOR root@localhost = PASSWORD('x')",
  "GRANT INSERT ON app.users TO people_mcp",
  "REVOKE ALL PRIVILEGES, GRANT OPTION FROM root@localhost",
  "SET ROLE intruder",
  "SET GLOBAL max_connections = 1",
  "SET GLOBAL general_log = 1",
  "SET GLOBAL general_log_file = '/tmp/mcp-intruder'",
  "SET SESSION sql_log_bin = 0",
  "SET PERSIST max_connections = 1",
  "FLUSH TABLES WITH READ LOCK",
  "FLUSH LOGS",
  "LOCK TABLES users WRITE",
  "ANALYZE TABLE users",
  "OPTIMIZE TABLE users",
  "KILL 1",
  "SHUTDOWN",
  "RESET MASTER",
  "CHANGE MASTER TO MASTER_HOST = 'x'",
  "START SLAVE",
  "SHOW BINARY LOGS",
  "SHOW GRANTS FOR root@localhost",
  "SELECT authentication_string FROM mysql.user",
  "SELECT Priv FROM mysql.global_priv",
  "UPDATE mysql.user SET Super_priv = 'Y'",
  "SELECT * FROM sys.processlist",
  "CALL sys.execute_prepared_stmt('DELETE FROM app.users')",
  "PREPARE p FROM 'DELETE FROM users'; EXECUTE p",
  "EXECUTE IMMEDIATE 'DELETE FROM users'",
  "BEGIN NOT ATOMIC DELETE FROM users; END",
  "/*! DELETE FROM users */",
  "/*M! DELETE FROM users */",
  "EXPLAIN DELETE FROM users",
  "XA START 'x'; DELETE FROM users",
];
