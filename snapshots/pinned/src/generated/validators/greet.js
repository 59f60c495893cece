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
    if (!(data.who !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/who" })
      errorCount++
    }
    if (data.who !== undefined) {
      if (!(typeof data.who === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/who/type", instanceLocation: "#/who" })
        errorCount++
      }
      else {
        if (data.who.length > 20 && stringLength(data.who) > 20) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/who/maxLength", instanceLocation: "#/who" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "who") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};

/** @type {import("../../guard/tool.js").Validator} */
export const validateOutput = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.result !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/result" })
      errorCount++
    }
    if (data.result !== undefined) {
      if (!(typeof data.result === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/result/type", instanceLocation: "#/result" })
        errorCount++
      }
      else {
        if (data.result.length > 100 && stringLength(data.result) > 100) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/result/maxLength", instanceLocation: "#/result" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "result") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
