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
    if (!(data["a b"] !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/a b" })
      errorCount++
    }
    if (!(data["a-b"] !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/a-b" })
      errorCount++
    }
    if (data["a b"] !== undefined) {
      if (!(typeof data["a b"] === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/a b/type", instanceLocation: "#/a b" })
        errorCount++
      }
      else {
        if (data["a b"].length > 10 && stringLength(data["a b"]) > 10) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/a b/maxLength", instanceLocation: "#/a b" })
          errorCount++
        }
      }
    }
    if (data["a-b"] !== undefined) {
      if (!(typeof data["a-b"] === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/a-b/type", instanceLocation: "#/a-b" })
        errorCount++
      }
      else {
        if (!(data["a-b"] === "*/`${1}`'\"")) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/a-b/const", instanceLocation: "#/a-b" })
          errorCount++
        }
      }
    }
    if (data["日本語"] !== undefined) {
      if (!(typeof data["日本語"] === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/日本語/type", instanceLocation: "#/日本語" })
        errorCount++
      }
      else {
        if (data["日本語"].length > 40 && stringLength(data["日本語"]) > 40) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/日本語/maxLength", instanceLocation: "#/日本語" })
          errorCount++
        }
      }
    }
    else data["日本語"] = "日本語のとても長い説明"
    if (data["x/y~z"] !== undefined) {
      if (!(Number.isFinite(data["x/y~z"]))) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/x/y~z/type", instanceLocation: "#/x/y~z" })
        errorCount++
      }
    }
    else data["x/y~z"] = 1e-7
    for (const key0 of Object.keys(data)) {
      if (key0 !== "a b" && key0 !== "a-b" && key0 !== "日本語" && key0 !== "x/y~z") {
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
    if (!(data["\""] !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/\"" })
      errorCount++
    }
    if (data["*/ evil"] !== undefined) {
      if (!(typeof data["*/ evil"] === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/*/ evil/type", instanceLocation: "#/*/ evil" })
        errorCount++
      }
    }
    if (data["\""] !== undefined) {
      if (!(typeof data["\""] === "string" || data["\""] === null)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/\"/type", instanceLocation: "#/\"" })
        errorCount++
      }
    }
  }
  return errorCount === 0
};
