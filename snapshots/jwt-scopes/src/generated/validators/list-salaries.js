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
    if (!(data.centre !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/centre" })
      errorCount++
    }
    if (data.centre !== undefined) {
      if (!Number.isSafeInteger(data.centre)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/centre/type", instanceLocation: "#/centre" })
        errorCount++
      }
      else {
        if (!(1 <= data.centre)) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/centre/minimum", instanceLocation: "#/centre" })
          errorCount++
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "centre") {
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
    if (!(data.rows !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/rows" })
      errorCount++
    }
    if (!(data.truncated !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/truncated" })
      errorCount++
    }
    if (data.rows !== undefined) {
      if (!Array.isArray(data.rows)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/rows/type", instanceLocation: "#/rows" })
        errorCount++
      }
      else {
        for (let i = 0; i < data.rows.length; i++) {
          if (!(typeof data.rows[i] === "object" && data.rows[i] && !Array.isArray(data.rows[i]))) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/rows/items/type", instanceLocation: "#/rows/"+i })
            errorCount++
          }
          else {
            if (!(data.rows[i].person !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/person" })
              errorCount++
            }
            if (!(data.rows[i].amount !== undefined)) {
              if (validate.errors === null) validate.errors = []
              validate.errors.push({ keywordLocation: "#/properties/rows/items/required", instanceLocation: "#/rows/"+i+"/amount" })
              errorCount++
            }
            if (data.rows[i].person !== undefined) {
              if (!(typeof data.rows[i].person === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/person/type", instanceLocation: "#/rows/"+i+"/person" })
                errorCount++
              }
            }
            if (data.rows[i].amount !== undefined) {
              if (!(Number.isFinite(data.rows[i].amount) || typeof data.rows[i].amount === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/amount/type", instanceLocation: "#/rows/"+i+"/amount" })
                errorCount++
              }
            }
            for (const key0 of Object.keys(data.rows[i])) {
              if (key0 !== "person" && key0 !== "amount") {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/additionalProperties", instanceLocation: "#/rows/"+i+"/"+pointerPart(key0) })
                errorCount++
              }
            }
          }
        }
      }
    }
    if (data.truncated !== undefined) {
      if (!(typeof data.truncated === "boolean")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/truncated/type", instanceLocation: "#/truncated" })
        errorCount++
      }
    }
    if (data.notice !== undefined) {
      if (!(typeof data.notice === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/notice/type", instanceLocation: "#/notice" })
        errorCount++
      }
    }
    for (const key1 of Object.keys(data)) {
      if (key1 !== "rows" && key1 !== "truncated" && key1 !== "notice") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key1) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
