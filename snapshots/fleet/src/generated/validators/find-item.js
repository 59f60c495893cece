// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (data.name !== undefined) {
      if (!(typeof data.name === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/name/type", instanceLocation: "#/name" })
        errorCount++
      }
      else {
        if (data.name.length > 40 && stringLength(data.name) > 40) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/name/maxLength", instanceLocation: "#/name" })
          errorCount++
        }
      }
    }
    else data.name = "bolt"
    for (const key0 of Object.keys(data)) {
      if (key0 !== "name") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

export { validateOutput } from "./list-items.js";
