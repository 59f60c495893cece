/**
 * PostgreSQL's own functions and operators that give a value for every argument that is one. The list is short on
 * purpose: a function that is missing makes a column nullable in the schema, which is never wrong. Not on it:
 * what answers null for some values, such as `substring` with a pattern, `extract` from infinity, `->>`.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const totalFunctions = words(`
  abs ascii btrim ceil ceiling char_length character_length chr clock_timestamp concat concat_ws
  date_trunc floor initcap json_build_array json_build_object jsonb_build_array jsonb_build_object left length lower
  lpad ltrim make_date md5 now octet_length overlay position repeat replace reverse right round row_to_json rpad rtrim
  sign split_part statement_timestamp strpos substr to_json to_jsonb transaction_timestamp translate trunc upper`);

export const totalOperators = words(
  "+ - * / % ^ || = <> < <= > >= ~~ !~~ ~~* !~~* ~ !~ ~* !~* # & | << >> @> <@ && ?",
);

export const countingFunctions = words("count row_number rank dense_rank ntile");

/** Null only where there are no rows, or where a value is. */
export const totalAggregates = words(
  "array_agg avg bool_and bool_or count every json_agg jsonb_agg max min string_agg sum",
);
