/** Every semantic rule, in the order in which they run; the report is sorted by place anyway. */
import { cautiousAnnotations } from "./annotations.js";
import { boundTypes } from "./bound-types.js";
import { namedColumns, resultColumns } from "./columns.js";
import { validDefaults } from "./defaults.js";
import { hostsFit } from "./deploy.js";
import { soundDeprecation } from "./deprecation.js";
import { soundOldNames } from "./old-names.js";
import { soundRenames } from "./renames.js";
import { enforceableSchemas } from "./enforceable.js";
import { httpMethods } from "./http-methods.js";
import { httpBodies, httpHeaders, httpPages, httpPaths, httpResults } from "./http-operations.js";
import { httpPlaces } from "./http-places.js";
import { httpAddresses, httpCredentials, httpNetworks, httpSourceHeaders } from "./http-sources.js";
import { inputRoot } from "./input-root.js";
import { limitStore } from "./limit-store.js";
import { possibleLimits, toolLimits } from "./limits.js";
import { listArguments } from "./lists.js";
import { soundApis, soundEnds, soundMajors } from "./majors.js";
import { mysqlSources } from "./mysql.js";
import { allowedNames, distinctNames } from "./names.js";
import { caps, paramsOrInput, redactedArguments, uselessSettings } from "./params.js";
import { pathsInside } from "./paths.js";
import { safePatterns } from "./patterns.js";
import { postgresSources } from "./postgres.js";
import { publishable } from "./publish.js";
import { exactReads, knownFunctions } from "./reads.js";
import type { Rule } from "./rule.js";
import { validSchemas } from "./schemas.js";
import { declaredScopes, hiddenTools, usedDeclarations } from "./scopes.js";
import {
  endpointPath,
  hostsAndOrigins,
  oneAuthentication,
  semanticVersion,
  someTool,
  someTransport,
} from "./server.js";
import { knownSource, oneImplementation } from "./sources.js";
import { boundParameters, readOnlyStatement } from "./sql.js";
import { distinctPorts, telemetryInUse } from "./telemetry.js";
import { texts } from "./texts.js";
import { soundVersioning } from "./versioning.js";
import { exactWrites, writesApart } from "./writes.js";

export const rules: readonly Rule[] = [
  semanticVersion,
  someTool,
  someTransport,
  oneAuthentication,
  endpointPath,
  hostsAndOrigins,
  hostsFit,
  publishable,
  telemetryInUse,
  distinctPorts,
  allowedNames,
  distinctNames,
  pathsInside,
  possibleLimits,
  toolLimits,
  limitStore,
  postgresSources,
  mysqlSources,
  exactWrites,
  writesApart,
  httpAddresses,
  httpNetworks,
  httpCredentials,
  httpSourceHeaders,
  knownSource,
  oneImplementation,
  paramsOrInput,
  inputRoot,
  validSchemas,
  enforceableSchemas,
  safePatterns,
  caps,
  validDefaults,
  redactedArguments,
  uselessSettings,
  declaredScopes,
  usedDeclarations,
  hiddenTools,
  cautiousAnnotations,
  soundDeprecation,
  soundMajors,
  soundEnds,
  soundApis,
  soundVersioning,
  soundRenames,
  soundOldNames,
  readOnlyStatement,
  boundParameters,
  boundTypes,
  listArguments,
  namedColumns,
  resultColumns,
  exactReads,
  knownFunctions,
  httpMethods,
  httpPaths,
  httpPlaces,
  httpBodies,
  httpHeaders,
  httpPages,
  httpResults,
  texts,
];
