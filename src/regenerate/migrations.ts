/**
 * Locks of older formats become the next one, step by step: `migrations[n - 1]` takes format n to n + 1. A step is
 * never changed once it was released, and knows nothing of today's types.
 */

export type LockRecord = Readonly<Record<string, unknown>>;

/**
 * 1 → 2 (0.2.0): the texts behind the hashes are kept in `base/`. A lock of format 1 has none, so its edited files
 * are merged from version control, or not without asking. The entries are the same.
 */
const storedBases = (lock: LockRecord): LockRecord => ({ ...lock, format: 2 });

export const migrations: readonly ((lock: LockRecord) => LockRecord)[] = [storedBases];

/** Raised with each migration, so that an older generator does not misread a newer lock. */
export const lockFormat = migrations.length + 1;

/** A lock of any known format in today's; undefined when its format is none. */
export function migrated(lock: LockRecord): LockRecord | undefined {
  const { format } = lock;
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1 || format > lockFormat) {
    return undefined;
  }
  return migrations.slice(format - 1).reduce((older, migrate) => migrate(older), lock);
}
