// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { date, email } from "../../guard/formats.js";
import { errorMerge, pointerPart, stringLength } from "../../guard/json-schema.js";

/** @type {import("../../guard/tool.js").Validator} */
export const validateInput = (() => {
const format0 = email;
const format1 = date;
const ref1 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  let suberr0 = null
  const sub0 = (() => {
    let errorCount = 0
    if (!(typeof data === "string")) {
      if (suberr0 === null) suberr0 = []
      suberr0.push({ keywordLocation: "#/anyOf/0/type", instanceLocation: "#" })
      errorCount++
    }
    else {
      const prev1 = errorCount
      if (data.length > 10000 && stringLength(data) > 10000) {
        if (suberr0 === null) suberr0 = []
        suberr0.push({ keywordLocation: "#/anyOf/0/maxLength", instanceLocation: "#" })
        errorCount++
      }
      if (errorCount === prev1) {
        if (!format1(data)) {
          if (suberr0 === null) suberr0 = []
          suberr0.push({ keywordLocation: "#/anyOf/0/format", instanceLocation: "#" })
          errorCount++
        }
      }
    }
    return errorCount === 0
  })()
  const sub1 = (() => {
    let errorCount = 0
    if (!Number.isSafeInteger(data)) {
      if (suberr0 === null) suberr0 = []
      suberr0.push({ keywordLocation: "#/anyOf/1/type", instanceLocation: "#" })
      errorCount++
    }
    else {
      if (!(0 <= data)) {
        if (suberr0 === null) suberr0 = []
        suberr0.push({ keywordLocation: "#/anyOf/1/minimum", instanceLocation: "#" })
        errorCount++
      }
    }
    return errorCount === 0
  })()
  if (!(sub0 || sub1)) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/anyOf", instanceLocation: "#" })
    if (suberr0) validate.errors.push(...suberr0)
    errorCount++
  }
  return errorCount === 0
};
const ref0 = function validate(data) {
  validate.errors = null
  let errorCount = 0
  if (!(typeof data === "object" && data && !Array.isArray(data))) {
    if (validate.errors === null) validate.errors = []
    validate.errors.push({ keywordLocation: "#/type", instanceLocation: "#" })
    errorCount++
  }
  else {
    if (!(data.email !== undefined)) {
      if (validate.errors === null) validate.errors = []
      validate.errors.push({ keywordLocation: "#/required", instanceLocation: "#/email" })
      errorCount++
    }
    if (data.email !== undefined) {
      if (!(typeof data.email === "string")) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/email/type", instanceLocation: "#/email" })
        errorCount++
      }
      else {
        const prev0 = errorCount
        if (data.email.length > 10000 && stringLength(data.email) > 10000) {
          if (validate.errors === null) validate.errors = []
          validate.errors.push({ keywordLocation: "#/properties/email/maxLength", instanceLocation: "#/email" })
          errorCount++
        }
        if (errorCount === prev0) {
          if (!format0(data.email)) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/email/format", instanceLocation: "#/email" })
            errorCount++
          }
        }
      }
    }
    if (data.due !== undefined) {
      const err0 = validate.errors
      const res0 = ref1(data.due)
      const suberr1 = ref1.errors
      validate.errors = err0
      if (!res0) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push(...suberr1.map(e => errorMerge(e, "#/properties/due/$ref", "#/due")))
        errorCount++
      }
    }
    if (data.note !== undefined) {
      if (!(typeof data.note === "string" || data.note === null)) {
        if (validate.errors === null) validate.errors = []
        validate.errors.push({ keywordLocation: "#/properties/note/type", instanceLocation: "#/note" })
        errorCount++
      }
      else {
        if (typeof data.note === "string") {
          if (data.note.length > 2000 && stringLength(data.note) > 2000) {
            if (validate.errors === null) validate.errors = []
            validate.errors.push({ keywordLocation: "#/properties/note/maxLength", instanceLocation: "#/note" })
            errorCount++
          }
        }
      }
    }
    for (const key0 of Object.keys(data)) {
      if (key0 !== "email" && key0 !== "due" && key0 !== "note") {
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
