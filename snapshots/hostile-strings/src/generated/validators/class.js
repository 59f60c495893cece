// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = (() => {
const pattern0 = new RegExp("^[`'\"/*${}\\\\]+$", "u");
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (data.e_ !== undefined) {
      if (!(typeof data.e_ === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/e_/type", instanceLocation: "#/e_" })
        errorCount++
      }
      else {
        if (data.e_.length > 99 && stringLength(data.e_) > 99) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/e_/maxLength", instanceLocation: "#/e_" })
          errorCount++
        }
      }
    }
    else data.e_ = "`${1}`"
    if (data.hasX !== undefined) {
      if (!(typeof data.hasX === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/hasX/type", instanceLocation: "#/hasX" })
        errorCount++
      }
      else {
        if (!(data.hasX === "'" || data.hasX === "\"" || data.hasX === "`" || data.hasX === "${x}" || data.hasX === "\\" || data.hasX === "*/")) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/hasX/enum", instanceLocation: "#/hasX" })
          errorCount++
        }
      }
    }
    if (data.default !== undefined) {
      if (!(typeof data.default === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/default/type", instanceLocation: "#/default" })
        errorCount++
      }
      else {
        const prev0 = errorCount
        if (data.default.length > 9 && stringLength(data.default) > 9) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/default/maxLength", instanceLocation: "#/default" })
          errorCount++
        }
        if (errorCount === prev0) {
          if (!pattern0.test(data.default)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/default/pattern", instanceLocation: "#/default" })
            errorCount++
          }
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "e_" && key0 !== "hasX" && key0 !== "default") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
return ref0;
})();

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
            if (data.rows[i]["a-b"] !== undefined) {
              if (!(typeof data.rows[i]["a-b"] === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/a-b/type", instanceLocation: "#/rows/"+i+"/a-b" })
                errorCount++
              }
              else {
                if (!(data.rows[i]["a-b"] === "`${1}`*/")) {
                  if (validate.errors === null) validate.errors = []
                  validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/a-b/const", instanceLocation: "#/rows/"+i+"/a-b" })
                  errorCount++
                }
              }
            }
            if (data.rows[i]["*/"] !== undefined) {
              if (!(typeof data.rows[i]["*/"] === "string")) {
                if (validate.errors === null) validate.errors = []
                validate.errors.push({ keywordLocation: "#/properties/rows/items/properties/*//type", instanceLocation: "#/rows/"+i+"/*/" })
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
    for (const key0 of Object.keys(data)) {
      if (key0 !== "rows" && key0 !== "truncated" && key0 !== "notice") {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/additionalProperties", instanceLocation: "#/"+pointerPart(key0) })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
