/**
 * Has work done once the answers of this turn of the event loop are on their way: while a database works for the next
 * call, a log line costs nobody time. A process that ends, or ends on an error, has done it all.
 */
export const afterAnswers = (): ((work: () => void) => void) => {
  let waiting: (() => void)[] = [];
  const flush = (): void => {
    const works = waiting;
    waiting = [];
    for (const work of works) work();
  };
  process.prependOnceListener("exit", flush); // before the lines that this may make are written
  return (work) => {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push(work);
  };
};
