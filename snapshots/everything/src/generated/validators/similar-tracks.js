// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart } from "../../guard/json-schema.js";

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
    if (!(data.track !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/track" })
      errorCount++
    }
    if (data.track !== undefined) {
      if (!Number.isSafeInteger(data.track)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/track/type", instanceLocation: "#/track" })
        errorCount++
      }
      else {
        if (!(1 <= data.track)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/track/minimum", instanceLocation: "#/track" })
          errorCount++
        }
      }
    }
    if (data.how !== undefined) {
      if (!(typeof data.how === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/how/type", instanceLocation: "#/how" })
        errorCount++
      }
      else {
        if (!(data.how === "tempo" || data.how === "key" || data.how === "what others like")) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/how/enum", instanceLocation: "#/how" })
          errorCount++
        }
      }
    }
    else data.how = "tempo"
    for (const key0 of Object.keys(data)) {
      if (key0 !== "track" && key0 !== "how") {
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
      if (!Array.isArray(data.result)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/result/type", instanceLocation: "#/result" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.result.length; i++) {
          if (!(Array.isArray(data.result[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/result/items/type", instanceLocation: "#/result/"+i })
            errorCount++
          }
          else {
            if (data.result[i].length < 2) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/result/items/minItems", instanceLocation: "#/result/"+i })
              errorCount++
            }
            if (data.result[i][0] !== undefined) {
              if (!(Number.isInteger(data.result[i][0]))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/result/items/0/type", instanceLocation: "#/result/"+i })
                errorCount++
              }
            }
            if (data.result[i][1] !== undefined) {
              if (!(Number.isFinite(data.result[i][1]))) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/result/items/1/type", instanceLocation: "#/result/"+i+"/1" })
                errorCount++
              }
            }
            if (data.result[i].length > 2) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/result/items/items", instanceLocation: "#/result/"+i })
              errorCount++
            }
          }
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
