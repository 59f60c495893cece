import { expect, test } from "vitest";
import { readEnvironment } from "../../../templates/base/src/environment.js";
import { parseAddress } from "../../../templates/mysql/src/sources/mysql-address.js";
import { mysqlUrl } from "../../../templates/mysql/src/sources/mysql-url.js";

const problemOf = (value: string | undefined): string => {
  const env = readEnvironment(value === undefined ? {} : { DATABASE_URL: value });
  mysqlUrl(env, "DATABASE_URL");
  try {
    env.finish();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("an address is taken apart, with what is escaped in it", () => {
  expect(parseAddress("mysql://read%40er:p%2Fss@[::1]/my%20app?ssl-mode=verify_identity")).toEqual({
    host: "::1",
    port: 3306,
    user: "read@er",
    password: "p/ss",
    database: "my app",
    ssl: { rejectUnauthorized: true, verifyIdentity: true },
  });
  expect(parseAddress("mariadb://reader@db:80/app")).toEqual({
    host: "db",
    port: 80,
    user: "reader",
    password: "",
    database: "app",
  });
});

test.each([
  "db.example.com",
  "postgres://reader@db/app",
  "mysql:///app",
  "mysql://db/app",
  "mysql://reader@db",
  "mysql://reader@db/",
  "mysql://reader@db/app/more",
  "mysql://reader:%zz@db/app",
  "mysql://reader@db/app?multipleStatements=true",
  "mysql://reader@db/app?ssl-mode=REQUIRED&flags=LOCAL_FILES",
  "mysql://reader@db/app?ssl-mode=PREFERRED",
  "mysql://reader@db/app#x",
])("%s is none, and is not repeated", (url) => {
  const problem = problemOf(url);
  expect(problem).toContain("DATABASE_URL must be an address");
  expect(problem).not.toContain(url);
});

test("it is required", () => {
  expect(problemOf(undefined)).toContain("DATABASE_URL is required");
  expect(problemOf("mysql://reader:secret@db.example.com:3306/app?ssl-mode=REQUIRED")).toBe("");
});
