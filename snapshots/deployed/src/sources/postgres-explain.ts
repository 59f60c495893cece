import type { Client } from "pg";

/**
 * Rejects with what every call of a statement would fail with: wrong SQL, a column that is missing, a right that
 * the role lacks. EXPLAIN plans it and checks its rights without running it.
 */
export const explain = async (client: Client, statement: string): Promise<void> => {
  const text = `EXPLAIN ${statement}`;
  const values = Array.from({ length: await parametersOf(client, text) }, () => null);
  await client.query({ name: "", text, values, queryMode: "extended" } as never);
};

/** How many parameters a statement has, as PostgreSQL reads it. */
const parametersOf = (client: Client, text: string): Promise<number> =>
  new Promise((resolve, reject) => {
    let count = 0;
    const described = ({ parameterCount }: { parameterCount: number }): void => {
      count = parameterCount;
    };
    client.connection.once("parameterDescription", described);
    const settle = (then: () => void): void => {
      client.connection.off("parameterDescription", described);
      then();
    };
    client.query({
      submit: (
        wire: Record<"parse" | "describe", (message: object) => void> & { sync(): void },
      ) => {
        wire.parse({ text });
        wire.describe({ type: "S" });
        wire.sync();
      },
      handleRowDescription: () => undefined,
      handleReadyForQuery: () => settle(() => resolve(count)),
      handleError: (error: unknown) => settle(() => reject(error)),
    } as never);
  });
